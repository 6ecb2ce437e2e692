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
/** So many connections have an event of their own; one event tells how many more there were. */
const toldOneByOne = 100;
/** Of the iClient: how many connections the recheck under way has settled. */
const settledField = 'recheckSettled';

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
      local settled = redis.call('HINCRBY', KEYS[1], '${settledField}', 1)
      if settled <= ${toldOneByOne} then appendEvent(KEYS[3], event) end
    end
  end
  return 1
`);

/** KEYS iClient, events · ARGV scopes of the iClient as text, event. They may have changed again since. */
const markChecked = redisScript(`
  ${appendEvent}
  if (redis.call('HGET', KEYS[1], 'scopes') or '[]') ~= ARGV[1] then return 0 end
  local settled = tonumber(redis.call('HGET', KEYS[1], '${settledField}') or '0')
  redis.call('HDEL', KEYS[1], 'scopesUnchecked', '${settledField}')
  if settled > ${toldOneByOne} then
    local event = cjson.decode(ARGV[2])
    event.count = settled - ${toldOneByOne}
    appendEvent(KEYS[2], cjson.encode(event))
  end
  return 1
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
  const event: Event = {
    kind: 'iclient.rechecked',
    actor: { kind: 'service' },
    iclientId,
    address: '',
  };
  await markChecked(redis, [keys.iclient(iclientId), keys.events], [text, JSON.stringify(event)]);
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
