import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { Redis } from 'ioredis';
import { pino } from 'pino';
import {
  DataDirInUseError,
  DataDirTooLongError,
  lockDataDir,
} from '../../server/redis/data-dir-lock.ts';
import { type EmbeddedRedis, startEmbeddedRedis } from '../../server/redis/embedded.ts';
import { RedisMissingError, RedisStartError } from '../../server/redis/redis-process.ts';
import { until } from '../support/until.ts';

const log = pino({ level: 'silent' });

describe('embedded Redis', () => {
  let dataDir: string;
  const running: EmbeddedRedis[] = [];
  const clients: Redis[] = [];

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'embedded '));
  });

  afterEach(async () => {
    for (const client of clients.splice(0)) client.disconnect();
    await Promise.all(running.splice(0).map((redis) => redis.stop()));
    await rm(dataDir, { recursive: true, force: true });
  });

  async function start(): Promise<EmbeddedRedis> {
    const redis = await startEmbeddedRedis({ dataDir, log });
    running.push(redis);
    return redis;
  }

  function connectTo(redis: Pick<EmbeddedRedis, 'socketPath'>): Redis {
    const client = new Redis({ path: redis.socketPath, retryStrategy: () => null });
    client.on('error', () => undefined);
    clients.push(client);
    return client;
  }

  it('keeps what was written over a stop and a start', async () => {
    const first = await start();
    await connectTo(first).set('connection', 'kept');
    await first.stop();
    expect(await connectTo(await start()).get('connection')).to.equal('kept');
  });

  it('starts again by itself when its process is killed, with what was written directly before', async () => {
    const redis = await start();
    const { pid } = redis;
    await connectTo(redis).set('connection', 'kept');
    process.kill(pid, 'SIGKILL');
    await until('another process runs', () => redis.pid !== pid);
    expect(await connectTo(redis).get('connection')).to.equal('kept');
  });

  it('stays down when it is stopped, and stops once however often it is asked', async () => {
    const redis = await start();
    await Promise.all([redis.stop(), redis.stop()]);
    expect(() => process.kill(redis.pid, 0)).to.throw('ESRCH');
  });

  it('stays down when it is stopped while it starts again', async () => {
    const redis = await start();
    process.kill(redis.pid, 'SIGKILL');
    await redis.stop();
    expect(() => process.kill(redis.pid, 0)).to.throw('ESRCH');
    expect(await connectTo(await start()).ping()).to.equal('PONG');
  });

  it('stops in order although Redis refuses the first request, as it does during an AOF rewrite', async () => {
    const redis = await start();
    const client = connectTo(redis);
    await client.config('SET', 'appendonly', 'no');
    await client.config('SET', 'appendonly', 'yes');
    await redis.stop();
    const logText = await readFile(join(dataDir, 'redis', 'redis.log'), 'utf8');
    expect(logText).to.include('bye bye');
  });

  it('listens on its socket only, evicts nothing and appends every write to a file', async () => {
    const client = connectTo(await start());
    const wanted = { port: '0', appendonly: 'yes', 'maxmemory-policy': 'noeviction' };
    for (const [name, value] of Object.entries(wanted)) {
      expect(await client.config('GET', name)).to.deep.equal([name, value]);
    }
  });

  it('can be read by its user only', async () => {
    const redis = await start();
    const mode = async (path: string) => ((await stat(path)).mode & 0o777).toString(8);
    expect(await mode(join(dataDir, 'redis'))).to.equal('700');
    expect(await mode(redis.socketPath)).to.equal('600');
    expect(await mode(join(dataDir, 'redis', 'redis.log'))).to.equal('600');
    const lockName = (await readdir(dataDir)).find((name) => name.startsWith('service-')) ?? '';
    expect(await mode(join(dataDir, lockName))).to.equal('600');
  });

  it('leads a process group of its own, so that Ctrl-C does not reach it', async () => {
    const redis = await start();
    expect(() => process.kill(-redis.pid, 0)).not.to.throw();
  });

  it('begins a new log when the old one has grown large', async () => {
    await mkdir(join(dataDir, 'redis'));
    await writeFile(join(dataDir, 'redis', 'redis.log'), 'x'.repeat(1_000_001));
    await start();
    expect((await stat(join(dataDir, 'redis', 'redis.log'))).size).to.be.lessThan(10_000);
    expect((await stat(join(dataDir, 'redis', 'redis.log.old'))).size).to.equal(1_000_001);
  });

  it('refuses a second service on the same DATA_DIR and leaves the first alone', async () => {
    const client = connectTo(await start());
    const refusal = await failureOf(startEmbeddedRedis({ dataDir, log }));
    expect(refusal).to.be.instanceOf(DataDirInUseError);
    expect(refusal.message).to.equal(
      `Another bigcommerce-connector is already running on DATA_DIR ${dataDir}; stop it or choose another DATA_DIR.`,
    );
    expect(await client.ping()).to.equal('PONG');
  });

  it('takes over from a service that was killed, with its data', async () => {
    const { service, orphan } = await startInOtherProcess(dataDir);
    await endNow(service);
    const orphanClient = connectTo(orphan);
    expect(await orphanClient.ping()).to.equal('PONG');
    const orphanEnded = once(orphanClient, 'end');
    const redis = await start();
    await orphanEnded;
    expect(redis.pid).not.to.equal(orphan.pid);
    expect(await connectTo(redis).get('connection')).to.equal('kept');
  });

  it('says so when DATA_DIR is too long for a socket, and makes nothing', async () => {
    const long = join(dataDir, 'd'.repeat(100));
    const refusal = await failureOf(startEmbeddedRedis({ dataDir: long, log }));
    expect(refusal).to.be.instanceOf(DataDirTooLongError);
    expect(refusal.message).to.include('choose a shorter DATA_DIR');
    expect(await failureOf(stat(long))).to.have.property('code', 'ENOENT');
  });

  it('tells the last lines of a server that ends at once, and frees DATA_DIR', async () => {
    await mkdir(join(dataDir, 'redis', 'appendonlydir'), { recursive: true });
    await writeFile(
      join(dataDir, 'redis', 'appendonlydir', 'appendonly.aof.manifest'),
      'not a manifest\n',
    );
    const refusal = await failureOf(startEmbeddedRedis({ dataDir, log }));
    expect(refusal).to.be.instanceOf(RedisStartError);
    expect(refusal.message)
      .to.include('ended at once')
      .and.match(/manifest/i);
    await (await lockDataDir(dataDir)).release();
  });

  it('says what to install when no server is on the PATH', async () => {
    expect(await failureWithPath(dataDir)).to.be.instanceOf(RedisMissingError);
  });

  it('hands none of its own secrets to the server', async () => {
    await writeFile(join(dataDir, 'redis-server'), '#!/bin/sh\nenv\nexit 1\n', { mode: 0o755 });
    process.env.SESSION_SECRET = 'canary';
    const { message } = await failureWithPath(`${dataDir}:${process.env.PATH}`);
    delete process.env.SESSION_SECRET;
    expect(message).to.include('PATH=').and.not.include('canary');
  });

  async function failureWithPath(path: string): Promise<Error> {
    const { PATH } = process.env;
    process.env.PATH = path;
    const failure = await failureOf(startEmbeddedRedis({ dataDir, log }));
    process.env.PATH = PATH;
    return failure;
  }
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('expected a failure');
}

/** A service of its own that writes one key; the caller ends it. */
async function startInOtherProcess(
  dataDir: string,
): Promise<{ service: ChildProcess; orphan: Pick<EmbeddedRedis, 'socketPath' | 'pid'> }> {
  const program = `
    import { Redis } from 'ioredis';
    import { pino } from 'pino';
    import { startEmbeddedRedis } from './server/redis/embedded.ts';
    const log = pino({ level: 'silent' });
    const { socketPath, pid } = await startEmbeddedRedis({ dataDir: ${JSON.stringify(dataDir)}, log });
    await new Redis(socketPath).set('connection', 'kept');
    process.stdout.write(JSON.stringify({ socketPath, pid }));`;
  const service = spawn(
    process.execPath,
    ['--import=tsx', '--input-type=module', '--eval', program],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  const [output] = await once(service.stdout, 'data');
  return { service, orphan: JSON.parse(String(output)) };
}

async function endNow(service: ChildProcess): Promise<void> {
  const ended = once(service, 'exit');
  service.kill('SIGKILL');
  await ended;
}
