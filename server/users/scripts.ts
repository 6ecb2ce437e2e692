/** The changes to users, each with its indexes and its event in one atomic step. */
import { AppError } from '../errors.ts';
import { appendEvent } from '../events/store.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/**
 * KEYS emails, link, events · ARGV email, text, seconds, event
 * Answers 'exists' when the email has a user.
 */
export const invite = redisScript(`
  ${appendEvent}
  if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 'exists' end
  redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
  appendEvent(KEYS[3], ARGV[4])
  return 'done'
`);

/**
 * KEYS emails, link, user, admins, events · ARGV link text or '', first, email, id, role, event, fields…
 * A link is used up by the user that it makes. `first` is '1' when there may be no user yet.
 */
export const add = redisScript(`
  ${luaClock} ${appendEvent}
  local text, first, email, id, role, event = unpack(ARGV, 1, 6)
  if text ~= '' and redis.call('GET', KEYS[2]) ~= text then return 'link_invalid' end
  if first == '1' and redis.call('HLEN', KEYS[1]) > 0 then return 'link_invalid' end
  if redis.call('HEXISTS', KEYS[1], email) == 1 then return 'exists' end
  if text ~= '' then redis.call('DEL', KEYS[2]) end
  redis.call('HSET', KEYS[1], email, id)
  redis.call('HSET', KEYS[3], 'id', id, 'email', email, 'role', role, 'createdAt', nowMs(), unpack(ARGV, 7))
  if role == 'admin' then redis.call('SADD', KEYS[4], id) end
  appendEvent(KEYS[5], event)
  return 'done'
`);

/** KEYS user, admins, events · ARGV id, role or '', event or '', fields… */
export const change = redisScript(`
  ${appendEvent}
  local id, role, event = unpack(ARGV, 1, 3)
  if redis.call('EXISTS', KEYS[1]) == 0 then return 'unknown' end
  if role == 'admin' then
    redis.call('SADD', KEYS[2], id)
  elseif role ~= '' then
    if redis.call('SISMEMBER', KEYS[2], id) == 1 and redis.call('SCARD', KEYS[2]) == 1 then return 'last_admin' end
    redis.call('SREM', KEYS[2], id)
  end
  if #ARGV > 3 then redis.call('HSET', KEYS[1], unpack(ARGV, 4)) end
  if event ~= '' then appendEvent(KEYS[3], event) end
  return 'done'
`);

/** KEYS user, admins, events, emails · ARGV id, event */
export const remove = redisScript(`
  ${appendEvent}
  local email = redis.call('HGET', KEYS[1], 'email')
  if not email then return 'unknown' end
  if redis.call('SISMEMBER', KEYS[2], ARGV[1]) == 1 and redis.call('SCARD', KEYS[2]) == 1 then return 'last_admin' end
  redis.call('DEL', KEYS[1])
  redis.call('SREM', KEYS[2], ARGV[1])
  redis.call('HDEL', KEYS[4], email)
  appendEvent(KEYS[3], ARGV[2])
  return 'done'
`);

/**
 * KEYS user, events, link · ARGV link text or '', event
 * Answers the session key; nothing for an unknown user or a link that is used up.
 */
export const signIn = redisScript(`
  ${luaClock} ${appendEvent}
  local sessionKey = redis.call('HGET', KEYS[1], 'sessionKey')
  if not sessionKey then return false end
  if ARGV[1] ~= '' and redis.call('GET', KEYS[3]) ~= ARGV[1] then return false end
  if ARGV[1] ~= '' then redis.call('DEL', KEYS[3]) end
  redis.call('HSET', KEYS[1], 'lastSignedInAt', nowMs())
  appendEvent(KEYS[2], ARGV[2])
  return sessionKey
`);

/** @throws AppError `user_exists`, `last_admin`, `link_invalid` or `user_unknown`, by what a script answers */
export function refuseUnlessDone(answer: unknown): void {
  if (answer === 'done') return;
  if (answer === 'exists') throw new AppError('user_exists', 'The email has a user.');
  if (answer === 'last_admin') throw new AppError('last_admin', 'There would be no admin left.');
  if (answer === 'link_invalid')
    throw new AppError('link_invalid', 'The link is used up or too old.');
  throw new AppError('user_unknown', 'No user has this id.');
}
