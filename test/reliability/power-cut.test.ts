import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { type Connector, makeDataDir, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { expectNoRecord, expectWholeRecord } from '../support/install-record.ts';
import { install, storeHash } from '../support/journeys.ts';
import { publicUrl, startOwnSandbox, startReadyProcess } from '../support/process-connector.ts';
import { isAlive, type ServiceProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';

describe('a power cut', () => {
  const ends = collectEnds();
  let dataDir: string;
  let sandbox: Awaited<ReturnType<typeof startOwnSandbox>>;
  let service: ServiceProcess;

  beforeEach(async () => {
    dataDir = ends.later(await makeDataDir(), (dir) => rm(dir, { recursive: true, force: true }));
    sandbox = ends.later(await startOwnSandbox(), ({ close }) => close());
    service = ends.later(await startReadyProcess(dataDir, sandbox), ({ stop }) => stop());
  });
  afterEach(() => ends.all());

  async function cutPower(): Promise<void> {
    // The service first, so that it cannot start its Redis again.
    service.signal('SIGKILL');
    process.kill(service.redisPid, 'SIGKILL');
    await service.ended();
    await until('Redis is gone', () => !isAlive(service.redisPid));
  }

  async function restart(): Promise<Connector> {
    const env = { PUBLIC_URL: publicUrl };
    return ends.later(await startConnector({ dataDir, sandbox, env }), ({ close }) => close());
  }

  it('right after the installed page arrived leaves a connection whose token works', async () => {
    const answer = await fetch(await sandbox.installUrl(service));
    const page = await answer.text();
    await cutPower();
    expect(page).to.include('The app is installed');

    const connector = await restart();
    await expectWholeRecord(connector);
    const { connections } = connector.service.deps;
    const connection = await connections.findByStore('default', storeHash);
    const token = await connections.accessToken(connection?.id ?? '');
    const store = await fetch(`${sandbox.url}/stores/${storeHash}/v2/store`, {
      headers: { 'X-Auth-Token': token ?? '', Accept: 'application/json' },
    });
    expect(store.status).to.equal(200);
    expect(await store.json()).to.include({ domain: 'snowboots.example' });
  });

  it('while BigCommerce is asked for the token leaves nothing half, and a new install succeeds', async () => {
    await sandbox.faults({ token: 'hang' });
    const interrupted = fetch(await sandbox.installUrl(service)).catch(() => 'cut');
    await until('the token is asked for', async () => (await sandbox.state()).requests.token > 0);
    await cutPower();
    expect(await interrupted).to.equal('cut');

    await sandbox.faults({ token: 'none' });
    const connector = await restart();
    await expectNoRecord(connector);
    expect((await install(connector)).status).to.equal(200);
    await expectWholeRecord(connector);
  });
});
