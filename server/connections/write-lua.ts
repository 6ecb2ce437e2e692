/** Lua that several scripts of this folder share, and the arguments that it takes. */
import type { FieldChanges } from './record.ts';

/** Lua for scripts: `writeFields(key, from)` sets and removes what `fieldArguments` put at ARGV[from]. */
export const writingFields = `
  local function writeFields(key, from)
    local gone = tonumber(ARGV[from])
    if gone > 0 then redis.call('HDEL', key, unpack(ARGV, from + 1, from + gone)) end
    if #ARGV > from + gone then redis.call('HSET', key, unpack(ARGV, from + gone + 1)) end
  end
`;

export function fieldArguments(changes: FieldChanges): (string | number)[] {
  const gone = Object.keys(changes).filter((field) => changes[field] === undefined);
  const set = Object.entries(changes).flatMap(([field, value]) =>
    value === undefined ? [] : [field, value],
  );
  return [gone.length, ...gone, ...set];
}

/**
 * Lua for scripts: `cannotLend(lenderKey, borrowersKey, id, lender, storeHash)`, whether connection `id`
 * may not borrow from `lender`; an empty lender is always well. No chains: a lender does not borrow, and
 * who lends does not borrow.
 */
export const lending = `
  local function cannotLend(lenderKey, borrowersKey, id, lender, storeHash)
    if lender == '' then return false end
    local at, borrows = unpack(redis.call('HMGET', lenderKey, 'storeHash', 'borrowFrom'))
    return lender == id or at ~= storeHash or borrows or redis.call('ZCARD', borrowersKey) > 0
  end
`;

/**
 * Lua for scripts: `settle(key, wanted, now)` turns `connected` into `needs_reauthorization` or back
 * and answers whether that was a change; other statuses stay.
 */
export const settling = `
  local function settle(key, wanted, now)
    local status = redis.call('HGET', key, 'status')
    if status == wanted or (status ~= 'connected' and status ~= 'needs_reauthorization') then return false end
    redis.call('HSET', key, 'status', wanted, 'updatedAt', now)
    return true
  end
`;
