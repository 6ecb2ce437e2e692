/** Pages of connections: one range of a sorted set, or the few that a search has to look at. */
import { z } from 'zod';
import { parseStoreAddress } from '../bigcommerce/store-address.ts';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { redisScript } from '../redis/script.ts';
import { type Connection, nameKey } from './connection.ts';
import type { ConnectionPage, ConnectionQuery, ConnectionSort } from './drafts.ts';
import { listKey, sortValue, wordsKey } from './index-lua.ts';
import { searchWords, wordsOf } from './search-words.ts';

/** So many connections a search looks at, and no more. */
export const searchedAtMost = 1_000;

/**
 * KEYS words, list, any connection · ARGV most, start of a connection's key, sort, status, kind,
 * iClient, company (each empty for any), words…
 * The rarest word or the filter, whichever has fewer, gives the candidates. Answers the members of the
 * list that match, or 'too_many'.
 */
const search = redisScript(`
  ${sortValue}
  local most, prefix, sort, status, kind, iclientId, companyId = unpack(ARGV, 1, 7)
  local fewest, rarest = redis.call('ZCARD', KEYS[2]), nil
  for i = 8, #ARGV do
    local count = redis.call('ZLEXCOUNT', KEYS[1], '[' .. ARGV[i], '[' .. ARGV[i] .. '\\255')
    if count < fewest then fewest, rarest = count, ARGV[i] end
  end
  if fewest > tonumber(most) then return 'too_many' end
  local members = rarest and redis.call('ZRANGEBYLEX', KEYS[1], '[' .. rarest, '[' .. rarest .. '\\255')
    or redis.call('ZRANGE', KEYS[2], 0, -1)
  local seen, found = {}, {}
  for _, member in ipairs(members) do
    local id = member:match('[^%z]+$')
    if not seen[id] then
      seen[id] = true
      local its = redis.call('HMGET', prefix .. id, 'status', 'kind', 'iclientId', 'nameKey', 'updatedAt',
        'lastUsedAt', 'nameWords', 'storeWords', 'companyId')
      local fits = its[1] and (status == '' or its[1] == status) and (kind == '' or its[2] == kind)
        and (iclientId == '' or its[3] == iclientId) and (companyId == '' or its[9] == companyId)
      local words = (its[7] or '') .. (its[8] or '')
      for i = 8, #ARGV do fits = fits and words:find(' ' .. ARGV[i], 1, true) end
      if fits then found[#found + 1] = sortValue(sort, its[4] or '', its[5], its[6]) .. '\\0' .. id end
    end
  end
  return found
`);

const emptyPage: ConnectionPage = { connections: [], nextCursor: undefined, tooMany: false };

/** @throws AppError `parameter_invalid` (cursor) */
export async function listConnections(
  redis: RedisClient,
  find: (id: string) => Promise<Connection | undefined>,
  asked: ConnectionQuery,
): Promise<ConnectionPage> {
  const query = withPasted(asked);
  const after = query.cursor === undefined ? undefined : readCursor(query.cursor, query.sort);
  if (query.kind === 'api_account' && query.iclientId !== undefined) return emptyPage;
  const few = await fewToLookAt(redis, query);
  if (few) return listAmong(find, few, query, after);
  const members =
    query.q === undefined || query.q.trim() === ''
      ? await range(redis, query, after)
      : await searched(redis, query, after);
  if (members === 'too_many') return { ...emptyPage, tooMany: true };
  const shown = members.slice(0, query.limit);
  const found = await Promise.all(shown.map((member) => find(idOf(member))));
  const last = members.length > query.limit ? shown.at(-1) : undefined;
  return {
    connections: found.filter((connection) => connection !== undefined),
    nextCursor: last === undefined ? undefined : cursorOf(last, query.sort),
    tooMany: false,
  };
}

/**
 * A pasted address of a store is searched as the store that it names, and that of a shop as its host.
 * A bare hash is a word like others.
 */
function withPasted(query: ConnectionQuery): ConnectionQuery {
  const pasted = parseStoreAddress(query.q ?? '');
  if (pasted.ok && pasted.form !== 'hash')
    return { ...query, q: pasted.storeHash, storeHash: query.storeHash ?? pasted.storeHash };
  const host = /^\s*https?:\/\/([^/?#]+)/i.exec(query.q ?? '')?.[1];
  return host === undefined ? query : { ...query, q: host };
}

/** The connections among which to look, when they are known beforehand. */
async function fewToLookAt(
  redis: RedisClient,
  { ids, storeHash }: ConnectionQuery,
): Promise<readonly string[] | undefined> {
  if (ids || storeHash === undefined) return ids;
  return redis.zrange(keys.connectionsOfStore(storeHash), 0, '-1');
}

/** A page of those connections that match; each of them is read. */
async function listAmong(
  find: (id: string) => Promise<Connection | undefined>,
  ids: readonly string[],
  query: ConnectionQuery,
  after: string | undefined,
): Promise<ConnectionPage> {
  const found = await Promise.all([...new Set(ids)].map(find));
  const matching = found
    .filter((connection) => connection !== undefined)
    .filter((connection) => isAskedFor(connection, query))
    .map((connection) => ({ connection, member: memberOf(connection, query.sort) }));
  const shown = inOrder(matching, after).slice(0, query.limit + 1);
  const last = shown.length > query.limit ? shown.at(query.limit - 1) : undefined;
  return {
    connections: shown.slice(0, query.limit).map(({ connection }) => connection),
    nextCursor: last === undefined ? undefined : cursorOf(last.member, query.sort),
    tooMany: false,
  };
}

function isAskedFor(
  { status, kind, iclientId, companyId, storeHash, name, store }: Connection,
  query: ConnectionQuery,
): boolean {
  const words = searchWords(name, storeHash, store?.name, store?.domain);
  const searched = wordsOf(query.q);
  const isBlank = (query.q ?? '').trim() === '';
  return (
    (isBlank || searched.length > 0) &&
    (query.status === undefined || status === query.status) &&
    (query.kind === undefined || kind === query.kind) &&
    (query.iclientId === undefined || iclientId === query.iclientId) &&
    (query.companyId === undefined || companyId === query.companyId) &&
    (query.storeHash === undefined || storeHash === query.storeHash) &&
    searched.every((word) => words.includes(` ${word}`))
  );
}

/** As the index has it; see `sortValue` of index-lua.ts. */
function memberOf({ id, name, ...times }: Connection, sort: ConnectionSort): string {
  if (sort === 'name') return `${nameKey(name)}\0${id}`;
  const at = (sort === 'updated' ? times.updatedAt : times.lastUsedAt) ?? 0;
  return `${String(9_999_999_999_999 - at).padStart(13, '0')}\0${id}`;
}

/** Bytes are how Redis sorts members, so that a cursor means the same however a page was found. */
function inOrder<T extends { member: string }>(found: T[], after: string | undefined): T[] {
  const start = after === undefined ? undefined : Buffer.from(after);
  return found
    .map((each) => ({ each, bytes: Buffer.from(each.member) }))
    .sort((one, other) => one.bytes.compare(other.bytes))
    .filter(({ bytes }) => start === undefined || bytes.compare(start) > 0)
    .map(({ each }) => each);
}

/** Members after `after`, one more than the page holds. */
function range(
  redis: RedisClient,
  query: ConnectionQuery,
  after: string | undefined,
): Promise<string[]> {
  const from = after === undefined ? '-' : `(${after}`;
  return redis.zrangebylex(listKey(query.sort, query), from, '+', 'LIMIT', 0, query.limit + 1);
}

async function searched(
  redis: RedisClient,
  query: ConnectionQuery,
  after: string | undefined,
): Promise<string[] | 'too_many'> {
  const words = wordsOf(query.q);
  if (words.length === 0) return [];
  const answer = await search(
    redis,
    [wordsKey, listKey(query.sort, query), keys.connection('')],
    [
      searchedAtMost,
      keys.connection(''),
      query.sort,
      query.status ?? '',
      query.kind ?? '',
      query.iclientId ?? '',
      query.companyId ?? '',
      ...words,
    ],
  );
  if (answer === 'too_many') return answer;
  const members = z.array(z.string()).parse(answer);
  return inOrder(
    members.map((member) => ({ member })),
    after,
  ).map(({ member }) => member);
}

function idOf(member: string): string {
  return member.slice(member.indexOf('\0') + 1);
}

/** A cursor is the last member shown, so rows that come or go beside it change nothing. */
function cursorOf(member: string, sort: ConnectionSort): string {
  return Buffer.from(`${sort}\0${member}`).toString('base64url');
}

/** @throws AppError `parameter_invalid` for what this sort cannot have given */
function readCursor(cursor: string, sort: ConnectionSort): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [sortedBy, value, id, ...rest] = text.split('\0');
  const isWhole = value !== undefined && id !== undefined && rest.length === 0;
  const isOwn = Buffer.from(text).toString('base64url') === cursor;
  if (sortedBy !== sort || !isWhole || !isOwn)
    throw new AppError('parameter_invalid', 'The cursor is none that this list gave.', {
      parameter: 'cursor',
    });
  return `${value}\0${id}`;
}
