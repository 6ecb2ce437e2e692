/**
 * Requests that may be sent again without being carried out again. The first answer to an
 * Idempotency-Key is kept for a day, or for as long as what it holds is of use, sealed, since it may
 * hold a secret. Owns the keys `idempotency*`.
 * Source: draft-ietf-httpapi-idempotency-key-header-07.
 */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { luaClock } from '../../redis/lua-clock.ts';
import { redisScript } from '../../redis/script.ts';
import type { SecretOwner, Vault } from '../../vault/vault.ts';

/** An answer as it was sent. */
export type KeptAnswer = {
  status: number;
  headers: Record<string, string>;
  body: string;
  /** It is kept for no longer, in milliseconds. */
  usableMs?: number | undefined;
};

export type IdempotentRequest = {
  apiKeyId: string;
  /** SHA-256 of the Idempotency-Key, hex. */
  digest: string;
  /** SHA-256 of what was asked: method, address and body, hex. */
  fingerprint: string;
};

export type IdempotentRequests = {
  /**
   * Carries a request out, or answers what it was answered before. What throws is not kept.
   * @throws AppError `idempotency_mismatch`, `idempotency_in_progress`, or what `carryOut` throws
   */
  once(
    request: IdempotentRequest,
    carryOut: () => Promise<KeptAnswer>,
  ): Promise<{ answer: KeptAnswer; replayed: boolean; kept: Promise<void> }>;
};

const keptMs = 24 * 60 * 60_000;
/** Longer than any request takes; a process that stopped meanwhile blocks the key for no longer. */
const underWayMs = 120_000;
const retryAfterSeconds = 1;

/** KEYS request · ARGV fingerprint, owner, milliseconds · answers what there is to do, and the kept answer */
const claim = redisScript(`
  ${luaClock}
  local fingerprint, owner, answer = unpack(redis.call('HMGET', KEYS[1], 'fingerprint', 'owner', 'answer'))
  if fingerprint and fingerprint ~= ARGV[1] then return {'mismatch', ''} end
  if answer then return {'answered', answer} end
  if owner and owner ~= ARGV[2] then return {'in_progress', ''} end
  redis.call('HSET', KEYS[1], 'fingerprint', ARGV[1], 'owner', ARGV[2], 'claimedAt', nowMs())
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return {'claimed', ''}
`);

/**
 * KEYS request · ARGV owner, answer, milliseconds. They count from the claim, which came before whatever
 * the answer holds was made: no repeat is answered a link that is over.
 */
const keep = redisScript(`
  if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'answer', ARGV[2])
  redis.call('PEXPIREAT', KEYS[1], redis.call('HGET', KEYS[1], 'claimedAt') + ARGV[3])
  return 1
`);

/** KEYS request · ARGV owner */
const release = redisScript(`
  if redis.call('HGET', KEYS[1], 'owner') ~= ARGV[1] or redis.call('HEXISTS', KEYS[1], 'answer') == 1 then
    return 0
  end
  return redis.call('DEL', KEYS[1])
`);

const claimSchema = z.tuple([
  z.enum(['claimed', 'answered', 'mismatch', 'in_progress']),
  z.string(),
]);
const answerSchema = z.object({
  status: z.number(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});

export function createIdempotentRequests({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): IdempotentRequests {
  return {
    async once(request, carryOut) {
      const key = keys.idempotentRequest(request.apiKeyId, request.digest);
      const owner = randomUUID();
      const [state, sealed] = claimSchema.parse(
        await claim(redis, [key], [request.fingerprint, owner, underWayMs]),
      );
      if (state === 'answered') {
        const answer = answerSchema.parse(JSON.parse(vault.open(sealed, ownerOf(request))));
        return { answer, replayed: true, kept: Promise.resolve() };
      }
      if (state !== 'claimed') throw refusal(state);
      try {
        const { usableMs = keptMs, ...answer } = await carryOut();
        const text = vault.seal(JSON.stringify(answer), ownerOf(request));
        const forMs = Math.min(keptMs, usableMs);
        const kept = keep(redis, [key], [owner, text, forMs]).then(() => undefined);
        return { answer, replayed: false, kept };
      } catch (error) {
        // Redis may be why it failed; then the claim ends by itself.
        await release(redis, [key], [owner]).catch(() => undefined);
        throw error;
      }
    },
  };
}

function refusal(state: 'mismatch' | 'in_progress'): AppError {
  return state === 'mismatch'
    ? new AppError('idempotency_mismatch', 'The Idempotency-Key was used for another request.')
    : new AppError('idempotency_in_progress', 'The first request is still under way.', {
        retryAfterSeconds,
      });
}

function ownerOf({ apiKeyId, digest }: IdempotentRequest): SecretOwner {
  return { record: `idempotency:${apiKeyId}:${digest}`, field: 'answer' };
}
