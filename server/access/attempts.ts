/**
 * Limits on wrong passwords, for each account and each address: counted in Redis before the password
 * is hashed, so that trying costs nothing here and trying at once helps nobody.
 */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { emailKey } from '../users/user.ts';

const windowSeconds = 15 * 60;
const allowed = { account: 10, address: 30 };

export type Attempts = {
  /**
   * Counts an attempt as failed until `succeeded` is called.
   * @throws AppError `too_many_attempts`; the answer then has a Retry-After header
   */
  begin(email: string, address: string, res: Response): Promise<{ succeeded(): Promise<void> }>;
};

export function createAttempts({ redis }: { redis: RedisClient }): Attempts {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration: windowSeconds });
  const accounts = limiter(keys.accountAttemptsPrefix, allowed.account);
  const addresses = limiter(keys.addressAttemptsPrefix, allowed.address);
  return {
    async begin(email, address, res) {
      // A digest: people type other secrets into this field, too.
      const account = createHash('sha256').update(emailKey(email)).digest('base64url');
      await consume(addresses, address, res);
      await consume(accounts, account, res);
      return {
        async succeeded() {
          await addresses.reward(address);
          await accounts.delete(account);
        },
      };
    },
  };
}

async function consume(limiter: RateLimiterRedis, key: string, res: Response): Promise<void> {
  try {
    await limiter.consume(key);
  } catch (error) {
    if (!(error instanceof RateLimiterRes)) throw error;
    res.set('Retry-After', String(Math.ceil(error.msBeforeNext / 1000)));
    throw new AppError('too_many_attempts', 'Too many wrong passwords.');
  }
}
