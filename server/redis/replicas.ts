import { Cluster, type Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import type { RedisClient } from './connect.ts';

const waitMs = 700;

/**
 * Waits until a replica has what this process wrote to `key`, where the server has replicas, so
 * that a token that somebody was told is saved survives the loss of the master.
 * @throws AppError `storage_unavailable` when no replica confirms in time
 */
export async function confirmOnReplica(redis: RedisClient, key: string): Promise<void> {
  const master = await masterOf(redis, key);
  const replication = await master.info('replication');
  const replicas = Number(/^connected_slaves:(\d+)/m.exec(replication)?.[1] ?? 0);
  if (replicas === 0) return;
  // WAIT counts for the writes of its own connection, which is the one that wrote.
  const confirmed = await master.wait(1, waitMs);
  if (confirmed < 1)
    throw new AppError('storage_unavailable', 'No Redis replica confirmed the write in time.');
}

async function masterOf(redis: RedisClient, key: string): Promise<Redis> {
  if (!(redis instanceof Cluster)) return redis;
  const slot = await redis.cluster('KEYSLOT', key);
  const address = redis.slots[slot]?.[0];
  const master = redis
    .nodes('master')
    .find(({ options }) => `${options.host}:${options.port}` === address);
  if (!master) throw new AppError('storage_unavailable', `No master is known for slot ${slot}.`);
  return master;
}
