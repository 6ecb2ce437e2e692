/**
 * Pages of sorted sets whose members all have the score 0, and so are sorted by their bytes. A page is
 * known by the member before or after it, so that what comes or goes elsewhere changes nothing.
 */
import type { RedisClient } from './connect.ts';

/** After a member, before one, or from the beginning. */
export type Place = { after?: string | undefined; before?: string | undefined };

/** The `count` members that are nearest to the place; before a member, the last of them first. */
export function nearestIn(
  redis: RedisClient,
  key: string,
  { after, before }: Place,
  count: number,
): Promise<string[]> {
  if (before !== undefined) return redis.zrevrangebylex(key, `(${before}`, '-', 'LIMIT', 0, count);
  const from = after === undefined ? '-' : `(${after}`;
  return redis.zrangebylex(key, from, '+', 'LIMIT', 0, count);
}

/** The same of what was read already. */
export function nearestOf<T extends { member: string }>(read: T[], { after, before }: Place): T[] {
  const bound = before ?? after;
  const start = bound === undefined ? undefined : Buffer.from(bound);
  const away = before === undefined ? 1 : -1;
  return read
    .map((each) => ({ each, bytes: Buffer.from(each.member) }))
    .sort((one, other) => away * one.bytes.compare(other.bytes))
    .filter(({ bytes }) => start === undefined || away * bytes.compare(start) > 0)
    .map(({ each }) => each);
}

/** What a page of any list shows, in order; `previous` and `next` are those to go on before and after. */
export type ShownPage<T> = { shown: T[]; previous: T | undefined; next: T | undefined };

/** @param nearest one more than the page holds, where there are so many */
export function pageOf<T>(nearest: T[], place: Place, limit: number): ShownPage<T> {
  const goesBack = place.before !== undefined;
  const shown = nearest.slice(0, limit);
  if (goesBack) shown.reverse();
  const isMore = nearest.length > limit;
  const isLater = place.after !== undefined;
  return {
    shown,
    previous: (goesBack ? isMore : isLater) ? shown[0] : undefined,
    next: goesBack || isMore ? shown.at(-1) : undefined,
  };
}
