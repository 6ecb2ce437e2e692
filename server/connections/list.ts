/** Pages of connections: one range of a sorted set, or the few that a search has to look at. */
import { z } from 'zod';
import { parseStoreAddress } from '../bigcommerce/store-address.ts';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { nearestIn, nearestOf, type Place, pageOf } from '../redis/member-pages.ts';
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
 * The rarest word or the filter, whichever has fewer, gives the candidates: the first ones when there are
 * too many, which are those with the whole word or the first in the list. Answers 1 when there are too many
 * or else 0, then the members of the list that match.
 */
const search = redisScript(`
  ${sortValue}
  local most, prefix, sort, status, kind, iclientId, companyId = unpack(ARGV, 1, 7)
  local fewest, rarest = redis.call('ZCARD', KEYS[2]), nil
  for i = 8, #ARGV do
    local count = redis.call('ZLEXCOUNT', KEYS[1], '[' .. ARGV[i], '[' .. ARGV[i] .. '\\255')
    if count < fewest then fewest, rarest = count, ARGV[i] end
  end
  local members = rarest
    and redis.call('ZRANGEBYLEX', KEYS[1], '[' .. rarest, '[' .. rarest .. '\\255', 'LIMIT', 0, most)
    or redis.call('ZRANGE', KEYS[2], 0, most - 1)
  local seen, found = {}, {fewest > tonumber(most) and 1 or 0}
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

const emptyPage: ConnectionPage = {
  connections: [],
  previousCursor: undefined,
  nextCursor: undefined,
  tooMany: false,
};

/** @throws AppError `parameter_invalid` (cursor, before) */
export async function listConnections(
  redis: RedisClient,
  find: (id: string) => Promise<Connection | undefined>,
  asked: ConnectionQuery,
): Promise<ConnectionPage> {
  const query = withPasted(asked);
  const place = placeOf(query);
  if (query.kind === 'api_account' && query.iclientId !== undefined) return emptyPage;
  const few = await fewToLookAt(redis, query);
  if (few) return listAmong(find, few, query, place);
  const { members, tooMany } =
    query.q === undefined || query.q.trim() === ''
      ? await listed(redis, query, place)
      : await searched(redis, query, place);
  const { shown, previous, next } = pageOf(members, place, query.limit);
  const found = await Promise.all(shown.map((member) => find(idOf(member))));
  return {
    connections: found.filter((connection) => connection !== undefined),
    previousCursor: cursorOf(previous, query.sort),
    nextCursor: cursorOf(next, query.sort),
    tooMany,
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
  place: Place,
): Promise<ConnectionPage> {
  const found = await Promise.all([...new Set(ids)].map(find));
  const matching = found
    .filter((connection) => connection !== undefined)
    .filter((connection) => isAskedFor(connection, query))
    .map((connection) => ({ connection, member: memberOf(connection, query.sort) }));
  const { shown, previous, next } = pageOf(nearestOf(matching, place), place, query.limit);
  return {
    connections: shown.map(({ connection }) => connection),
    previousCursor: cursorOf(previous?.member, query.sort),
    nextCursor: cursorOf(next?.member, query.sort),
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

/** Members of a list, the nearest first. */
type Members = { members: string[]; tooMany: boolean };

async function listed(redis: RedisClient, query: ConnectionQuery, place: Place): Promise<Members> {
  const key = listKey(query.sort, query);
  return { members: await nearestIn(redis, key, place, query.limit + 1), tooMany: false };
}

async function searched(
  redis: RedisClient,
  query: ConnectionQuery,
  place: Place,
): Promise<Members> {
  const words = wordsOf(query.q);
  if (words.length === 0) return { members: [], tooMany: false };
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
  const [tooMany, ...found] = z.tuple([z.number()], z.string()).parse(answer);
  const nearest = nearestOf(
    found.map((member) => ({ member })),
    place,
  );
  return { members: nearest.map(({ member }) => member), tooMany: tooMany === 1 };
}

function idOf(member: string): string {
  return member.slice(member.indexOf('\0') + 1);
}

/** A cursor is the first or the last member shown, so rows that come or go beside it change nothing. */
function cursorOf(member: string | undefined, sort: ConnectionSort): string | undefined {
  return member === undefined ? undefined : Buffer.from(`${sort}\0${member}`).toString('base64url');
}

function placeOf({ cursor, before, sort }: ConnectionQuery): Place {
  if (before !== undefined) return { before: readCursor(before, sort, 'before') };
  return cursor === undefined ? {} : { after: readCursor(cursor, sort, 'cursor') };
}

/** @throws AppError `parameter_invalid` for what this sort cannot have given */
function readCursor(cursor: string, sort: ConnectionSort, parameter: string): string {
  const text = Buffer.from(cursor, 'base64url').toString();
  const [sortedBy, value, id, ...rest] = text.split('\0');
  const isWhole = value !== undefined && id !== undefined && rest.length === 0;
  const isOwn = Buffer.from(text).toString('base64url') === cursor;
  if (sortedBy !== sort || !isWhole || !isOwn)
    throw new AppError('parameter_invalid', 'The cursor is none that this list gave.', {
      parameter,
    });
  return `${value}\0${id}`;
}
