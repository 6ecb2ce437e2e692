/** Counts what visitors do, in Redis, so that every process knows of it. */
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';

export type Limiter = {
  /** @throws AppError `too_many_attempts` for one more than is allowed */
  count(key: string): Promise<void>;
  /** Takes one back. */
  forgive(key: string): Promise<void>;
};

export function createLimiter(
  redis: RedisClient,
  { keyPrefix, allowed, seconds }: { keyPrefix: string; allowed: number; seconds: number },
): Limiter {
  const limiter = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix,
    points: allowed,
    duration: seconds,
  });
  return {
    async count(key) {
      try {
        await limiter.consume(key);
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new AppError('too_many_attempts', `Too many for the limit ${keyPrefix}.`, {
          retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
        });
      }
    },
    async forgive(key) {
      await limiter.reward(key);
    },
  };
}
