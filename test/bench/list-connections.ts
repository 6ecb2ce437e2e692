/**
 * What a page of the list costs with 100 and with 100,000 connections: `npm run bench:list`.
 * Prints the median time, the commands that Redis ran for it, scripts' own among them, and what the
 * index takes of its memory.
 */
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import type { ConnectionQuery } from '../../server/connections/drafts.ts';
import { type ConnectionStore, createConnectionStore } from '../../server/connections/store.ts';
import { connectRedis, type RedisClient } from '../../server/redis/connect.ts';
import { keys } from '../../server/redis/keys.ts';
import { createVault } from '../../server/vault/vault.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { seedConnections } from '../support/seed-connections.ts';
import { until } from '../support/until.ts';

const sizes = [100, 100_000];
const rounds = 101;
const limit = 20;

type Query = Omit<ConnectionQuery, 'limit'>;
const queries: Record<string, Query & { deep?: boolean }> = {
  'by name': { sort: 'name' },
  'by update': { sort: 'updated' },
  'by last use': { sort: 'last_used' },
  'connected only': { sort: 'name', status: 'connected' },
  'API accounts only': { sort: 'updated', kind: 'api_account' },
  'one iClient, pending': { sort: 'updated', iclientId: 'default', status: 'pending' },
  'from the middle': { sort: 'name', deep: true },
  'search, one found': { sort: 'name', q: 'seed000042' },
  'search, two words': { sort: 'updated', q: 'boots 00004' },
  'search, nothing found': { sort: 'name', q: 'zeppelin' },
  'search, every name': { sort: 'name', q: 'seed' },
};

type Cost = { ms: number; commands: number };
const costs = new Map<string, Cost[]>();
for (const size of sizes) await measureAll(size);

say(`\nA page of ${limit}, median of ${rounds}; commands that Redis ran for it`);
for (const [name, [few, many]] of costs) {
  if (!few || !many) continue;
  const side = ({ ms, commands }: Cost) =>
    `${ms.toFixed(2).padStart(7)} ms ${String(commands).padStart(5)}`;
  say(`${name.padEnd(24)}${side(few)} ${side(many)}   x ${(many.ms / few.ms).toFixed(2)}`);
}

async function measureAll(size: number): Promise<void> {
  const server = await startRedisServer(['--appendonly', 'no']);
  const redis = connectRedis({ urls: [server.url] }, pino({ level: 'silent' }));
  try {
    await until('Redis is there', async () => redis.status === 'ready');
    const vault = createVault([{ id: 'bench', key: randomBytes(32) }]);
    const connections = createConnectionStore({ redis, vault });
    await redis.hset(keys.iclient('default'), 'id', 'default', 'scopes', '[]');
    const start = performance.now();
    await seedConnections({ redis, vault }, size);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`${size} connections: seeded in ${seconds} s, ${await memory(redis)}`);
    for (const [name, query] of Object.entries(queries)) {
      const cost = await measure(redis, connections, await prepared(connections, query, size));
      costs.set(name, [...(costs.get(name) ?? []), cost]);
    }
  } finally {
    redis.disconnect();
    await server.remove();
  }
}

async function prepared(
  connections: ConnectionStore,
  { deep, ...query }: Query & { deep?: boolean },
  size: number,
): Promise<ConnectionQuery> {
  let cursor: string | undefined;
  const step = Math.min(1_000, size / 4);
  for (let passed = 0; deep && passed < size / 2; passed += step)
    cursor = (await connections.list({ ...query, limit: step, cursor })).nextCursor;
  return { ...query, limit, cursor };
}

async function measure(
  redis: RedisClient,
  connections: ConnectionStore,
  query: ConnectionQuery,
): Promise<Cost> {
  const times: number[] = [];
  await connections.list(query);
  const before = await commandsRun(redis);
  await connections.list(query);
  const commands = (await commandsRun(redis)) - before - 1;
  for (let round = 0; round < rounds; round += 1) {
    const start = performance.now();
    await connections.list(query);
    times.push(performance.now() - start);
  }
  return { ms: times.sort((one, other) => one - other)[(rounds - 1) / 2] ?? 0, commands };
}

/** So many commands Redis has run since it started, those of scripts counted each. */
async function commandsRun(redis: RedisClient): Promise<number> {
  const info = await redis.call('INFO', 'commandstats');
  return [...String(info).matchAll(/:calls=(\d+)/g)].reduce(
    (sum, [, calls]) => sum + Number(calls),
    0,
  );
}

async function memory(redis: RedisClient): Promise<string> {
  const sizeOf = async (key: string) =>
    Number(await redis.call('MEMORY', 'USAGE', key, 'SAMPLES', '50'));
  const sets = await Promise.all(indexNames().map(sizeOf));
  const index = sets.reduce((sum, bytes) => sum + bytes, 0);
  const used = Number(/used_memory:(\d+)/.exec(await redis.info('memory'))?.[1] ?? 0);
  const mb = (bytes: number) => `${(bytes / 2 ** 20).toFixed(1)} MiB`;
  return `${mb(used)} in all, of which lists and words ${mb(index)}`;
}

function indexNames(): string[] {
  const statuses = ['all', 'pending', 'connected'];
  const sources = ['all', 'kind:app', 'kind:api_account', 'iclient:default'];
  const lists = ['name', 'updated', 'last_used'].flatMap((sort) =>
    statuses.flatMap((status) => sources.map((source) => `list:${sort}:${status}:${source}`)),
  );
  return ['words', 'iclient:default', ...lists].map((name) => `${keys.connectionIndex}:${name}`);
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}
