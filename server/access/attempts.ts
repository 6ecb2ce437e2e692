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
   * Runs a check of a password, which answers nothing for a wrong one. Those of one account wait for
   * each other, so that a right one that is still being looked at refuses nobody.
   * @throws AppError `too_many_attempts`; the answer then has a Retry-After header
   */
  attempt<T>(
    by: { email: string; address: string },
    res: Response,
    check: () => Promise<T | undefined>,
  ): Promise<T | undefined>;
};

export function createAttempts({ redis }: { redis: RedisClient }): Attempts {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration: windowSeconds });
  const accounts = limiter(keys.accountAttemptsPrefix, allowed.account);
  const addresses = limiter(keys.addressAttemptsPrefix, allowed.address);
  const inTurn = createTurns();
  return {
    async attempt({ email, address }, res, check) {
      // A digest: people type other secrets into this field, too.
      const account = createHash('sha256').update(emailKey(email)).digest('base64url');
      return inTurn(account, async () => {
        await consume(addresses, address, res);
        await consume(accounts, account, res);
        const checked = await check();
        if (checked === undefined) return undefined;
        await addresses.reward(address);
        await accounts.delete(account);
        return checked;
      });
    },
  };
}

/** Runs what has the same name one after the other, in this process. */
function createTurns() {
  const last = new Map<string, Promise<unknown>>();
  return async <T>(name: string, run: () => Promise<T>): Promise<T> => {
    const before = last.get(name);
    const turn = before === undefined ? run() : before.then(run, run);
    last.set(name, turn);
    try {
      return await turn;
    } finally {
      if (last.get(name) === turn) last.delete(name);
    }
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
