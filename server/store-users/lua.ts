/**
 * Lua for scripts: `usePayload(key, nonce, expiresAt)` marks a payload as used until it expires and
 * answers whether it may act. With the same nonce it may again: that is one request whose command
 * was sent twice. Needs `luaClock`.
 */
export const usePayload = `
  local function usePayload(key, nonce, expiresAt)
    local usedBy = redis.call('GET', key)
    if usedBy then return nonce ~= '-' and usedBy == nonce end
    local seconds = math.max(1, tonumber(expiresAt) - math.floor(nowMs() / 1000))
    redis.call('SET', key, nonce, 'EX', seconds)
    return true
  end
`;

/**
 * Lua for scripts: `seeUser(usersKey, draftJson, now, issuedAt)` adds the user or refreshes email
 * and locale, and answers the membership id and whether the user is new. The draft is a StoreUser without times.
 */
export const seeUser = `
  local function seeUser(users, draftJson, now, issuedAt)
    local draft = cjson.decode(draftJson)
    local known = redis.call('HGET', users, draft.id)
    local user = known and cjson.decode(known) or draft
    user.email = draft.email
    user.locale = draft.locale or user.locale
    user.firstSeenAt = user.firstSeenAt or now
    user.lastSeenAt = now
    user.issuedAt = math.max(issuedAt, user.issuedAt or 0)
    redis.call('HSET', users, user.id, cjson.encode(user))
    return user.membershipId, not known
  end
`;
