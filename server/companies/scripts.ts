/** The changes to companies, each with its indexes and its event in one atomic step. */
import { appendEvent } from '../events/store.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/**
 * Lua for scripts: `indexName(names, words, id, key)` after a name was written, `forgetName` before it is
 * written anew or goes. Members of both sorted sets begin with what they are found by, all with score 0:
 * `name key\0id` and `word\0id`.
 */
const naming = `
  local function eachEntry(names, words, id, key, act)
    local nameKey, nameWords = unpack(redis.call('HMGET', key, 'nameKey', 'nameWords'))
    act(names, nameKey .. '\\0' .. id)
    for word in nameWords:gmatch('[^ ]+') do act(words, word .. '\\0' .. id) end
  end
  local function indexName(names, words, id, key)
    eachEntry(names, words, id, key, function(set, member) redis.call('ZADD', set, 0, member) end)
  end
  local function forgetName(names, words, id, key)
    eachEntry(names, words, id, key, function(set, member) redis.call('ZREM', set, member) end)
  end
`;

/**
 * KEYS company, external ids, names, words, events · ARGV id, external id (or empty), event, fields…
 * Answers the outcome and, for 'external_id_taken', whose it is. Done again it changes nothing, since the
 * id is new each time.
 */
export const create = redisScript(`
  ${luaClock} ${appendEvent} ${naming}
  local id, externalId, event = unpack(ARGV, 1, 3)
  if redis.call('EXISTS', KEYS[1]) == 1 then return {'saved', ''} end
  local holder = externalId ~= '' and redis.call('HGET', KEYS[2], externalId)
  if holder then return {'external_id_taken', holder} end
  local now = nowMs()
  redis.call('HSET', KEYS[1], 'id', id, 'createdAt', now, 'updatedAt', now, unpack(ARGV, 4))
  if externalId ~= '' then redis.call('HSET', KEYS[2], externalId, id) end
  indexName(KEYS[3], KEYS[4], id, KEYS[1])
  appendEvent(KEYS[5], event)
  return {'saved', ''}
`);

/**
 * KEYS company, external ids, names, words, events
 * ARGV id, what becomes of the external id ('stays', 'goes', 'is'), external id (or empty), event, fields…
 * Answers as `create` does.
 */
export const change = redisScript(`
  ${luaClock} ${appendEvent} ${naming}
  local id, fate, externalId, event = unpack(ARGV, 1, 4)
  local held = redis.call('HMGET', KEYS[1], 'id', 'externalId')
  if not held[1] then return {'company_unknown', ''} end
  local holder = fate == 'is' and redis.call('HGET', KEYS[2], externalId)
  if holder and holder ~= id then return {'external_id_taken', holder} end
  if fate ~= 'stays' and held[2] then
    redis.call('HDEL', KEYS[2], held[2])
    redis.call('HDEL', KEYS[1], 'externalId')
  end
  if fate == 'is' then
    redis.call('HSET', KEYS[2], externalId, id)
    redis.call('HSET', KEYS[1], 'externalId', externalId)
  end
  forgetName(KEYS[3], KEYS[4], id, KEYS[1])
  redis.call('HSET', KEYS[1], 'updatedAt', nowMs(), unpack(ARGV, 5))
  indexName(KEYS[3], KEYS[4], id, KEYS[1])
  appendEvent(KEYS[5], event)
  return {'saved', ''}
`);

/** So many connections that stand in the way are named. */
const namedAtMost = 100;

/**
 * KEYS company, external ids, names, words, events, its connections, its links, digests of links
 * ARGV id, start of a link's key, event
 * Answers the ids of its connections: while there are any, nothing is deleted.
 */
export const remove = redisScript(`
  ${appendEvent} ${naming}
  local id, link, event = unpack(ARGV)
  local held = redis.call('HMGET', KEYS[1], 'id', 'externalId')
  if not held[1] then return {} end
  local connections = redis.call('ZRANGE', KEYS[6], 0, ${namedAtMost - 1})
  if #connections > 0 then return connections end
  for _, linkId in ipairs(redis.call('ZRANGE', KEYS[7], 0, -1)) do
    local digest = redis.call('HGET', link .. linkId, 'digest')
    if digest then redis.call('HDEL', KEYS[8], digest) end
    redis.call('DEL', link .. linkId)
  end
  if held[2] then redis.call('HDEL', KEYS[2], held[2]) end
  forgetName(KEYS[3], KEYS[4], id, KEYS[1])
  redis.call('DEL', KEYS[1], KEYS[7])
  appendEvent(KEYS[5], event)
  return {}
`);
