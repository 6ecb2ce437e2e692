/**
 * Limits on wrong passwords: of each network (an address, or the /64 of an IPv6 one), of each network for
 * one account, and of each account from anywhere. The last one is far higher, since it locks out the
 * account's owner, too: ten networks have to try for it. A browser that is trusted for the account has a
 * limit of its own instead. Counted in Redis before the password is hashed, so that trying costs nothing
 * here and trying at once helps nobody.
 */
import { createHash } from 'node:crypto';
import type { Response } from 'express';
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import { AppError } from '../errors.ts';
import { networkOf } from '../http/address-network.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { emailKey } from '../users/user.ts';

const windowSeconds = 15 * 60;
const allowed = { network: 30, accountFromNetwork: 10, account: 100 };

export type Attempts = {
  /**
   * Runs a check of a password, which answers nothing for a wrong one. Those of one account wait for
   * each other, so that a right one that is still being looked at refuses nobody.
   * @throws AppError `too_many_attempts`; the answer then has a Retry-After header
   */
  attempt<T>(
    by: { email: string; address: string; trustedBrowser: string | undefined },
    res: Response,
    check: () => Promise<T | undefined>,
  ): Promise<T | undefined>;
};

export function createAttempts({ redis }: { redis: RedisClient }): Attempts {
  const limiter = (keyPrefix: string, points: number) =>
    new RateLimiterRedis({ storeClient: redis, keyPrefix, points, duration: windowSeconds });
  const networks = limiter(keys.networkAttemptsPrefix, allowed.network);
  const pairs = limiter(keys.accountNetworkAttemptsPrefix, allowed.accountFromNetwork);
  const accounts = limiter(keys.accountAttemptsPrefix, allowed.account);
  const inTurn = oneByOne();
  return {
    async attempt({ email, address, trustedBrowser }, res, check) {
      const network = networkOf(address);
      // A digest: people type other secrets into this field, too.
      const account = createHash('sha256').update(emailKey(email)).digest('base64url');
      const pair = `${account}:${trustedBrowser ?? network}`;
      return inTurn(account, async () => {
        if (trustedBrowser !== undefined) {
          await consume(pairs, pair, res);
          const checked = await check();
          if (checked !== undefined) await pairs.delete(pair);
          return checked;
        }
        // In this order: whatever is refused for its network does not count for the account.
        await consume(networks, network, res);
        await consume(pairs, pair, res);
        await consume(accounts, account, res);
        const checked = await check();
        if (checked === undefined) return undefined;
        await networks.reward(network);
        await pairs.delete(pair);
        await accounts.reward(account);
        return checked;
      });
    },
  };
}

/** Runs what has the same name one after the other, in this process. */
function oneByOne() {
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
