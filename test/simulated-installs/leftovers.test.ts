import { expect } from 'chai';
import { createSimulatedInstallRecords } from '../../server/callback-tests/simulation/record.ts';
import { removeOverdue, runSimulation } from '../../server/callback-tests/simulation/run.ts';
import { createSimulatedInstalls } from '../../server/callback-tests/simulation/simulated-installs.ts';
import { keys } from '../../server/redis/keys.ts';
import { apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import {
  pathOfSimulations,
  playInstall,
  simulateInstall,
  simulationOf,
} from '../support/simulated-installs.ts';
import { startTunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

describe('what a simulated install leaves', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let connector: Connector;
  beforeEach(async () => {
    connector = ends.later(await startConnector(), ({ close }) => close());
  });
  afterEach(() => ends.all());

  const traces = async () => {
    const { redis } = connector.service.deps;
    const some = await redis.keys('{bcc}:*simulation*');
    return [
      ...some.filter((key) => !key.includes('used-payload')),
      ...(await redis.keys('{bcc}:connection*')),
      ...(await redis.keys('{bcc}:app-connections')),
      ...(await redis.keys('bcc:embedded-session:*')),
    ];
  };
  class Killed extends Error {}
  /** Ends at the moment at which the app is installed and opened. */
  const fail = () =>
    playInstall(connector, async ({ name }) => {
      if (name !== 'remove_user') return;
      expect(await traces()).to.have.length.greaterThan(3);
      throw new Killed();
    }).catch((error: unknown) => {
      if (!(error instanceof Killed)) throw error;
    });

  it('is nothing when it fails', async () => {
    await fail();
    expect(await traces()).to.deep.equal([]);
  });

  it('is taken away by the next one, where its process did not come to it', async () => {
    const { redis } = connector.service.deps;
    const dead = await leave();
    await redis.zadd(keys.simulations, 1, dead);
    const api = await apiClient(connector);
    expect((await simulateInstall(connector, api)).verdict).to.equal('ok');
    expect(await traces()).to.deep.equal([]);
  });

  it('is taken away now and then by any process that runs', async () => {
    const { redis } = connector.service.deps;
    await redis.zadd(keys.simulations, 1, await leave());
    const installs = createSimulatedInstalls({
      ...simulationOf(connector),
      records: createSimulatedInstallRecords({ redis }),
      log: connector.service.deps.log,
      sweepEveryMs: 10,
    });
    ends.later(installs, ({ stop }) => stop());
    await until('nothing is left', async () => (await traces()).length === 0);
  });

  it('stays as long as its process may still be at it', async () => {
    const dead = await leave();
    await removeOverdue(simulationOf(connector));
    expect(await traces()).to.include(`{bcc}:iclient:${dead.split('/')[0]}`);
    await connector.service.deps.redis.zadd(keys.simulations, 1, dead);
    await removeOverdue(simulationOf(connector));
    expect(await traces()).to.deep.equal([]);
  });

  it('that cannot be taken away is told, and keeps nothing else from going', async () => {
    const { redis } = connector.service.deps;
    const stuck = 'simulation-stuck/simulatedstuck';
    const dead = await leave();
    for (const [at, client] of [stuck, dead].entries())
      await redis.zadd(keys.simulations, at + 1, client);
    const deps = simulationOf(connector);
    const { connections } = deps;
    const findByStore: typeof connections.findByStore = (iclientId, storeHash) =>
      storeHash === 'simulatedstuck'
        ? Promise.reject(new Error('It is stuck.'))
        : connections.findByStore(iclientId, storeHash);
    await removeOverdue({ ...deps, connections: { ...connections, findByStore } });
    expect(await redis.zrange(keys.simulations, '0', '-1')).to.deep.equal([stuck]);
    expect(connector.logged())
      .to.include('What is left of a simulated install')
      .and.include('stuck');
    await removeOverdue(deps);
    expect(await traces()).to.deep.equal([]);
  });

  it('is nothing when the service stops meanwhile', async () => {
    const tunnel = ends.later(await startTunnel(), ({ close }) => close());
    const other = ends.later(
      await startConnector({ env: { PUBLIC_URL: `http://${tunnel.host}` } }),
      ({ close }) => close(),
    );
    tunnel.behave({ instead: () => undefined });
    const api = await apiClient(other);
    expect((await api.post(pathOfSimulations())).status).to.equal(202);
    await until('the first request is there', () => tunnel.seen.length > 0);
    expect(await other.service.deps.redis.keys('{bcc}:iclient:simulation-*')).to.have.length(1);
    await other.service.deps.simulatedInstalls.stop();
    expect(await other.service.deps.redis.keys('{bcc}:*simulation*')).to.deep.equal([]);
  });

  /** As a process that is killed once the app is installed: its test client and its connection stay. */
  const leave = async (): Promise<string> => {
    const { redis, iclients } = connector.service.deps;
    const deps = simulationOf(connector);
    const iclient = await iclients.find('default');
    if (!iclient) throw new Error('There is no iClient.');
    const nothing = async () => undefined;
    const dying = {
      ...deps,
      testClients: { ...deps.testClients, remove: nothing, forget: nothing },
      connections: { ...deps.connections, findByStore: nothing },
    };
    const dead = new AbortController();
    await runSimulation(dying, iclient, dead.signal, async (steps) => {
      if (steps.some(({ name, progress }) => name === 'load' && progress === 'done')) dead.abort();
    });
    const [left = ''] = await redis.zrange(keys.simulations, '0', '-1');
    return left;
  };
});
