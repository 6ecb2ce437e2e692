/** The changes to API keys, each with its index, its event and its message to every process. */
import { appendEvent } from '../events/store.ts';
import { channels } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

const tellChange = `redis.call('PUBLISH', '${channels.changes}', 'api-key:' .. id)`;

/**
 * KEYS key, digests, form, events · ARGV id, digest, form or '', seconds, event, fields…
 * Answers the id of the key that the form has made: another one when it was sent before.
 * Done again it changes nothing, since the id is new each time.
 */
export const create = redisScript(`
  ${luaClock} ${appendEvent}
  local id, digest, form, seconds, event = unpack(ARGV, 1, 5)
  if redis.call('EXISTS', KEYS[1]) == 1 then return id end
  if form ~= '' then
    local made = redis.call('GET', KEYS[3])
    if made then return made end
    redis.call('SET', KEYS[3], id, 'EX', seconds)
  end
  redis.call('HSET', KEYS[2], digest, id)
  redis.call('HSET', KEYS[1], 'id', id, 'digest', digest, 'createdAt', nowMs(), unpack(ARGV, 6))
  appendEvent(KEYS[4], event)
  ${tellChange}
  return id
`);

/** KEYS key, digests, events · ARGV id, event. Answers whether there was such a key. */
export const revoke = redisScript(`
  ${appendEvent}
  local id = ARGV[1]
  local digest = redis.call('HGET', KEYS[1], 'digest')
  if not digest then return 0 end
  redis.call('HDEL', KEYS[2], digest)
  redis.call('DEL', KEYS[1])
  appendEvent(KEYS[3], ARGV[2])
  ${tellChange}
  return 1
`);

/** KEYS keys… · ARGV milliseconds since each was used. Use is no change: no event, no message. */
export const noteUsed = redisScript(`
  ${luaClock}
  local now = nowMs()
  for i, key in ipairs(KEYS) do
    local usedAt = now - tonumber(ARGV[i])
    local noted = redis.call('HMGET', key, 'id', 'lastUsedAt')
    if noted[1] and usedAt > tonumber(noted[2] or '0') then
      redis.call('HSET', key, 'lastUsedAt', string.format('%.0f', usedAt))
    end
  end
`);
