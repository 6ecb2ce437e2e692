/** The one atomic step in which the connection of an installed app is made or renewed. */
import { appendEvent } from '../events/store.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { seeUser } from '../store-users/lua.ts';
import { configuredScopesLua } from './configured-scopes.ts';
import { reindexing } from './index-lua.ts';
import { tokenField } from './record.ts';
import { owningStores, writingFields } from './write-lua.ts';

/**
 * KEYS pairs, names, connection, users, events, index, iClient, company
 * ARGV pair, id, attempt, store hash, words of the store, name, name key, words of the name, arrived at,
 * event when it is the first, event, user draft, only this id (or empty), configured scopes by which the
 * grant was judged, when it was started (or empty), API key or "user" who authorized it (or empty), company
 * (or empty), event when it becomes the company's and nothing else, own scopes of a new one (or empty), fields…
 * Answers the id that the pair has and whether it was renewed; "other" means that somebody was faster,
 * with the pair or with the scopes, and has the pair (or nobody has).
 *
 * An install that arrived before the saved one comes too late: its token is dead, since BigCommerce
 * keeps one token for each app and store. Whoever asked for it has the store all the same, so that a
 * company gets the connection.
 *
 * A company that is gone meanwhile, or may not have the store, is refused. The exchange has ended the token
 * that the connection holds, so that it gets the new one all the same.
 *
 * What was made in a picker was named by somebody who need not have anything to do with the store: an
 * install that nobody of the team announced names it as a new one, unless it got another name since. Only
 * an authorization in the name of a picker's API key leaves it to the session that began it last.
 */
export const saveScript = redisScript(`
  ${luaClock} ${appendEvent} ${seeUser} ${reindexing} ${writingFields} ${owningStores} ${configuredScopesLua}
  local pair, id, attempt, storeHash, storeWords, name, nameKey, nameWords, arrivedAt, firstEvent, event, user,
    only, judgedBy, startedAt, authorizer, company, joined, ownScopes = unpack(ARGV, 1, 19)
  local current = redis.call('HGET', KEYS[1], pair)
  if only ~= '' and current ~= only then return {'gone', ''} end
  if current and current ~= id then return {'other', current} end
  if not current and redis.call('EXISTS', KEYS[3]) == 1 then return {'other', ''} end
  if redis.call('EXISTS', KEYS[7]) == 0 then return {'app_unknown', ''} end
  local heldAttempt, installedAt, renewed, disconnectedAt, heldKey, pickerKey, heldCompany =
    unpack(redis.call('HMGET', KEYS[3], 'attempt', 'installedAt', 'renewed', 'disconnectedAt', 'nameKey',
      'pickerNameKey', 'companyId'))
  local outcome = 'saved'
  if company ~= '' and redis.call('EXISTS', KEYS[8]) == 0 then outcome = 'company_unknown'
  elseif ofOtherCompany(KEYS[6], storeHash, company, '') then outcome = 'store_of_other_company' end
  if heldAttempt == attempt then return {outcome, renewed or 'yes'} end
  if startedAt ~= '' and disconnectedAt and tonumber(disconnectedAt) > tonumber(startedAt) then
    return {'disconnected', ''}
  end
  if outcome ~= 'saved' then
    if redis.call('HEXISTS', KEYS[3], '${tokenField}') == 0 then return {outcome, ''} end
    local told = cjson.decode(event)
    told.companyId = heldCompany or nil
    event, company = cjson.encode(told), ''
  end
  local now = nowMs()
  if installedAt and tonumber(installedAt) > tonumber(arrivedAt) then
    if company ~= '' and heldCompany ~= company then
      redis.call('HSET', KEYS[3], 'companyId', company, 'updatedAt', now)
      reindex(KEYS[6], KEYS[3])
      appendEvent(KEYS[5], joined)
    end
    return {outcome, 'yes'}
  end
  local configured = configuredScopes(KEYS[3], KEYS[7])
  if not current and ownScopes ~= '' then configured = ownScopes end
  if configured ~= judgedBy then return {'other', id} end
  cjson.decode(user)
  local named = current
  if authorizer == '' and not installedAt and pickerKey and pickerKey == heldKey then
    redis.call('HDEL', KEYS[2], heldKey)
    named = false
  end
  if not named then
    local suffix, count = '', 1
    while redis.call('HEXISTS', KEYS[2], nameKey .. suffix) == 1 do
      count = count + 1
      suffix = ' (' .. count .. ')'
    end
    redis.call('HSET', KEYS[2], nameKey .. suffix, id)
    redis.call('HSET', KEYS[3], 'id', id, 'name', name .. suffix, 'nameKey', nameKey .. suffix,
      'nameWords', nameWords .. (count > 1 and count .. ' ' or ''))
  end
  if not current then
    redis.call('HSET', KEYS[1], pair, id)
    redis.call('HSET', KEYS[3], 'storeWords', storeWords, 'createdAt', now)
    if ownScopes ~= '' then redis.call('HSET', KEYS[3], 'scopes', ownScopes) end
  end
  if company ~= '' then redis.call('HSET', KEYS[3], 'companyId', company) end
  redis.call('HDEL', KEYS[3], 'pickerNameKey')
  if redis.call('HGET', KEYS[3], 'pickerApiKey') ~= authorizer then
    redis.call('HDEL', KEYS[3], 'pickerSession', 'pickerApiKey')
  end
  renewed = installedAt and 'yes' or 'no'
  redis.call('HSET', KEYS[3], 'attempt', attempt, 'renewed', renewed, 'installedAt', arrivedAt, 'updatedAt', now)
  writeFields(KEYS[3], 20)
  seeUser(KEYS[4], user, now, math.floor(arrivedAt / 1000))
  reindex(KEYS[6], KEYS[3])
  appendEvent(KEYS[5], installedAt and event or firstEvent)
  return {outcome, renewed}
`);
