import { createLog } from '../../server/log.ts';
import { connectRedis, type RedisAddress, type RedisClient } from '../../server/redis/connect.ts';
import { until } from './until.ts';

/** A client as the service has it, once Redis answers; the caller disconnects it. */
export async function connectedRedis(address: RedisAddress): Promise<RedisClient> {
  const redis = connectRedis(address, createLog('silent'));
  try {
    await until('Redis is there', () => redis.status === 'ready');
    return redis;
  } catch (error) {
    redis.disconnect();
    throw error;
  }
}
