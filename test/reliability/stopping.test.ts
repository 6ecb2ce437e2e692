import { once } from 'node:events';
import { readdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect } from 'chai';
import { makeDataDir } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { storeHash } from '../support/journeys.ts';
import { processEnv, startOwnSandbox, startReadyProcess } from '../support/process-connector.ts';
import { isAlive, runServiceProcess, type ServiceProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';

describe('stopping the service', () => {
  const ends = collectEnds();
  let dataDir: string;
  let sandbox: Awaited<ReturnType<typeof startOwnSandbox>>;
  let service: ServiceProcess;

  beforeEach(async () => {
    dataDir = ends.later(await makeDataDir(), (dir) => rm(dir, { recursive: true, force: true }));
    sandbox = ends.later(await startOwnSandbox(), ({ close }) => close());
    await start();
  });
  afterEach(() => ends.all());

  async function start(): Promise<void> {
    service = ends.later(await startReadyProcess(dataDir, sandbox), ({ stop }) => stop());
  }

  /** Installs that wait for BigCommerce's answer to the token request. */
  async function startInstalls(count: number): Promise<Promise<Response>[]> {
    await sandbox.faults({ token: 'slow', delayMs: 1_500 });
    const installs: Promise<Response>[] = [];
    for (let each = 0; each < count; each += 1)
      installs.push(fetch(await sandbox.installUrl(service)));
    await until('every token is asked for', async () => {
      return (await sandbox.state()).requests.token >= count;
    });
    return installs;
  }

  async function expectAllGone(): Promise<void> {
    expect(isAlive(service.pid), 'the service').to.equal(false);
    expect(isAlive(service.redisPid), 'its Redis').to.equal(false);
    const sockets = [...(await readdir(dataDir)), ...(await readdir(join(dataDir, 'redis')))];
    expect(sockets.filter((name) => name.endsWith('.sock'))).to.deep.equal([]);
  }

  it('by SIGTERM: is not ready at once, answers what is under way, and leaves nothing running', async () => {
    const installs = await startInstalls(5);
    service.signal('SIGTERM');
    await until('it is not ready', async () => {
      const ready = await fetch(`${service.address}/readyz`);
      return ready.status === 503 && (await ready.text()).includes('stopping');
    });
    const late = fetch(await sandbox.installUrl(service));

    for (const answer of [...installs, late]) {
      const { status } = await answer;
      expect(status).to.equal(200);
    }
    const answered = performance.now();
    expect(await service.ended()).to.equal(0);
    expect(performance.now() - answered, 'milliseconds').to.be.lessThan(3_000);
    await expectAllGone();
    await start();
    await sandbox.faults({ token: 'none' });
    const page = await fetch(await sandbox.installUrl(service));
    expect(await page.text()).to.include('installed again');
  });

  it('by SIGINT: answers what is under way and takes nothing new', async () => {
    const [waiting] = await startInstalls(1);
    service.signal('SIGINT');
    await until('it takes no connection', () =>
      fetch(`${service.address}/healthz`).then(
        () => false,
        () => true,
      ),
    );
    expect((await waiting)?.status).to.equal(200);
    expect(await service.ended()).to.equal(0);
    await expectAllGone();
  });

  it('is soon done, though clients keep their connections open', async () => {
    const [waiting] = await startInstalls(1);
    await fetch(`${service.address}/healthz`);
    const start = performance.now();
    service.signal('SIGTERM');
    expect(await service.ended()).to.equal(0);
    expect(performance.now() - start, 'milliseconds').to.be.lessThan(4_000);
    expect((await waiting)?.status).to.equal(200);
  });

  it('keeps a second one off its data while it runs, and lets it in afterwards', async () => {
    const refused = await runServiceProcess({
      ...processEnv(dataDir, sandbox),
      LOG_LEVEL: 'silent',
    });
    expect(refused.code).to.equal(1);
    expect(refused.output.trim()).to.equal(
      `Another bigcommerce-connector is already running on DATA_DIR ${dataDir}; stop it or choose another DATA_DIR.`,
    );
    const page = await fetch(await sandbox.installUrl(service));
    expect(await page.text()).to.include('The app is installed');
    expect((await sandbox.state()).installs[0]).to.include({ storeHash, installed: true });
  });

  it('is soon done, though a client opened a connection and never said a word', async () => {
    const socket = connect(Number(new URL(service.address).port), '127.0.0.1');
    ends.later(socket, () => socket.destroy());
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    const start = performance.now();
    service.signal('SIGTERM');
    expect(await service.ended()).to.equal(0);
    expect(performance.now() - start, 'milliseconds').to.be.lessThan(4_000);
  });
});
