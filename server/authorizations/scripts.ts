/** The steps of an authorization, each atomic. */
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/** KEYS authorization · ARGV lifetime, fields… */
export const create = redisScript(`
  ${luaClock}
  redis.call('HSET', KEYS[1], 'status', 'waiting', 'startedAt', nowMs(), unpack(ARGV, 2))
  redis.call('PEXPIRE', KEYS[1], ARGV[1])
  return 1
`);

/** KEYS authorizations of a browser · ARGV id, how many are kept, lifetime. The newest comes first. */
export const noteOfBrowser = redisScript(`
  redis.call('LPUSH', KEYS[1], ARGV[1])
  redis.call('LTRIM', KEYS[1], 0, ARGV[2] - 1)
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1
`);

/** KEYS authorization · answers the time in ms and the fields. */
export const read = redisScript(`
  ${luaClock}
  return { nowMs(), redis.call('HGETALL', KEYS[1]) }
`);

/**
 * KEYS authorization · ARGV code digest, waiting ms, outcome ms, '1' for a callback with the state
 * What a callback without it has claimed may be claimed once more by one with it, and keeps its state
 * until then.
 */
export const claimOnce = redisScript(`
  ${luaClock}
  local status, startedAt, code, guessed =
    unpack(redis.call('HMGET', KEYS[1], 'status', 'startedAt', 'codeDigest', 'guessed'))
  local certain = ARGV[4] == '1'
  if not status then return 'used' end
  if code == ARGV[1] then return 'repeated' end
  if status ~= 'waiting' and not (certain and guessed and status ~= 'done') then return 'used' end
  if nowMs() - tonumber(startedAt) > tonumber(ARGV[2]) then return 'expired' end
  redis.call('HDEL', KEYS[1], 'outcome', 'guessed')
  redis.call('HSET', KEYS[1], 'status', 'exchanging', 'codeDigest', ARGV[1], 'claimedAt', nowMs())
  if certain then redis.call('HDEL', KEYS[1], 'state') else redis.call('HSET', KEYS[1], 'guessed', 1) end
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 'claimed'
`);

/** KEYS authorization · ARGV code digest, lifetime. Only what that code has claimed waits again. */
export const putBack = redisScript(`
  ${luaClock}
  local status, startedAt, code = unpack(redis.call('HMGET', KEYS[1], 'status', 'startedAt', 'codeDigest'))
  if status ~= 'exchanging' or code ~= ARGV[1] then return 0 end
  redis.call('HSET', KEYS[1], 'status', 'waiting')
  redis.call('HDEL', KEYS[1], 'codeDigest', 'claimedAt', 'guessed')
  redis.call('PEXPIREAT', KEYS[1], tonumber(startedAt) + tonumber(ARGV[2]))
  return 1
`);

/** KEYS authorization · ARGV status, outcome, outcome ms, code digest of who claimed it or '' */
export const settleOnce = redisScript(`
  local status, code = unpack(redis.call('HMGET', KEYS[1], 'status', 'codeDigest'))
  if status ~= 'waiting' and status ~= 'exchanging' then return 0 end
  if ARGV[4] ~= '' and code ~= ARGV[4] then return 0 end
  redis.call('HSET', KEYS[1], 'status', ARGV[1], 'outcome', ARGV[2])
  redis.call('HDEL', KEYS[1], 'state')
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
  return 1
`);
