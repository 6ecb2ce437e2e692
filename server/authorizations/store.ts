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
import type { SecretOwner, Vault } from '../vault/vault.ts';
import type { Authorization, AuthorizationOutcome, NewAuthorization } from './authorization.ts';
import * as scripts from './scripts.ts';

/**
 * What claims an authorization: the code of a callback, or that it brings an error. It is `certain`
 * with the state; without it any page may have sent the browser there.
 */
export type Claim = { code: string; certain: boolean };

export type AuthorizationStore = {
  /** Starts one; `state` goes to BigCommerce and nowhere else. */
  start(authorization: NewAuthorization): Promise<{ id: string; state: string }>;
  /** An expired one is `failed`; undefined when there is none, or none any more. */
  find(id: string): Promise<Authorization | undefined>;
  findByState(state: string): Promise<Authorization | undefined>;
  /** The latest of this browser for an app, the newest first, whatever became of them. */
  ofBrowser(pair: Pick<Authorization, 'browser' | 'iclientId'>): Promise<Authorization[]>;
  /** The state of one that still waits. */
  state(id: string): Promise<string | undefined>;
  /**
   * Takes it from `waiting` to `exchanging`, once; a certain claim also takes it from an uncertain one,
   * unless that has succeeded.
   * @returns `repeated` when the same code has claimed it before
   * @throws AppError `state_unknown` when it was used or is no more, `authorization_expired`
   */
  claim(id: string, claim: Claim): Promise<'claimed' | 'repeated'>;
  /** From an uncertain claim back to `waiting`, as if it had not come. */
  putBack(id: string, claim: Claim): Promise<void>;
  /** Ends one that waits (nothing was exchanged) or that the claim holds. Only the first outcome counts. */
  settle(id: string, outcome: AuthorizationOutcome, claim?: Claim): Promise<void>;
};

const waitingMs = 10 * 60_000;
const outcomeMs = 10 * 60_000;
/** Longer than an exchange and its save can take. */
const exchangingMs = 60_000;
const keptOfBrowser = 20;

/** Who may start one. */
export const startedBySchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('user'), id: z.string(), email: z.string() }),
  z.object({ kind: z.enum(['api_key', 'link']), id: z.string(), name: z.string() }),
]);

const startedSchema = z.object({
  connectionId: z.string().optional(),
  link: z
    .object({
      linkId: z.string(),
      visitId: z.string(),
      companyId: z.string(),
      inPopup: z.boolean(),
    })
    .optional(),
  iclientId: z.string(),
  storeHash: z.string(),
  scopes: z.array(z.string()),
  redirectUri: z.string(),
  browser: z.string(),
  startedBy: startedBySchema,
  sessionKey: z.string().optional(),
  returnUrl: z.string().optional(),
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
      .parse(await scripts.read(redis, [keys.authorization(id)], []));
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
      await scripts.create(redis, [keys.authorization(id)], [lifetime, ...fields.flat()]);
      const ofBrowser = keys.waitingAuthorization(pairDigest(started));
      await scripts.noteOfBrowser(redis, [ofBrowser], [id, keptOfBrowser, waitingMs]);
      return { id, state };
    },

    find,
    findByState: (state) => find(digestOf(state)),

    async ofBrowser(pair) {
      const ids = await redis.lrange(keys.waitingAuthorization(pairDigest(pair)), 0, -1);
      return (await Promise.all(ids.map(find))).filter((found) => found !== undefined);
    },

    async state(id) {
      const sealed = await redis.hget(keys.authorization(id), 'state');
      return sealed === null ? undefined : vault.open(sealed, stateOwner(id));
    },

    async claim(id, { code, certain }) {
      const answer = await scripts.claimOnce(
        redis,
        [keys.authorization(id)],
        [digestOf(code), waitingMs, outcomeMs, certain ? 1 : 0],
      );
      if (answer === 'claimed' || answer === 'repeated') return answer;
      if (answer === 'expired')
        throw new AppError('authorization_expired', 'The authorization waited too long.');
      throw new AppError('state_unknown', 'The authorization was used before.');
    },

    async putBack(id, { code }) {
      const args = [digestOf(code), waitingMs + outcomeMs];
      await scripts.putBack(redis, [keys.authorization(id)], args);
    },

    async settle(id, outcome, claim) {
      const claimedBy = claim === undefined ? '' : digestOf(claim.code);
      const args = [outcome.status, JSON.stringify(outcome), outcomeMs, claimedBy];
      await scripts.settleOnce(redis, [keys.authorization(id)], args);
    },
  };
}

function readAuthorization(id: string, record: Record<string, string>, now: number): Authorization {
  const started = { id, ...startedSchema.parse(JSON.parse(record.started ?? '')) };
  const startedAt = Number(record.startedAt);
  const common = { ...started, startedAt, codeDigest: record.codeDigest };
  if (record.outcome !== undefined)
    return { ...common, ...outcomeSchema.parse(JSON.parse(record.outcome)) };
  if (record.status === 'exchanging') {
    // Whoever claimed it is gone: stopped, or cut off from Redis.
    if (now - Number(record.claimedAt) > exchangingMs)
      return { ...common, status: 'failed', code: 'install_interrupted' };
    return { ...common, status: 'exchanging' };
  }
  if (now - startedAt > waitingMs)
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

function pairDigest({ browser, iclientId }: Pick<Authorization, 'browser' | 'iclientId'>): string {
  return digestOf(JSON.stringify([browser, iclientId]));
}
