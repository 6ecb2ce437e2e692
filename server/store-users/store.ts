/** The users of each connection, in Redis. Owns the keys `storeUsers` and `storeUserRemovals`. */
import { z } from 'zod';
import { forgetPayloadAt, type SignedCall } from '../bigcommerce/signed-payload.ts';
import type { Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { seeUser, usePayload } from './lua.ts';
import type { StoreUser } from './store-user.ts';

/** A user as a load payload names them, with the membership to give if the user is new. */
export type SeenUser = {
  id: string;
  email: string;
  locale: string | undefined;
  membershipId: string;
};

export type LoadOutcome =
  | { outcome: 'seen'; membershipId: string }
  /** The payload has acted before. */
  | { outcome: 'used' }
  /** BigCommerce took the user's access away after the payload was issued. */
  | { outcome: 'removed' }
  | { outcome: 'not_installed' };

export type StoreUserStore = {
  /** Adds or refreshes the user who opens the app, once for each payload. */
  see(connectionId: string, user: SeenUser, call: SignedCall, event: Event): Promise<LoadOutcome>;
  /** Takes the user away unless they were seen after the payload was issued. Again: changes nothing. */
  remove(
    connectionId: string,
    userId: string,
    call: SignedCall,
    events: { removed: Event; ignored: Event },
  ): Promise<'removed' | 'unknown' | 'late' | 'used'>;
  find(connectionId: string, userId: string): Promise<StoreUser | undefined>;
  /** Whether a payload of that iClient has acted, as long as it is valid. @param digest of its `SignedCall` */
  hasActed(iclientId: string, digest: string): Promise<boolean>;
  /** Everyone who has used the app, the latest first. */
  list(connectionId: string): Promise<StoreUser[]>;
};

/** KEYS connection, users, removals, used payload, events · ARGV draft, user id, nonce, issued at, expires at, event */
const see = redisScript(`
  ${luaClock} ${appendEvent} ${seeUser} ${usePayload}
  local draft, userId, nonce, issuedAt, expiresAt, event = unpack(ARGV)
  cjson.decode(draft)
  local status = redis.call('HGET', KEYS[1], 'status')
  if not status or status == 'pending' or status == 'uninstalled' then return {'not_installed', ''} end
  local removedAt = redis.call('HGET', KEYS[3], userId)
  if removedAt and tonumber(removedAt) >= tonumber(issuedAt) then return {'removed', ''} end
  if not usePayload(KEYS[4], nonce, expiresAt) then return {'used', ''} end
  local membershipId, isNew = seeUser(KEYS[2], draft, nowMs(), tonumber(issuedAt))
  if isNew then appendEvent(KEYS[5], event) end
  return {'seen', membershipId}
`);

/** KEYS users, removals, used payload, events · ARGV user id, issued at, expires at, event, event when late */
const remove = redisScript(`
  ${luaClock} ${appendEvent} ${usePayload}
  local userId, issuedAt, expiresAt, event, lateEvent = unpack(ARGV)
  if not usePayload(KEYS[3], '-', expiresAt) then return 'used' end
  local known = redis.call('HGET', KEYS[1], userId)
  if known and (cjson.decode(known).issuedAt or 0) > tonumber(issuedAt) then
    appendEvent(KEYS[4], lateEvent)
    return 'late'
  end
  local before = tonumber(redis.call('HGET', KEYS[2], userId) or '0')
  redis.call('HSET', KEYS[2], userId, math.max(before, tonumber(issuedAt)))
  if redis.call('HDEL', KEYS[1], userId) == 0 then return 'unknown' end
  appendEvent(KEYS[4], event)
  return 'removed'
`);

const storeUserSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    locale: z.string().optional(),
    membershipId: z.string(),
    firstSeenAt: z.number(),
    lastSeenAt: z.number(),
  })
  .transform(({ locale, ...user }): StoreUser => ({ ...user, locale }));

export function createStoreUserStore({ redis }: { redis: RedisClient }): StoreUserStore {
  return {
    async see(connectionId, user, call, event) {
      const answer = await see(
        redis,
        [
          keys.connection(connectionId),
          keys.storeUsers(connectionId),
          keys.storeUserRemovals(connectionId),
          keys.usedPayload(call.iclientId, call.digest),
          keys.events,
        ],
        [
          JSON.stringify(user),
          user.id,
          user.membershipId,
          call.issuedAt,
          forgetPayloadAt(call),
          JSON.stringify(event),
        ],
      );
      const [outcome, membershipId] = seeAnswerSchema.parse(answer);
      if (outcome === 'seen') return { outcome, membershipId };
      return { outcome };
    },

    async remove(connectionId, userId, call, events) {
      const answer = await remove(
        redis,
        [
          keys.storeUsers(connectionId),
          keys.storeUserRemovals(connectionId),
          keys.usedPayload(call.iclientId, call.digest),
          keys.events,
        ],
        [
          userId,
          call.issuedAt,
          forgetPayloadAt(call),
          JSON.stringify(events.removed),
          JSON.stringify(events.ignored),
        ],
      );
      return z.enum(['removed', 'unknown', 'late', 'used']).parse(answer);
    },

    async find(connectionId, userId) {
      const json = await redis.hget(keys.storeUsers(connectionId), userId);
      return json === null ? undefined : storeUserSchema.parse(JSON.parse(json));
    },

    hasActed: async (iclientId, digest) =>
      (await redis.exists(keys.usedPayload(iclientId, digest))) === 1,

    async list(connectionId) {
      const users = await redis.hvals(keys.storeUsers(connectionId));
      return users
        .map((json) => storeUserSchema.parse(JSON.parse(json)))
        .sort((a, b) => b.lastSeenAt - a.lastSeenAt);
    },
  };
}

const seeAnswerSchema = z.tuple([z.enum(['seen', 'used', 'removed', 'not_installed']), z.string()]);
