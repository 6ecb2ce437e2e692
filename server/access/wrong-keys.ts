/** Wrong API keys, counted for each address or IPv6 network; right ones are never refused because of them. */
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { networkOf } from '../http/address-network.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';

const windowSeconds = 15 * 60;
const allowed = 30;

export type WrongKeys = {
  /** Counts one. @throws AppError `too_many_attempts` when the address has sent too many */
  count(address: string): Promise<void>;
};

export function createWrongKeys({ redis }: { redis: RedisClient }): WrongKeys {
  const addresses = new RateLimiterRedis({
    storeClient: redis,
    keyPrefix: keys.wrongKeysPrefix,
    points: allowed,
    duration: windowSeconds,
    // Who goes on costs Redis nothing more.
    inMemoryBlockOnConsumed: allowed + 1,
  });
  return {
    async count(address) {
      try {
        await addresses.consume(networkOf(address));
      } catch (error) {
        if (!(error instanceof RateLimiterRes)) throw error;
        throw new AppError('too_many_attempts', 'Too many wrong API keys.', {
          parameter: 'Authorization',
          retryAfterSeconds: Math.ceil(error.msBeforeNext / 1000),
        });
      }
    },
  };
}
