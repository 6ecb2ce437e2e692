import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { freePort } from '../support/free-port.ts';
import { install, open, storeHash } from '../support/journeys.ts';
import { untilReady } from '../support/readiness.ts';
import { until } from '../support/until.ts';

/**
 * A Redis whose append-only file may not grow past a limit, as on a disk that is full. The shell
 * ignores the signal of that limit, so that Redis sees a failing write instead.
 */
async function startLimitedRedis() {
  const dir = await mkdtemp(join(tmpdir(), 'redis-'));
  const port = await freePort();
  const settings = [
    '--port',
    `${port}`,
    '--bind',
    '127.0.0.1',
    '--dir',
    dir,
    '--save',
    '',
    '--appendonly',
    'yes',
  ];
  const server = spawn('sh', ['-c', 'trap "" XFSZ; exec redis-server "$@"', 'sh', ...settings], {
    stdio: 'ignore',
  });
  const client = new Redis(port, '127.0.0.1', { retryStrategy: () => 50 });
  client.on('error', () => undefined);
  await until('Redis answers', () => client.ping().catch(() => ''));
  const limitTo = (bytes: number | 'unlimited') => {
    execFileSync('prlimit', ['--pid', `${server.pid}`, `--fsize=${bytes}:unlimited`]);
  };
  return {
    url: `redis://127.0.0.1:${port}`,
    /** Leaves so many bytes until the next write fails. */
    async leave(bytes: number) {
      const size = Number(/aof_current_size:(\d+)/.exec(await client.info('persistence'))?.[1]);
      const base = Number(/aof_base_size:(\d+)/.exec(await client.info('persistence'))?.[1]);
      limitTo(size - base + bytes);
    },
    free: () => limitTo('unlimited'),
    async remove() {
      client.disconnect();
      const ended = once(server, 'exit');
      server.kill('SIGKILL');
      await ended;
      await rm(dir, { recursive: true, force: true });
    },
  };
}

describe('a disk that is full', () => {
  const ends = collectEnds();
  let connector: Connector;
  let redis: Awaited<ReturnType<typeof startLimitedRedis>>;

  before(function () {
    // Only Linux can take a limit back from a process that runs (prlimit). Elsewhere the refusals of
    // a Redis that is out of memory, in refused-writes.test.ts, go the same way through the service.
    if (process.platform !== 'linux') this.skip();
  });
  beforeEach(async () => {
    redis = ends.later(await startLimitedRedis(), ({ remove }) => remove());
    connector = ends.later(await startConnector({ env: { REDIS_URL: redis.url } }), ({ close }) =>
      close(),
    );
    await untilReady(connector);
  });
  afterEach(() => ends.all());

  it('never calls an install saved whose write the disk refused, though Redis took it', async () => {
    await redis.leave(300);

    const answer = await install(connector);

    expect(answer.status, answer.text).to.equal(503);
    expect(answer.text).not.to.include('The app is installed');
  });

  it('serves pages from what is there, and installs again when there is space', async () => {
    await install(connector);
    const { agent, location } = await open(connector);
    await redis.leave(0);
    expect((await install(connector)).status).to.equal(503);

    expect((await agent.get(location)).status).to.equal(200);

    redis.free();
    await until('an install succeeds', async () => (await install(connector)).status === 200);
    expect(
      (await connector.service.deps.connections.findByStore('default', storeHash))?.status,
    ).to.equal('connected');
  });
});
