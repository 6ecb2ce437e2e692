/** The changes to users, each with its indexes and its event in one atomic step. */
import { AppError } from '../errors.ts';
import { appendEvent } from '../events/store.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

/** Ends the link that invites an email, the key of which the invitation's key holds. */
const endInvitation = `
  local function endInvitation(invitation, invitations, email)
    local link = redis.call('GETDEL', invitation)
    if link then redis.call('DEL', link) end
    redis.call('ZREM', invitations, email)
    return link
  end
`;

/** KEYS link, events · ARGV text, seconds, event */
export const makeLink = redisScript(`
  ${appendEvent}
  redis.call('SET', KEYS[1], ARGV[1], 'EX', ARGV[2])
  appendEvent(KEYS[2], ARGV[3])
`);

/**
 * KEYS emails, link, events, invitation, invitations
 * ARGV email, text, seconds, event, key of the link in whose place it is made or ''
 * Takes the place of an earlier invitation. Answers 'exists' when the email has a user, and 'gone' when
 * the link that it is to replace waits no more.
 */
export const invite = redisScript(`
  ${luaClock} ${appendEvent} ${endInvitation}
  if redis.call('HEXISTS', KEYS[1], ARGV[1]) == 1 then return 'exists' end
  if ARGV[5] ~= '' and redis.call('GET', KEYS[4]) ~= ARGV[5] then return 'gone' end
  endInvitation(KEYS[4], KEYS[5], ARGV[1])
  redis.call('ZREMRANGEBYSCORE', KEYS[5], '-inf', nowMs())
  redis.call('ZADD', KEYS[5], nowMs() + ARGV[3] * 1000, ARGV[1])
  redis.call('SET', KEYS[4], KEYS[2], 'EX', ARGV[3])
  redis.call('SET', KEYS[2], ARGV[2], 'EX', ARGV[3])
  appendEvent(KEYS[3], ARGV[4])
  return 'done'
`);

/**
 * KEYS invitation, invitations, events · ARGV email, event
 * Answers 0 when nothing waits.
 */
export const withdraw = redisScript(`
  ${appendEvent} ${endInvitation}
  if not endInvitation(KEYS[1], KEYS[2], ARGV[1]) then return 0 end
  appendEvent(KEYS[3], ARGV[2])
  return 1
`);

/**
 * KEYS emails, link, user, admins, events, invitation, invitations
 * ARGV link text or '', first, id of the admin who invited or '', email, id, role, event, fields…
 * A link is used up by the user that it makes, and with it whatever invited the email. `first` is '1'
 * when there may be no user yet. Who is no admin any more has invited nobody.
 */
export const add = redisScript(`
  ${luaClock} ${appendEvent} ${endInvitation}
  local text, first, inviter, email, id, role, event = unpack(ARGV, 1, 7)
  if text ~= '' and redis.call('GET', KEYS[2]) ~= text then return 'link_invalid' end
  if first == '1' and redis.call('HLEN', KEYS[1]) > 0 then return 'link_invalid' end
  if inviter ~= '' and redis.call('SISMEMBER', KEYS[4], inviter) == 0 then return 'link_invalid' end
  if redis.call('HEXISTS', KEYS[1], email) == 1 then return 'exists' end
  if text ~= '' then redis.call('DEL', KEYS[2]) end
  endInvitation(KEYS[6], KEYS[7], email)
  redis.call('HSET', KEYS[1], email, id)
  redis.call('HSET', KEYS[3], 'id', id, 'email', email, 'role', role, 'createdAt', nowMs(), unpack(ARGV, 8))
  if role == 'admin' then redis.call('SADD', KEYS[4], id) end
  appendEvent(KEYS[5], event)
  return 'done'
`);

/**
 * KEYS user, admins, events · ARGV id, role or '', event or '', session key or '', fields…
 * Answers 'signed_out' when the user has another session key by now.
 */
export const change = redisScript(`
  ${appendEvent}
  local id, role, event, sessionKey = unpack(ARGV, 1, 4)
  local current = redis.call('HGET', KEYS[1], 'sessionKey')
  if not current then return 'unknown' end
  if sessionKey ~= '' and current ~= sessionKey then return 'signed_out' end
  if role == 'admin' then
    redis.call('SADD', KEYS[2], id)
  elseif role ~= '' then
    if redis.call('SISMEMBER', KEYS[2], id) == 1 and redis.call('SCARD', KEYS[2]) == 1 then return 'last_admin' end
    redis.call('SREM', KEYS[2], id)
  end
  if #ARGV > 4 then redis.call('HSET', KEYS[1], unpack(ARGV, 5)) end
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
 * KEYS user, events, link, admins
 * ARGV link text or '', event, session key, id of the admin who made the link or ''
 * Answers 0 for an unknown user, another session key, a link that is used up, and one by somebody who
 * is no admin any more.
 */
export const signIn = redisScript(`
  ${luaClock} ${appendEvent}
  if redis.call('HGET', KEYS[1], 'sessionKey') ~= ARGV[3] then return 0 end
  if ARGV[1] ~= '' and redis.call('GET', KEYS[3]) ~= ARGV[1] then return 0 end
  if ARGV[4] ~= '' and redis.call('SISMEMBER', KEYS[4], ARGV[4]) == 0 then return 0 end
  if ARGV[1] ~= '' then redis.call('DEL', KEYS[3]) end
  redis.call('HSET', KEYS[1], 'lastSignedInAt', nowMs())
  appendEvent(KEYS[2], ARGV[2])
  return 1
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
