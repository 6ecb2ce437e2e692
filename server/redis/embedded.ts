/**
 * The Redis that the service runs for itself when no REDIS_URL is given: a real server on a unix
 * socket inside DATA_DIR, readable by its user only, its data kept. Should it end by itself, it is
 * started again. Called by deps.ts.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve as toAbsolute } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import { lockDataDir } from './data-dir-lock.ts';
import {
  askOrNothing,
  POLL_MS,
  type RedisProcess,
  RedisStartError,
  runServer,
  STOP_DEADLINE_MS,
} from './redis-process.ts';

type Log = Pick<Logger, 'info' | 'warn' | 'error'>;

export type EmbeddedRedis = {
  /** Absolute path of the unix socket; ioredis takes it as `path`. */
  socketPath: string;
  /** Of the process that runs now. */
  readonly pid: number;
  /** Stops the server in order and frees DATA_DIR. Safe to call again. */
  stop(): Promise<void>;
};

const firstRestartDelayMs = 50;
const longestRestartDelayMs = 5_000;

/**
 * Starts a server on DATA_DIR, made when absent, and resolves when it answers with its data loaded.
 * A server that a killed service left behind is stopped first.
 * @throws DataDirInUseError, RedisMissingError, DataDirTooLongError, RedisStartError; file system errors as they are
 */
export async function startEmbeddedRedis(options: {
  dataDir: string;
  log: Log;
}): Promise<EmbeddedRedis> {
  const dataDir = toAbsolute(options.dataDir);
  const redisDir = join(dataDir, 'redis');
  const socketPath = embeddedSocketPath(dataDir);
  const lock = await lockDataDir(dataDir);
  try {
    await mkdir(redisDir, { recursive: true, mode: 0o700 });
    await stopOrphan(socketPath, options.log);
    const first = await runServer(redisDir, socketPath);
    options.log.info({ pid: first.pid, socketPath }, 'embedded Redis started');
    const kept = keepRunning(first, () => runServer(redisDir, socketPath), options.log);
    let stopping: Promise<void> | undefined;
    return {
      socketPath,
      get pid() {
        return kept.pid();
      },
      stop() {
        stopping ??= kept.stop().then(() => lock.release());
        return stopping;
      },
    };
  } catch (error) {
    await lock.release();
    throw error;
  }
}

/** Where the embedded server of DATA_DIR listens while it runs. */
export function embeddedSocketPath(dataDir: string): string {
  return join(toAbsolute(dataDir), 'redis', 'redis.sock');
}

/** Called under the lock: whoever answers on this socket has no service any more. */
async function stopOrphan(socketPath: string, log: Log): Promise<void> {
  if ((await askOrNothing(socketPath, 'SHUTDOWN')) === undefined) return;
  log.warn({ socketPath }, 'stopping the embedded Redis that an ended service left behind');
  const deadline = performance.now() + STOP_DEADLINE_MS;
  while ((await askOrNothing(socketPath, 'SHUTDOWN')) !== undefined) {
    if (performance.now() > deadline) {
      throw new RedisStartError(
        `The Redis server left behind on ${socketPath} does not stop; end its process.`,
      );
    }
    await wait(POLL_MS);
  }
}

/** Starts the server again whenever it ends unasked, with growing delays while that fails. */
function keepRunning(first: RedisProcess, run: () => Promise<RedisProcess>, log: Log) {
  const stopping = new AbortController();
  let current = first;

  const restart = async () => {
    for (
      let delayMs = firstRestartDelayMs;
      ;
      delayMs = Math.min(2 * delayMs, longestRestartDelayMs)
    ) {
      await wait(delayMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      if (stopping.signal.aborted) return;
      try {
        current = await run();
        log.warn({ pid: current.pid }, 'embedded Redis started again');
        return;
      } catch (error) {
        log.error({ err: error }, 'the embedded Redis does not start; trying again');
      }
    }
  };
  const watch = async () => {
    while (!stopping.signal.aborted) {
      const how = await current.ended;
      if (stopping.signal.aborted) return;
      log.error({ pid: current.pid }, `the embedded Redis ended by itself (${how})`);
      await restart();
    }
  };
  const watching = watch();

  return {
    pid: () => current.pid,
    async stop() {
      stopping.abort();
      await current.end();
      // A restart that was under way may have brought up another one.
      await watching;
      await current.end();
      log.info({ pid: current.pid }, 'embedded Redis stopped');
    },
  };
}
