import { once } from 'node:events';
import { mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { DataDirInUseError, lockDataDir } from '../../server/redis/data-dir-lock.ts';

describe('lock of DATA_DIR', () => {
  let dataDir: string;

  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'lock-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('is taken over from a process that ended, whose socket is removed', async () => {
    await leaveStaleSocket(join(dataDir, 'service-000000.sock'));
    const lock = await lockDataDir(dataDir);
    expect(await readdir(dataDir)).to.have.length(1);
    expect(await failureOf(lockDataDir(dataDir))).to.be.instanceOf(DataDirInUseError);
    await lock.release();
    expect(await readdir(dataDir)).to.deep.equal([]);
  });

  it('never has two holders, however many want it at once', async () => {
    await leaveStaleSocket(join(dataDir, 'service-000000.sock'));
    const outcomes = await Promise.allSettled(
      Array.from({ length: 8 }, () => lockDataDir(dataDir)),
    );
    const locks = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(locks.length).to.be.lessThan(2);
    await Promise.all(locks.map((lock) => lock.release()));
  });
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  const outcome = await promise.catch((error: unknown) => error);
  if (outcome instanceof Error) return outcome;
  throw new Error('expected a failure');
}

async function leaveStaleSocket(path: string): Promise<void> {
  const server = createServer().listen(`${path}.first`);
  await once(server, 'listening');
  await rename(`${path}.first`, path);
  await new Promise((resolve) => server.close(resolve));
}
