/** Checks and simulated installs that do not come to their end keep what they had found. */
import { expect } from 'chai';
import {
  backgroundRunSchema,
  createBackgroundRuns,
} from '../../server/callback-tests/background-runs.ts';
import { createCallbackChecks } from '../../server/callback-tests/checks/callback-checks.ts';
import { checkTargetDeps } from '../../server/callback-tests/checks/check-deps.ts';
import { createCallbackCheckRecords } from '../../server/callback-tests/checks/record.ts';
import { createSimulatedInstallRecords } from '../../server/callback-tests/simulation/record.ts';
import { AppError } from '../../server/errors.ts';
import { createLog } from '../../server/log.ts';
import type { RedisClient } from '../../server/redis/connect.ts';
import { connectedRedis } from '../support/connected-redis.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { untilReady } from '../support/readiness.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

describe('what runs in the background and is cut off', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let redis: RedisClient;
  let front: Tunnel;
  let connector: Connector;
  let builder: SignedInBrowser;
  before(async () => {
    const server = ends.later(await startRedisServer(), ({ remove }) => remove());
    redis = ends.later(await connectedRedis({ urls: [server.url] }), (mine) => mine.disconnect());
    front = ends.later(await startTunnel(), ({ close }) => close());
    const env = { REDIS_URL: server.url, PUBLIC_URL: `http://${front.host}` };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    front.leadTo(connector.service.address);
    await untilReady(connector);
    builder = await signIn(connector, 'builder');
  });
  after(() => ends.all());

  it('is over as it was saved last once its process is silent, and another one may begin', async () => {
    const runs = createBackgroundRuns({
      redis,
      schema: backgroundRunSchema,
      isId: () => true,
      keysOf: {
        one: (iclientId, id) => `bcc:test:{${iclientId}}:${id}`,
        latest: (iclientId) => `bcc:test:{${iclientId}}:latest`,
        begun: (iclientId) => `bcc:test:{${iclientId}}:begun`,
      },
      keptMs: 3_600_000,
      pendingMs: 300,
      betweenMs: 1,
      tooSoon: () => new AppError('simulation_too_soon', 'It is too soon.'),
    });
    const run = { iclientId: 'default', status: 'pending' as const, startedAt: 1 };
    await runs.begin({ ...run, id: 'one' });
    await runs.save({ ...run, id: 'one', startedAt: 2 });
    expect((await runs.find('default', 'one'))?.status).to.equal('pending');
    expect((await runs.begin({ ...run, id: 'two' })).id, 'while it is under way').to.equal('one');
    const over = await until('it is over', async () => {
      const found = await runs.find('default', 'one');
      return found?.status === 'done' ? found : undefined;
    });
    expect(over).to.deep.equal({ ...run, id: 'one', status: 'done', startedAt: 2 });
    expect(await redis.pttl('bcc:test:{default}:one')).to.be.within(3_590_000, 3_600_000);
    expect((await runs.begin({ ...run, id: 'two' })).id).to.equal('two');
  });

  it('keeps its end although Redis is away in that moment', async () => {
    const { config, redis: own, iclients, now } = connector.service.deps;
    const kept = createCallbackCheckRecords({ redis: own });
    let lost = 0;
    const checks = createCallbackChecks({
      ...checkTargetDeps(config, { redis: own, now }),
      log: createLog('silent'),
      records: {
        ...kept,
        save: async (check) => {
          // Whatever was told before, and the end twice.
          if (check.status === 'pending') throw away();
          lost += 1;
          if (lost < 3) throw away();
          await kept.save(check);
        },
      },
    });
    const iclient = await iclients.find('default');
    if (!iclient) throw new Error('There is no default iClient.');
    const { id } = await checks.start(iclient);
    const done = await until('its end is kept', async () => {
      const found = await kept.find('default', id);
      return found?.status === 'done' ? found : undefined;
    });
    expect(done.finishedAt).to.be.a('number');
    expect(done.targets.every((target) => target.checks.length > 0)).to.equal(true);
    await kept.forget('default');
  });

  it('says that it was not finished, with what was found, when its service is stopped', async () => {
    front.behave({
      before: ({ path }) =>
        path.startsWith('/load?') ? new Promise(() => undefined) : Promise.resolve(),
    });
    const checks = createCallbackCheckRecords({ redis });
    const installs = createSimulatedInstallRecords({ redis });
    const callbacks = '/console/iclients/default/callbacks';
    for (const kind of ['checks', 'simulations'])
      expect((await builder.postForm(`${callbacks}/${kind}`)).status).to.equal(303);
    await until('both wait for a callback', async () => {
      const [check, install] = [await checks.latest('default'), await installs.latest('default')];
      const found = check?.targets.filter((target) => target.checks.length > 0);
      const running = install?.steps.find(({ progress }) => progress === 'running');
      return found?.length === 3 && running?.name === 'load';
    });
    await connector.service.stop();
    const check = await checks.latest('default');
    expect([check?.status, check?.finishedAt]).to.deep.equal(['done', undefined]);
    expect(check?.targets.filter((target) => target.checks.length > 0)).to.have.length(3);
    const install = await installs.latest('default');
    expect([install?.status, install?.finishedAt]).to.deep.equal(['done', undefined]);
    expect(install?.steps[0]?.reason).to.equal('as_expected');
  });
});

function away(): AppError {
  return new AppError('storage_unavailable', 'Redis is away.');
}
