/**
 * Makes sure of a write before somebody is told that it is saved.
 *
 * With `appendfsync everysec` Redis may answer before it has handed the write to the operating
 * system (it waits up to two seconds for a slow disk), and it answers the first write that a full
 * disk refuses as if it were kept. And a master may be lost before its replicas heard of a write.
 */
import { setTimeout as delay } from 'node:timers/promises';
import { Cluster, type Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import type { RedisClient } from './connect.ts';

const replicaWaitMs = 700;
const askAgainMs = 50;
/** After two seconds Redis writes whatever the disk does (redis.conf, "appendfsync"). */
const longestPostponementMs = 2_200;

/**
 * Waits until what this process wrote to `key` would outlive the end of the Redis process and,
 * where there are replicas, the loss of the master.
 * @throws AppError `storage_unavailable` when the disk refused it or no replica confirms in time
 */
export async function confirmSaved(redis: RedisClient, key: string): Promise<void> {
  const master = await masterOf(redis, key);
  await confirmInFile(master);
  await confirmOnReplica(master);
}

async function confirmInFile(master: Redis): Promise<void> {
  for (let waited = 0; ; waited += askAgainMs) {
    const persistence = await master.info('persistence');
    if (field(persistence, 'aof_enabled') !== '1') return;
    if (field(persistence, 'aof_last_write_status') !== 'ok') {
      throw new AppError('storage_unavailable', 'Redis could not write to its append-only file.');
    }
    const written = field(persistence, 'aof_buffer_length') === '0';
    if (written || waited >= longestPostponementMs) return;
    await delay(askAgainMs);
  }
}

async function confirmOnReplica(master: Redis): Promise<void> {
  const replicas = Number(field(await master.info('replication'), 'connected_slaves') ?? 0);
  if (replicas === 0) return;
  // WAIT counts for the writes of its own connection, which is the one that wrote.
  const confirmed = await master.wait(1, replicaWaitMs);
  if (confirmed < 1) {
    throw new AppError('storage_unavailable', 'No Redis replica confirmed the write in time.');
  }
}

async function masterOf(redis: RedisClient, key: string): Promise<Redis> {
  if (!(redis instanceof Cluster)) return redis;
  const slot = await redis.cluster('KEYSLOT', key);
  const address = redis.slots[slot]?.[0];
  const masters = redis.nodes('master');
  const master = masters.find(({ options }) => `${options.host}:${options.port}` === address);
  if (!master) throw new AppError('storage_unavailable', `No master is known for slot ${slot}.`);
  return master;
}

function field(info: string, name: string): string | undefined {
  return new RegExp(`^${name}:([^\\r\\n]*)`, 'm').exec(info)?.[1];
}
