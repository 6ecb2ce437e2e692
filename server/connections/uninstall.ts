/** Destroys the token of an app that was uninstalled, unless the news is older than the latest install. */
import { z } from 'zod';
import { forgetPayloadAt, type SignedCall } from '../bigcommerce/signed-payload.ts';
import type { Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { usePayload } from '../store-users/lua.ts';
import { reindexing } from './index-lua.ts';
import { tokenField } from './record.ts';

export type UninstallOutcome = 'uninstalled' | 'already' | 'late' | 'used';

/**
 * KEYS connection, users, used payload, events, index · ARGV token field, issued at, expires at, event, event when late
 *
 * Both times are BigCommerce's own and have whole seconds: an uninstall in the very second of the
 * grant is taken as later, since only the other order would be late news, and that takes the merchant longer.
 * A connection that was never authorized holds nothing to destroy.
 */
const uninstall = redisScript(`
  ${luaClock} ${appendEvent} ${usePayload} ${reindexing}
  local tokenField, issuedAt, expiresAt, event, lateEvent = unpack(ARGV)
  if not usePayload(KEYS[3], '-', expiresAt) then return 'used' end
  local status, grantedSecond = unpack(redis.call('HMGET', KEYS[1], 'status', 'grantedSecond'))
  if not status or status == 'uninstalled' or not grantedSecond then return 'already' end
  if tonumber(issuedAt) < tonumber(grantedSecond) then
    appendEvent(KEYS[4], lateEvent)
    return 'late'
  end
  redis.call('HDEL', KEYS[1], tokenField)
  redis.call('HSET', KEYS[1], 'status', 'uninstalled', 'updatedAt', nowMs())
  redis.call('DEL', KEYS[2])
  reindex(KEYS[5], KEYS[1])
  appendEvent(KEYS[4], event)
  return 'uninstalled'
`);

/** The users go with the token, and with the users their sessions. */
export async function uninstallConnection(
  redis: RedisClient,
  connectionId: string,
  call: SignedCall,
  events: { uninstalled: Event; ignored: Event },
): Promise<UninstallOutcome> {
  const answer = await uninstall(
    redis,
    [
      keys.connection(connectionId),
      keys.storeUsers(connectionId),
      keys.usedPayload(call.iclientId, call.digest),
      keys.events,
      keys.connectionIndex,
    ],
    [
      tokenField,
      call.issuedAt,
      forgetPayloadAt(call),
      JSON.stringify(events.uninstalled),
      JSON.stringify(events.ignored),
    ],
  );
  return z.enum(['uninstalled', 'already', 'late', 'used']).parse(answer);
}
