/** The steps of a link, each atomic, with its indexes and its event. */
import { appendEvent } from '../events/store.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/**
 * Lua: `stateOf(link, now)`. A link whose iClient was deleted can connect nothing and is as good as
 * revoked; ids of iClients are never given twice.
 */
const linkState = `
  local function stateOf(link, now)
    local iclientId, revokedAt, completedBy, expiresAt =
      unpack(redis.call('HMGET', link, 'iclientId', 'revokedAt', 'completedBy', 'expiresAt'))
    if not iclientId then return 'unknown' end
    if revokedAt or redis.call('EXISTS', '${keys.iclient('')}' .. iclientId) == 0 then return 'revoked' end
    if completedBy then return 'used' end
    if now >= tonumber(expiresAt) then return 'expired' end
    return 'open'
  end
`;

/** Lua: the event of a link, which is told with its company's name. */
const namedEvent = `
  local function namedEvent(event, company)
    local told = cjson.decode(event)
    told.name = redis.call('HGET', company, 'name') or nil
    return cjson.encode(told)
  end
`;

/**
 * KEYS link, digests, links of the company, company, iClient, form, events
 * ARGV id, digest, lifetime, form (or empty), how long it is remembered (s), event without the name, fields…
 * Answers the outcome and, for 'link_made_before', which link the form has made. Done again it changes nothing, since the id is new each time.
 */
export const make = redisScript(`
  ${luaClock} ${appendEvent} ${namedEvent}
  local id, digest, lifetime, form, remembered, event = unpack(ARGV, 1, 6)
  if redis.call('EXISTS', KEYS[1]) == 1 then return {'made', ''} end
  local before = form ~= '' and redis.call('GET', KEYS[6])
  if before then return {'link_made_before', before} end
  if redis.call('EXISTS', KEYS[4]) == 0 then return {'company_unknown', ''} end
  if redis.call('EXISTS', KEYS[5]) == 0 then return {'app_unknown', ''} end
  local now = nowMs()
  redis.call('HSET', KEYS[1], 'id', id, 'digest', digest, 'createdAt', now, 'expiresAt', now + tonumber(lifetime), unpack(ARGV, 7))
  redis.call('HSET', KEYS[2], digest, id)
  redis.call('ZADD', KEYS[3], now, id)
  if form ~= '' then redis.call('SET', KEYS[6], id, 'EX', remembered) end
  appendEvent(KEYS[7], namedEvent(event, KEYS[4]))
  return {'made', ''}
`);

/** KEYS link · answers the state and the fields. */
export const readLink = redisScript(`
  ${luaClock} ${linkState}
  return { stateOf(KEYS[1], nowMs()), redis.call('HGETALL', KEYS[1]) }
`);

/** KEYS links of a company · ARGV how many. The newest first, each with its state and fields. */
export const readLinks = redisScript(`
  ${luaClock} ${linkState}
  local now, links = nowMs(), {}
  for i, id in ipairs(redis.call('ZREVRANGE', KEYS[1], 0, ARGV[1] - 1)) do
    local link = '${keys.link('')}' .. id
    links[i] = { stateOf(link, now), redis.call('HGETALL', link) }
  end
  return links
`);

/** KEYS link, company, events · ARGV event without the name. Answers whether there is such a link. */
export const revoke = redisScript(`
  ${luaClock} ${appendEvent} ${namedEvent}
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  if redis.call('HSETNX', KEYS[1], 'revokedAt', nowMs()) == 1 then
    appendEvent(KEYS[3], namedEvent(ARGV[1], KEYS[2]))
  end
  return 1
`);

const claimFields = `'claimedBy', 'claimedFor', 'claimedAt', 'claims'`;

/**
 * KEYS link · ARGV visit, store, how long a claim holds
 * A visit may claim again for the store that it has claimed it for, so that a step that was sent
 * twice does not refuse itself. Answers 'open' when it is claimed, and else the state that forbids it.
 */
export const claimUse = redisScript(`
  ${luaClock} ${linkState}
  local now = nowMs()
  local state = stateOf(KEYS[1], now)
  if state ~= 'open' or redis.call('HGET', KEYS[1], 'singleUse') ~= '1' then return state end
  local visit, store, claimedAt = unpack(redis.call('HMGET', KEYS[1], ${claimFields}))
  local holds = claimedAt and now - tonumber(claimedAt) < tonumber(ARGV[3])
  if holds and (visit ~= ARGV[1] or store ~= ARGV[2]) then return 'used' end
  if not holds then redis.call('HDEL', KEYS[1], 'claims') end
  redis.call('HSET', KEYS[1], 'claimedBy', ARGV[1], 'claimedFor', ARGV[2], 'claimedAt', now)
  redis.call('HINCRBY', KEYS[1], 'claims', 1)
  return 'open'
`);

/** KEYS link · ARGV visit, connection. The first visit stays the one that has used it up. */
export const completeUse = redisScript(`
  ${luaClock}
  local singleUse = redis.call('HGET', KEYS[1], 'singleUse')
  if not singleUse then return 0 end
  redis.call('HSET', KEYS[1], 'usedAt', nowMs())
  if singleUse == '1' and redis.call('HSETNX', KEYS[1], 'completedBy', ARGV[1]) == 1 then
    redis.call('HSET', KEYS[1], 'completedWith', ARGV[2])
  end
  redis.call('HDEL', KEYS[1], ${claimFields})
  return 1
`);

/** KEYS link · ARGV visit. What the visit has claimed twice is free when both have failed. */
export const releaseUse = redisScript(`
  if redis.call('HGET', KEYS[1], 'claimedBy') ~= ARGV[1] then return 0 end
  if redis.call('HINCRBY', KEYS[1], 'claims', -1) > 0 then return 0 end
  redis.call('HDEL', KEYS[1], ${claimFields})
  return 1
`);
