/**
 * Authorizations in Redis: who started one, in which browser, and what came of it. Owns the keys
 * `authorization*` and `waiting-authorization*`. The state itself is kept sealed, and only until
 * BigCommerce has answered; its digest is the id.
 */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError, type ErrorCode, isErrorCode } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { SecretOwner, Vault } from '../vault/vault.ts';
import type { Authorization, AuthorizationOutcome, NewAuthorization } from './authorization.ts';

export type AuthorizationStore = {
  /** Starts one; `state` goes to BigCommerce and nowhere else. */
  start(authorization: NewAuthorization): Promise<{ id: string; state: string }>;
  /** An expired one is `failed`; undefined when there is none, or none any more. */
  find(id: string): Promise<Authorization | undefined>;
  findByState(state: string): Promise<Authorization | undefined>;
  /** The latest of this browser for an app and a store, whatever became of it. */
  findByBrowser(
    pair: Pick<Authorization, 'browser' | 'iclientId' | 'storeHash'>,
  ): Promise<Authorization | undefined>;
  /** The state of one that still waits. */
  state(id: string): Promise<string | undefined>;
  /**
   * Takes it from `waiting` to `exchanging`, once.
   * @returns `repeated` when the same code has claimed it before
   * @throws AppError `state_unknown` when it was used or is no more, `authorization_expired`
   */
  claim(id: string, code: string): Promise<'claimed' | 'repeated'>;
  /** Ends one that waits (nothing was exchanged) or that the caller has claimed. Only the first outcome counts. */
  settle(id: string, outcome: AuthorizationOutcome): Promise<void>;
};

const waitingMs = 10 * 60_000;
const outcomeMs = 10 * 60_000;
/** Longer than an exchange and its save can take. */
const exchangingMs = 60_000;

/** KEYS authorization · ARGV lifetime, fields… */
const create = redisScript(`
  ${luaClock}
  redis.call('HSET', KEYS[1], 'status', 'waiting', 'startedAt', nowMs(), unpack(ARGV, 2))
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  return 1
`);

/** KEYS authorization · answers the time in ms and the fields. */
const read = redisScript(`
  ${luaClock}
  return { nowMs(), redis.call('HGETALL', KEYS[1]) }
`);

/** KEYS authorization · ARGV code digest, waiting ms, outcome ms */
const claimOnce = redisScript(`
  ${luaClock}
  local status, startedAt, code = unpack(redis.call('HMGET', KEYS[1], 'status', 'startedAt', 'codeDigest'))
  if not status then return 'used' end
  if code == ARGV[1] then return 'repeated' end
  if status ~= 'waiting' then return 'used' end
  if nowMs() - tonumber(startedAt) > tonumber(ARGV[2]) then return 'expired' end
  redis.call('HSET', KEYS[1], 'status', 'exchanging', 'codeDigest', ARGV[1], 'claimedAt', nowMs())
  redis.call('HDEL', KEYS[1], 'state')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 'claimed'
`);

/** KEYS authorization · ARGV status, outcome, outcome ms */
const settleOnce = redisScript(`
  local status = redis.call('HGET', KEYS[1], 'status')
  if status ~= 'waiting' and status ~= 'exchanging' then return 0 end
  redis.call('HSET', KEYS[1], 'status', ARGV[1], 'outcome', ARGV[2])
  redis.call('HDEL', KEYS[1], 'state')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1
`);

const startedSchema = z.object({
  connectionId: z.string(),
  iclientId: z.string(),
  storeHash: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  browser: z.string(),
  startedBy: z.object({ kind: z.literal('user'), id: z.string(), email: z.string() }),
  language: z.enum(['en', 'fr']),
});
const outcomeSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('done'), missingScopes: z.array(z.string()) }),
  z.object({
    status: z.literal('failed'),
    code: z.custom<ErrorCode>(isErrorCode),
    otherStore: z.string().exactOptional(),
  }),
]);

export function createAuthorizationStore({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): AuthorizationStore {
  const find = async (id: string) => {
    const [now, fields] = z
      .tuple([z.number(), z.array(z.string())])
      .parse(await read(redis, [keys.authorization(id)], []));
    return fields.length === 0 ? undefined : readAuthorization(id, recordOf(fields), now);
  };
  return {
    async start(started) {
      const state = randomBytes(32).toString('base64url');
      const id = digestOf(state);
      const fields = [
        ['started', JSON.stringify(started)],
        ['state', vault.seal(state, stateOwner(id))],
      ];
      const lifetime = waitingMs + outcomeMs;
      await create(redis, [keys.authorization(id)], [lifetime, ...fields.flat()]);
      await redis.set(keys.waitingAuthorization(pairDigest(started)), id, 'PX', waitingMs);
      return { id, state };
    },

    find,
    findByState: (state) => find(digestOf(state)),

    async findByBrowser(pair) {
      const id = await redis.get(keys.waitingAuthorization(pairDigest(pair)));
      return id === null ? undefined : find(id);
    },

    async state(id) {
      const sealed = await redis.hget(keys.authorization(id), 'state');
      return sealed === null ? undefined : vault.open(sealed, stateOwner(id));
    },

    async claim(id, code) {
      const answer = await claimOnce(
        redis,
        [keys.authorization(id)],
        [digestOf(code), waitingMs, outcomeMs],
      );
      if (answer === 'claimed' || answer === 'repeated') return answer;
      if (answer === 'expired')
        throw new AppError('authorization_expired', 'The authorization waited too long.');
      throw new AppError('state_unknown', 'The authorization was used before.');
    },

    async settle(id, outcome) {
      await settleOnce(
        redis,
        [keys.authorization(id)],
        [outcome.status, JSON.stringify(outcome), outcomeMs],
      );
    },
  };
}

function readAuthorization(id: string, record: Record<string, string>, now: number): Authorization {
  const started = { id, ...startedSchema.parse(JSON.parse(record.started ?? '')) };
  const common = { ...started, codeDigest: record.codeDigest };
  if (record.outcome !== undefined)
    return { ...common, ...outcomeSchema.parse(JSON.parse(record.outcome)) };
  if (record.status === 'exchanging') {
    // Whoever claimed it is gone: stopped, or cut off from Redis.
    if (now - Number(record.claimedAt) > exchangingMs)
      return { ...common, status: 'failed', code: 'install_interrupted' };
    return { ...common, status: 'exchanging' };
  }
  if (now - Number(record.startedAt) > waitingMs)
    return { ...common, status: 'failed', code: 'authorization_expired' };
  return { ...common, status: 'waiting' };
}

function recordOf(fields: string[]): Record<string, string> {
  const record: Record<string, string> = {};
  for (let index = 0; index + 1 < fields.length; index += 2)
    record[fields[index] ?? ''] = fields[index + 1] ?? '';
  return record;
}

/** SHA-256, hex: what is kept of a state or a code. */
export function digestOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}

function stateOwner(id: string): SecretOwner {
  return { record: `authorization:${id}`, field: 'state' };
}

function pairDigest({
  browser,
  iclientId,
  storeHash,
}: Pick<Authorization, 'browser' | 'iclientId' | 'storeHash'>): string {
  return digestOf(JSON.stringify([browser, iclientId, storeHash]));
}
