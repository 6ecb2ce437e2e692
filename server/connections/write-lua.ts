/** Lua that several scripts of this folder share, and the arguments that it takes. */
import { simulatedLua } from '../iclients/iclient.ts';
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
 * who lends does not borrow. The connection of a simulated install lends to nobody.
 */
export const lending = `
  ${simulatedLua}
  local function cannotLend(lenderKey, borrowersKey, id, lender, storeHash)
    if lender == '' then return false end
    local at, borrows, iclientId = unpack(redis.call('HMGET', lenderKey, 'storeHash', 'borrowFrom', 'iclientId'))
    return lender == id or at ~= storeHash or borrows or isSimulated(iclientId) or redis.call('ZCARD', borrowersKey) > 0
  end
`;

/**
 * Lua for scripts: `ofOtherCompany(index, storeHash, company, id)`, whether a connection other than `id`
 * (empty: any) says that the store is another company's; an empty company is always well. With
 * `keys.connectionIndex`; see index-lua.ts.
 */
export const owningStores = `
  local function ofOtherCompany(index, storeHash, company, id)
    if company == '' then return false end
    for _, member in ipairs(redis.call('ZRANGE', index .. ':store-company:' .. storeHash, 0, 1)) do
      local owner, holder = member:match('^(%Z*)%z(.*)$')
      if holder ~= id and owner ~= company then return true end
    end
    return false
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
