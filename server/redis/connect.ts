/**
 * The connection to Redis: one server, a cluster, or the embedded server's socket.
 *
 * A command either answers within a second or fails with `storage_unavailable`. One server gets
 * nothing queued and nothing twice; a cluster's client sends a command again when its node went
 * away. What was in flight may have been applied, so every write is made to be repeatable.
 */
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';

export type RedisClient = Redis | Cluster;

/** Where Redis is: a unix socket, or URLs (several are nodes of one cluster). */
export type RedisAddress = { socketPath: string } | { urls: string[] };

const connectTimeoutMs = 2_000;
const commandTimeoutMs = 1_000;
/** A connection that stays silent after a command is given up: its other end may be gone for good. */
const silenceMs = 2_000;
const reconnectDelayMs = (attempt: number) => Math.min(50 * 2 ** attempt, 1_000);

const redisOptions = {
  connectTimeout: connectTimeoutMs,
  commandTimeout: commandTimeoutMs,
  socketTimeout: silenceMs,
  enableOfflineQueue: false,
  autoResendUnfulfilledCommands: false,
  maxRetriesPerRequest: 0,
  // The master behind this address has become a replica: another connection finds the new one.
  reconnectOnError: (error: Error) => error.message.startsWith('READONLY'),
  retryStrategy: reconnectDelayMs,
} satisfies RedisOptions;

/** Connects in the background and keeps reconnecting; each problem is logged once in an outage. */
export function connectRedis(address: RedisAddress, log: Logger): RedisClient {
  const redis = open(address);
  translateErrors(redis);
  logOutages(redis, describe(address), log);
  return redis;
}

function open(address: RedisAddress): RedisClient {
  if ('socketPath' in address) return new Redis({ ...redisOptions, path: address.socketPath });
  const [url, ...more] = address.urls;
  if (url === undefined) throw new TypeError('No Redis URL was given.');
  if (more.length === 0) return new Redis(url, redisOptions);
  return openCluster([url, ...more]);
}

function openCluster(urls: string[]): Cluster {
  const { protocol, username, password } = new URL(urls[0] ?? '');
  return new Cluster(urls, {
    enableOfflineQueue: false,
    clusterRetryStrategy: reconnectDelayMs,
    slotsRefreshTimeout: connectTimeoutMs,
    redisOptions: {
      ...redisOptions,
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
    },
    // A certificate names the host, so a host name must not become an address before TLS sees it.
    ...(protocol === 'rediss:' ? { dnsLookup: (host, callback) => callback(null, host) } : {}),
  });
}

/** The address as the log may show it: without user name and password. */
function describe(address: RedisAddress): string {
  if ('socketPath' in address) return address.socketPath;
  return address.urls
    .map((text) => {
      const url = new URL(text);
      return `${url.protocol}//${url.host}${url.pathname}`;
    })
    .join(',');
}

// Answers by which a Redis says that it cannot do its work now, whatever the command.
const unavailableReplies = new Set([
  'OOM',
  'MISCONF',
  'READONLY',
  'LOADING',
  'BUSY',
  'CLUSTERDOWN',
  'MOVED',
  'TRYAGAIN',
  'MASTERDOWN',
  'NOREPLICAS',
]);

type SentCommand = Parameters<Cluster['sendCommand']>[0];
type CommandStream = Parameters<Cluster['sendCommand']>[1];

function translateErrors(redis: RedisClient): void {
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command: SentCommand, stream?: CommandStream, node?: unknown) => {
    const answer = Promise.resolve(send(command, stream, node)).catch((error: unknown) => {
      throw asStorageError(error);
    });
    // ioredis drops this promise where it sends a command of its own, and that must not end the process.
    answer.catch(() => undefined);
    return answer;
  };
}

/** An `AppError` with code `storage_unavailable` when Redis cannot do its work now, else the error itself. */
export function asStorageError(error: unknown): unknown {
  if (error instanceof AppError || !isUnavailable(error)) return error;
  return new AppError('storage_unavailable', 'Redis did not take the command.', { cause: error });
}

function isUnavailable(error: unknown): boolean {
  if (!(error instanceof Error) || error.name !== 'ReplyError') return true;
  // Before Redis 7 a script's error quotes the reply: "ERR Error running script … -OOM command not …"
  const replies = error.message.match(/(?<=^|-)[A-Z]+\b/g) ?? [];
  return replies.some((reply) => unavailableReplies.has(reply));
}

function logOutages(redis: RedisClient, where: string, log: Logger): void {
  const told = new Set<string>();
  const report = (reason: string) => {
    if (told.has(reason)) return;
    told.add(reason);
    log.error(
      { redis: where, reason },
      `Redis at ${where} cannot be reached; trying again until it can.`,
    );
  };
  redis.on('error', (error: Error) => report(error.message));
  // A connection that the other end closes in order is no error to ioredis.
  redis.on('reconnecting', () => {
    if (told.size === 0) report('The connection was closed.');
  });
  redis.on('ready', () => {
    told.clear();
    log.info({ redis: where }, `Connected to Redis at ${where}.`);
  });
}
