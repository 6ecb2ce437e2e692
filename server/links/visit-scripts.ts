/** The steps of a visit, each atomic. What has an end in time is never made anew by a change. */
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/** Lua: whether it has ended with a connected store, after which nothing ends it otherwise. */
const isConnected = `
  local function isConnected(visit)
    local ended = redis.call('HGET', visit, 'end')
    return ended and cjson.decode(ended).status == 'connected'
  end
`;

/**
 * KEYS visit · ARGV link id, lifetime, '1' when a connected one begins anew. Answers the fields.
 * One that ended otherwise always begins anew, in the language that was chosen.
 */
export const open = redisScript(`
  ${isConnected}
  local visit = KEYS[1]
  local stays = isConnected(visit) and ARGV[3] ~= '1'
  if redis.call('HEXISTS', visit, 'end') == 1 and not stays then
    local language = redis.call('HGET', visit, 'language')
    redis.call('DEL', visit)
    if language then redis.call('HSET', visit, 'language', language) end
  end
  redis.call('HSET', visit, 'linkId', ARGV[1])
  redis.call('PEXPIRE', visit, ARGV[2])
  return redis.call('HGETALL', visit)
`);

/**
 * KEYS visit · ARGV lifetime, how long an install waits to be confirmed. Answers the fields, and lets it
 * live so long again.
 */
export const read = redisScript(`
  ${luaClock}
  local installedAt = redis.call('HGET', KEYS[1], 'installedAt')
  if installedAt and nowMs() - tonumber(installedAt) > tonumber(ARGV[2]) then
    redis.call('HDEL', KEYS[1], 'installed', 'installedAt')
  end
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  return redis.call('HGETALL', KEYS[1])
`);

/**
 * KEYS visit · ARGV lifetime, then name and value in turn; an empty value takes the field away. A visit
 * that has ended needs no token.
 * Answers whether there is such a visit.
 */
export const change = redisScript(`
  ${luaClock} ${isConnected}
  local visit = KEYS[1]
  if redis.call('EXISTS', visit) == 0 then return 0 end
  for i = 2, #ARGV, 2 do
    local name, value = ARGV[i], ARGV[i + 1]
    if name == 'end' and isConnected(visit) then
    elseif name == 'token' and redis.call('HEXISTS', visit, 'end') == 1 then redis.call('HDEL', visit, name)
    elseif value == '' then redis.call('HDEL', visit, name)
    else redis.call('HSET', visit, name, value) end
    if name == 'installed' then redis.call('HSET', visit, 'installedAt', nowMs()) end
    if name == 'end' and value ~= '' then redis.call('HDEL', visit, 'token') end
  end
  redis.call('PEXPIRE', visit, ARGV[1])
  return 1
`);

/** KEYS visit · ARGV lifetime, version. Answers 0 without such a visit, 1 for a consent that it had not, else 2. */
export const consent = redisScript(`
  ${luaClock}
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  if redis.call('HGET', KEYS[1], 'consentVersion') == ARGV[2] then return 2 end
  redis.call('HSET', KEYS[1], 'consentVersion', ARGV[2], 'consentAt', nowMs())
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  return 1
`);
