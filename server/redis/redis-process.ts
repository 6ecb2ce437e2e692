/**
 * One process of redis-server (or valkey-server) on a unix socket: its start, its log, its end.
 * It leads a process group of its own, so that Ctrl-C in a terminal reaches the service alone and
 * the service stops Redis last.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type FileHandle, open, rename, stat } from 'node:fs/promises';
import { connect } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export type RedisProcess = {
  pid: number;
  /** Resolves with how it ended, in words. */
  ended: Promise<string>;
  end(): Promise<void>;
};

/** Neither redis-server nor valkey-server is on the PATH. */
export class RedisMissingError extends Error {
  readonly code = 'redis_missing';

  constructor() {
    super(
      'Neither redis-server nor valkey-server was found. Install one of them, or set REDIS_URL.',
    );
    this.name = 'RedisMissingError';
  }
}

/** The server ended or stayed silent; the message holds the last lines of its log. */
export class RedisStartError extends Error {
  readonly code = 'redis_did_not_start';

  constructor(message: string) {
    super(message);
    this.name = 'RedisStartError';
  }
}

const SERVER_NAMES = ['redis-server', 'valkey-server'];
const MAX_LOG_BYTES = 1_000_000;
const ANSWER_DEADLINE_MS = 10_000;
const LOADING_DEADLINE_MS = 60_000;
export const STOP_DEADLINE_MS = 10_000;
const ASK_AGAIN_MS = 250;
export const POLL_MS = 25;

/** Paths are relative to the working directory: before Redis 7, an argument with a space was misread. */
const SERVER_ARGUMENTS = [
  ...['--port', '0', '--unixsocket', 'redis.sock', '--unixsocketperm', '600', '--daemonize', 'no'],
  ...['--dir', './', '--appendonly', 'yes', '--appendfsync', 'everysec', '--save', ''],
  ...['--maxmemory-policy', 'noeviction', '--loglevel', 'notice', '--logfile', ''],
];

/**
 * Starts a server in its folder and resolves when it answers with its data loaded.
 * @throws RedisMissingError, RedisStartError; file system errors as they are
 */
export async function runServer(redisDir: string, socketPath: string): Promise<RedisProcess> {
  const logFile = await openLog(join(redisDir, 'redis.log'));
  try {
    const { size: logStart } = await logFile.stat();
    const { server, pid } = await spawnServer(redisDir, logFile);
    try {
      await answers(server, socketPath);
    } catch (error) {
      await end(server, 'SIGKILL');
      const reason = error instanceof Error ? error.message : String(error);
      throw new RedisStartError(`${reason} ${await lastLines(logFile, logStart)}`);
    }
    return { pid, ended: howItEnds(server), end: () => end(server, 'SIGTERM') };
  } finally {
    await logFile.close();
  }
}

/** A log over the limit becomes `redis.log.old`, in place of the one before. */
async function openLog(path: string): Promise<FileHandle> {
  const size = await stat(path).then(
    (file) => file.size,
    () => 0,
  );
  if (size > MAX_LOG_BYTES) await rename(path, `${path}.old`);
  return open(path, 'a+', 0o600);
}

async function lastLines(logFile: FileHandle, from: number): Promise<string> {
  const { size } = await logFile.stat();
  const start = Math.max(from, size - 2_000);
  const { buffer, bytesRead } = await logFile.read(
    Buffer.alloc(size - start),
    0,
    size - start,
    start,
  );
  const lines = buffer.toString('utf8', 0, bytesRead).trim().split('\n').slice(-5);
  return `Its last lines: ${lines.join(' | ')}`;
}

async function spawnServer(
  redisDir: string,
  logFile: FileHandle,
): Promise<{ server: ChildProcess; pid: number }> {
  for (const name of SERVER_NAMES) {
    const server = spawn(name, SERVER_ARGUMENTS, {
      cwd: redisDir,
      detached: true,
      stdio: ['ignore', logFile.fd, logFile.fd],
      // The service's environment holds keys and secrets that Redis has no business with.
      env: { PATH: process.env.PATH },
    });
    if (server.pid !== undefined) return { server, pid: server.pid };
    const [error]: unknown[] = await once(server, 'error');
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
  throw new RedisMissingError();
}

/** Resolves when the server answers PING; a server that says LOADING gets the longer deadline. */
async function answers(server: ChildProcess, socketPath: string): Promise<void> {
  const start = performance.now();
  let deadline = start + ANSWER_DEADLINE_MS;
  while (performance.now() < deadline) {
    if (hasEnded(server)) throw new Error('The embedded Redis ended at once.');
    const answer = await askOrNothing(socketPath, 'PING');
    if (answer?.startsWith('+PONG')) return;
    if (answer?.startsWith('-LOADING')) deadline = start + LOADING_DEADLINE_MS;
    await wait(POLL_MS);
  }
  throw new Error('The embedded Redis did not answer in time.');
}

async function howItEnds(server: ChildProcess): Promise<string> {
  if (!hasEnded(server)) await once(server, 'exit');
  return server.signalCode ?? `exit ${server.exitCode}`;
}

/** The first line of the answer to an inline command, '' when none came, undefined when nobody listens. */
export function askOrNothing(
  socketPath: string,
  command: 'PING' | 'SHUTDOWN',
): Promise<string | undefined> {
  return new Promise((resolve) => {
    let answer: string | undefined;
    const socket = connect(socketPath, () => {
      answer = '';
      socket.write(`${command}\r\n`);
    });
    socket.setTimeout(1_000, () => socket.destroy());
    socket.on('data', (chunk) => {
      answer += chunk.toString();
      if (answer?.includes('\n')) socket.destroy();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => resolve(answer));
  });
}

/** Asks again and again: Redis forgets a SIGTERM that it refused, as it does during an AOF rewrite. */
async function end(server: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (hasEnded(server)) return;
  const ended = once(server, 'exit');
  server.kill(signal);
  const asking = setInterval(() => server.kill(signal), ASK_AGAIN_MS);
  const killing = setTimeout(() => server.kill('SIGKILL'), STOP_DEADLINE_MS);
  await ended;
  clearInterval(asking);
  clearTimeout(killing);
}

function hasEnded(server: ChildProcess): boolean {
  return server.exitCode !== null || server.signalCode !== null;
}
