/** Pages of companies by name: one range of a sorted set, or what a search finds in it. */
import { searchWords, wordsOf } from '../connections/search-words.ts';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { nearestIn, nearestOf, type Place, pageOf } from '../redis/member-pages.ts';
import type { Company, CompanyPage, CompanyQuery } from './company.ts';

/** See `naming` of scripts.ts. */
export const namesKey = `${keys.companyIndex}:names`;
export const wordsKey = `${keys.companyIndex}:words`;

/** With more candidates than these, a page is found sooner by looking at the names in order. */
const fewAtMost = 1_000;

/** @throws AppError `parameter_invalid` (cursor, before) */
export async function listCompanies(
  redis: RedisClient,
  find: (id: string) => Promise<Company | undefined>,
  { q = '', cursor, before, limit }: CompanyQuery,
): Promise<CompanyPage> {
  const place = placeOf(cursor, before);
  const members =
    q.trim() === ''
      ? await nearestIn(redis, namesKey, place, limit + 1)
      : await searched(redis, q.trim(), place, limit + 1);
  const { shown, previous, next } = pageOf(members, place, limit);
  const found = await Promise.all(shown.map((member) => find(idOf(member))));
  return {
    companies: found.filter((company) => company !== undefined),
    previousCursor: cursorOf(previous),
    nextCursor: cursorOf(next),
  };
}

/** The `count` nearest members whose names have all the words, or whose external id `q` is. */
async function searched(
  redis: RedisClient,
  q: string,
  place: Place,
  count: number,
): Promise<string[]> {
  const words = wordsOf(q);
  const named = await redis.hget(keys.companyExternalIds, q);
  const isFound = (member: string) =>
    idOf(member) === named || (words.length > 0 && hasWords(member, words));
  const few = await candidates(redis, words);
  if (few) {
    const members = await membersOf(redis, named === null ? few : [...few, named]);
    const fitting = members.filter(isFound).map((member) => ({ member }));
    return nearestOf(fitting, place)
      .map(({ member }) => member)
      .slice(0, count);
  }
  const found: string[] = [];
  for (let from = place; found.length < count; ) {
    const members = await nearestIn(redis, namesKey, from, fewAtMost);
    found.push(...members.filter(isFound));
    const last = members.at(-1);
    if (last === undefined) break;
    from = place.before === undefined ? { after: last } : { before: last };
  }
  return found.slice(0, count);
}

/** Ids of the companies that have the rarest of the words; undefined when they are too many to look at. */
async function candidates(redis: RedisClient, words: string[]): Promise<string[] | undefined> {
  const counted = await Promise.all(
    words.map(async (word) => ({
      word,
      count: await redis.zlexcount(wordsKey, ...beginningWith(word)),
    })),
  );
  const rarest = counted.sort((one, other) => one.count - other.count)[0];
  if (rarest === undefined) return [];
  if (rarest.count > fewAtMost) return undefined;
  const members = await redis.zrangebylex(wordsKey, ...beginningWith(rarest.word));
  return members.map(idOf);
}

/** No letter or digit comes after the last character there is. */
function beginningWith(word: string): [string, string] {
  return [`[${word}`, `[${word}\u{10ffff}`];
}

async function membersOf(redis: RedisClient, ids: string[]): Promise<string[]> {
  const nameKeys = [...new Set(ids)].map(async (id) => {
    const nameKey = await redis.hget(keys.company(id), 'nameKey');
    return nameKey === null ? [] : [`${nameKey}\0${id}`];
  });
  return (await Promise.all(nameKeys)).flat();
}

/** The words of a name are those of the form by which it is sorted. */
function hasWords(member: string, words: string[]): boolean {
  const its = searchWords(member.slice(0, member.indexOf('\0')));
  return words.every((word) => its.includes(` ${word}`));
}

function idOf(member: string): string {
  return member.slice(member.indexOf('\0') + 1);
}

function placeOf(cursor: string | undefined, before: string | undefined): Place {
  if (before !== undefined) return { before: readCursor(before, 'before') };
  return cursor === undefined ? {} : { after: readCursor(cursor, 'cursor') };
}

/** A cursor is the first or the last member shown. */
function cursorOf(member: string | undefined): string | undefined {
  return member === undefined ? undefined : Buffer.from(member).toString('base64url');
}

/** @throws AppError `parameter_invalid` for what the list cannot have given */
function readCursor(cursor: string, parameter: string): string {
  const member = Buffer.from(cursor, 'base64url').toString();
  const isOwn = Buffer.from(member).toString('base64url') === cursor;
  if (!isOwn || member.split('\0').length !== 2)
    throw new AppError('parameter_invalid', 'The cursor is none that this list gave.', {
      parameter,
    });
  return member;
}
