import { Cluster, type Redis } from 'ioredis';
import { AppError } from '../errors.ts';
import type { RedisClient } from './connect.ts';

/**
 * The server that takes the writes to `key`.
 * @throws AppError `storage_unavailable` when a cluster names none at present
 */
export async function masterOf(redis: RedisClient, key: string): Promise<Redis> {
  if (!(redis instanceof Cluster)) return redis;
  const slot = await redis.cluster('KEYSLOT', key);
  const address = redis.slots[slot]?.[0];
  const masters = redis.nodes('master');
  const master = masters.find(({ options }) => `${options.host}:${options.port}` === address);
  if (!master) throw new AppError('storage_unavailable', `No master is known for slot ${slot}.`);
  return master;
}
