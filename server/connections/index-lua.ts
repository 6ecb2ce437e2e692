/**
 * The sorted sets by which connections are listed, found and counted, and the Lua that keeps them.
 *
 * For each sort, status (or `all`) and source (`all`, `kind:…`, `iclient:…`, and each of them within
 * `company:…`) there is one set whose members begin with what is sorted by, so that any page is one range
 * however many connections there are: `sort value\0id`, all with score 0. Each search word has the members
 * `word\0id` in one set more, and each store the members `company id\0id`, all of one company. The connection
 * of a simulated install is in none of them.
 */

import { simulatedLua } from '../iclients/iclient.ts';
import { channels, keys } from '../redis/keys.ts';
import type { ConnectionKind, ConnectionStatus } from './connection.ts';
import type { ConnectionSort } from './drafts.ts';

/** The set that has a page of a list. */
export function listKey(
  sort: ConnectionSort,
  filter: {
    status?: ConnectionStatus | undefined;
    kind?: ConnectionKind | undefined;
    iclientId?: string | undefined;
    companyId?: string | undefined;
  },
): string {
  const { status = 'all', kind, iclientId, companyId } = filter;
  const ofKind = kind === undefined ? 'all' : `kind:${kind}`;
  const through = iclientId === undefined ? ofKind : `iclient:${iclientId}`;
  const source = companyId === undefined ? through : `company:${companyId}:${through}`;
  return `${keys.connectionIndex}:list:${sort}:${status}:${source}`;
}

export const wordsKey = `${keys.connectionIndex}:words`;

/** The set with `company id\0id` for each connection to the store that has a company. */
export function storeCompanyKey(storeHash: string): string {
  return `${keys.connectionIndex}:store-company:${storeHash}`;
}

/**
 * Lua for scripts: `sortValue(sort, nameKey, updatedAt, lastUsedAt)`, the beginning of a member. Times
 * are turned round, so that the latest come first.
 */
export const sortValue = `
  local function sortValue(sort, nameKey, updatedAt, lastUsedAt)
    if sort == 'name' then return nameKey end
    local time = tonumber(sort == 'updated' and updatedAt or sort == 'last_used' and lastUsedAt or 0) or 0
    return string.format('%013.0f', 9999999999999 - time)
  end
`;

/**
 * Lua for scripts: `reindex(index, key)` after a record was written and `unindex(index, key)` before it
 * is deleted, with `keys.connectionIndex` and the record's key. The record keeps what it was indexed by.
 * Both tell every process of the change, so no script can forget to; `reindexQuietly` does not.
 */
export const reindexing = `
  ${sortValue} ${simulatedLua}
  local indexedFields = {'id', 'status', 'kind', 'iclientId', 'nameKey', 'updatedAt', 'lastUsedAt',
    'nameWords', 'storeWords', 'storeHash', 'borrowFrom', 'companyId'}

  local function entriesOf(index, by)
    local entries = {}
    local function add(name, member) entries[index .. ':' .. name .. '\\n' .. member] = {index .. ':' .. name, member} end
    if not by.id then return entries end
    if isSimulated(by.iclientId) then return entries end
    local sources = {'all', 'kind:' .. by.kind}
    if by.iclientId then sources[3] = 'iclient:' .. by.iclientId end
    if by.companyId then
      for i = 1, #sources do sources[#sources + 1] = 'company:' .. by.companyId .. ':' .. sources[i] end
    end
    for _, sort in ipairs({'name', 'updated', 'last_used'}) do
      local member = sortValue(sort, by.nameKey, by.updatedAt, by.lastUsedAt) .. '\\0' .. by.id
      for _, source in ipairs(sources) do
        add('list:' .. sort .. ':all:' .. source, member)
        add('list:' .. sort .. ':' .. by.status .. ':' .. source, member)
      end
    end
    for word in ((by.nameWords or '') .. (by.storeWords or '')):gmatch('[^ ]+') do add('words', word .. '\\0' .. by.id) end
    add('store:' .. by.storeHash, by.id)
    if by.iclientId then add('iclient:' .. by.iclientId, by.id) end
    if by.companyId then
      add('company:' .. by.companyId, by.id)
      add('store-company:' .. by.storeHash, by.companyId .. '\\0' .. by.id)
    end
    if by.borrowFrom then add('borrowers:' .. by.borrowFrom, by.id) end
    return entries
  end

  local function applyIndex(index, key, by)
    local known = redis.call('HGET', key, 'indexed')
    local before = entriesOf(index, known and cjson.decode(known) or {})
    local after = entriesOf(index, by)
    for entry, place in pairs(before) do
      if not after[entry] then redis.call('ZREM', place[1], place[2]) end
    end
    for entry, place in pairs(after) do
      if not before[entry] then redis.call('ZADD', place[1], 0, place[2]) end
    end
  end

  local function tellChange(key)
    redis.call('PUBLISH', '${channels.changes}', 'connection:' .. redis.call('HGET', key, 'id'))
  end

  local function reindexQuietly(index, key)
    local values, by = redis.call('HMGET', key, unpack(indexedFields)), {}
    for i, field in ipairs(indexedFields) do by[field] = values[i] or nil end
    by.nameKey = by.nameKey or string.lower(redis.call('HGET', key, 'name'))
    applyIndex(index, key, by)
    redis.call('HSET', key, 'indexed', cjson.encode(by))
  end

  local function reindex(index, key)
    reindexQuietly(index, key)
    tellChange(key)
  end

  local function unindex(index, key)
    applyIndex(index, key, {})
    tellChange(key)
  end
`;
