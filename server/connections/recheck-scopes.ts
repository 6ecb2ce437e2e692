/** After an iClient's configured scopes changed: which of its connections have a grant that is too short now. */
import { z } from 'zod';
import type { Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { scopesOfIClient, statusOf } from './configured-scopes.ts';
import { reindexing } from './index-lua.ts';
import { readConnection } from './record.ts';
import { settling } from './write-lua.ts';

const chunkSize = 100;

/**
 * KEYS iClient, index, events, connections… · ARGV scopes of the iClient as text, then for each
 * connection: attempt of its token, status that it deserves, event
 * A connection that got another token meanwhile, or whose token was refused, stays as it is.
 */
const settleAll = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${settling}
  if (redis.call('HGET', KEYS[1], 'scopes') or '[]') ~= ARGV[1] then return 0 end
  local now = nowMs()
  for i = 4, #KEYS do
    local attempt, wanted, event = unpack(ARGV, 3 * (i - 4) + 2, 3 * (i - 4) + 4)
    local held, failure = unpack(redis.call('HMGET', KEYS[i], 'attempt', 'lastFailure'))
    if held == attempt and not failure and settle(KEYS[i], wanted, now) then
      reindex(KEYS[2], KEYS[i])
      appendEvent(KEYS[3], event)
    end
  end
  return 1
`);

/** KEYS iClient · ARGV scopes of the iClient as text. They may have changed again since. */
const markChecked = redisScript(`
  if (redis.call('HGET', KEYS[1], 'scopes') or '[]') ~= ARGV[1] then return 0 end
  return redis.call('HDEL', KEYS[1], 'scopesUnchecked')
`);

/** Walks the iClient's own connections in chunks, each one script. Safe to do again at any time. */
export async function recheckScopes(redis: RedisClient, iclientId: string): Promise<void> {
  const { text } = await scopesOfIClient(redis, iclientId);
  let after = '-';
  for (;;) {
    const ids = await redis.zrangebylex(
      keys.connectionsOfIClient(iclientId),
      after,
      '+',
      'LIMIT',
      0,
      chunkSize,
    );
    const last = ids.at(-1);
    if (last === undefined) break;
    while (!(await recheck(redis, iclientId, ids)));
    after = `(${last}`;
  }
  await markChecked(redis, [keys.iclient(iclientId)], [text]);
}

/** Answers false when the scopes were changed while it looked. */
async function recheck(redis: RedisClient, iclientId: string, ids: string[]): Promise<boolean> {
  const configured = await scopesOfIClient(redis, iclientId);
  const records = await Promise.all(ids.map((id) => redis.hgetall(keys.connection(id))));
  const authorized = records.flatMap((record) => {
    const { attempt } = record;
    if (!('id' in record) || attempt === undefined) return [];
    const connection = readConnection(record);
    const scopes = connection.scopes ?? configured.scopes;
    const status = statusOf(scopes, connection.grantedScopes);
    return status === connection.status ? [] : [{ ...connection, attempt, wanted: status }];
  });
  const answer = await settleAll(
    redis,
    [
      keys.iclient(iclientId),
      keys.connectionIndex,
      keys.events,
      ...authorized.map(({ id }) => keys.connection(id)),
    ],
    [
      configured.text,
      ...authorized.flatMap(({ attempt, wanted, id, storeHash, name }) => {
        const event: Event = {
          kind:
            wanted === 'connected' ? 'connection.recovered' : 'connection.needs_reauthorization',
          actor: { kind: 'service' },
          connectionId: id,
          iclientId,
          storeHash,
          name,
          address: '',
        };
        return [attempt, wanted, JSON.stringify(event)];
      }),
    ],
  );
  return z.number().parse(answer) === 1;
}
