/**
 * One exchange for a code. BigCommerce's page may call the auth callback twice at once, and a
 * second exchange would be refused or kill the token of the first. Whoever claims the code
 * exchanges it; the same browser may come again and gets what came of it. To anybody else it is a used
 * code: a code that was seen somewhere must not show or give them the store.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import type { SavedInstall } from '../connections/save-install.ts';
import { AppError, type ErrorCode, isErrorCode } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/** `digest` names the attempt; `arrivedAt` is when it was claimed (ms since 1970, Redis' clock). */
export type CodeClaim = { digest: string; arrivedAt: number };

/** `by` names who brought it. */
export type BroughtCode = { iclientId: string; code: string; by: string };

export type CodeClaims = {
  /**
   * Runs the install for a code that nobody has claimed, or answers what came of it when the same comes again.
   * @throws AppError what `install` throws, `code_refused` when somebody else has claimed it, `install_interrupted`
   */
  once(
    brought: BroughtCode,
    install: (claim: CodeClaim) => Promise<SavedInstall>,
  ): Promise<SavedInstall>;
};

/** Longer than an exchange and the save after it can take. */
const claimMs = 30_000;
/** How long a repeated callback, a reloaded page for instance, gets the outcome again. */
const outcomeMs = 120_000;
const pollMs = 100;
/** So that a code that was used can be told from one that BigCommerce did not take. */
const cameBefore = { details: { code: 'came_before' } };

/** KEYS claim · ARGV who claims it, claim ms. Answers the time in ms when the claim is ours, else nothing. */
const claimCode = redisScript(`
  ${luaClock}
  if not redis.call('SET', KEYS[1], ARGV[1], 'NX', 'PX', ARGV[2]) then return false end
  return nowMs()
`);

const claimSchema = z.object({
  by: z.string(),
  saved: z
    .object({
      connectionId: z.string(),
      storeHash: z.string(),
      renewed: z.boolean(),
      attempt: z.string(),
    })
    .optional(),
  failed: z.custom<ErrorCode>(isErrorCode).optional(),
});
type KeptClaim = z.infer<typeof claimSchema>;

export function createCodeClaims({ redis }: { redis: RedisClient }): CodeClaims {
  const settle = async (key: string, outcome: KeptClaim) => {
    // The outcome of the install stands, whether those who wait for it learn of it or not.
    await redis.set(key, JSON.stringify(outcome), 'PX', outcomeMs).catch(() => undefined);
  };
  return {
    async once({ iclientId, code, by }, install) {
      const digest = createHash('sha256')
        .update(JSON.stringify([iclientId, code]))
        .digest('hex');
      const key = keys.codeClaim(digest);
      const arrivedAt = await claimCode(redis, [key], [JSON.stringify({ by }), claimMs]);
      if (typeof arrivedAt !== 'number') return outcomeOfFirst(redis, key, by);
      try {
        const saved = await install({ digest, arrivedAt });
        await settle(key, { by, saved });
        return saved;
      } catch (error) {
        const failed = error instanceof AppError ? error.code : 'internal_error';
        await settle(key, { by, failed });
        throw error;
      }
    },
  };
}

async function outcomeOfFirst(redis: RedisClient, key: string, by: string): Promise<SavedInstall> {
  for (let waited = 0; waited < claimMs; waited += pollMs) {
    const value = await redis.get(key);
    if (value === null) break;
    const claim = claimSchema.parse(JSON.parse(value));
    if (claim.by !== by)
      throw new AppError('code_refused', 'Somebody else has brought this code before.', cameBefore);
    if (claim.saved) return claim.saved;
    if (claim.failed)
      throw new AppError(claim.failed, 'The first callback with this code failed.', cameBefore);
    await delay(pollMs);
  }
  throw new AppError('install_interrupted', 'The first callback with this code never finished.');
}
