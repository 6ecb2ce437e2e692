/**
 * One service per DATA_DIR. The lock is a listening unix socket, `service-xxxxxx.sock`: the kernel
 * closes it when its process ends, however that happens, so a socket left behind can be told from a
 * held one by connecting to it.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readdir, rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';

/** A live service holds the lock of this directory. */
export class DataDirInUseError extends Error {
  readonly code = 'data_dir_in_use';

  constructor(dataDir: string) {
    super(
      `Another bigcommerce-connector is already running on DATA_DIR ${dataDir}; stop it or choose another DATA_DIR.`,
    );
    this.name = 'DataDirInUseError';
  }
}

/** DATA_DIR leaves no room for the name of a socket (unix(7): 108 bytes; 104 on macOS). */
export class DataDirTooLongError extends Error {
  readonly code = 'data_dir_too_long';

  constructor(dataDir: string, spareBytes: number) {
    super(
      `DATA_DIR ${dataDir} is ${-spareBytes} bytes too long to hold a socket; choose a shorter DATA_DIR.`,
    );
    this.name = 'DataDirTooLongError';
  }
}

export type DataDirLock = { release(): Promise<void> };

const MAX_SOCKET_PATH_BYTES = 100;

/**
 * Takes the lock of a directory, made when absent, for this process. The lock does not keep the
 * process alive. Of several that start at the same instant one at most gets it, perhaps none.
 * @param dataDir absolute path
 * @throws DataDirInUseError when a live process holds it, DataDirTooLongError; the error of `mkdir`
 * or `listen` when no directory or socket can be made there
 */
export async function lockDataDir(dataDir: string): Promise<DataDirLock> {
  const own = `service-${randomBytes(3).toString('hex')}.sock`;
  const spareBytes = MAX_SOCKET_PATH_BYTES - Buffer.byteLength(join(dataDir, own));
  if (spareBytes < 0) throw new DataDirTooLongError(dataDir, spareBytes);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const server = await listen(join(dataDir, own));
  const release = () => close(server);
  try {
    await chmod(join(dataDir, own), 0o600);
    await refuseUnlessAlone(dataDir, own);
  } catch (error) {
    await release();
    throw error;
  }
  return { release };
}

/**
 * Each start listens before it looks for others, so of two that overlap one at least sees the other.
 * A socket name is never used twice, so what is found dead here can be removed without a race.
 */
async function refuseUnlessAlone(dataDir: string, own: string): Promise<void> {
  const names = (await readdir(dataDir)).filter((name) => /^service-[0-9a-f]+\.sock$/.test(name));
  // Another start may have met our socket between bind and listen, and removed it as dead.
  if (!names.includes(own)) throw new DataDirInUseError(dataDir);
  for (const name of names.filter((other) => other !== own)) {
    if (await isHeld(join(dataDir, name))) throw new DataDirInUseError(dataDir);
    await rm(join(dataDir, name), { force: true });
  }
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(path, () => resolve(server.unref()));
  });
}

/** Only a refusal or an absent file proves that nobody listens; any doubt counts as held. */
function isHeld(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      resolve(!hasCode(error, 'ECONNREFUSED') && !hasCode(error, 'ENOENT'));
    });
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
  });
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
