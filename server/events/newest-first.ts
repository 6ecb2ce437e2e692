/**
 * Reads the trail and the refusals as one, the newest first. Within a millisecond ids have a
 * sequence number; where both streams have the same id, the trail's comes first.
 */
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Event, KeptEvent } from './event.ts';

const chunk = 500;

/** The place of an event in the merged order, as a page's address has it: `1700000000000-0`, with an `r` when refused. */
export type EventPosition = string & { readonly position: true };

/** Undefined when the text is no position. */
export function parsePosition(text: string): EventPosition | undefined {
  return /^\d{1,15}-\d{1,18}r?$/.test(text) ? (text as EventPosition) : undefined;
}

export function positionOf({ id }: KeptEvent): EventPosition {
  return id as EventPosition;
}

/** Ids of refusals end in `r`, so that no two events have the same. */
export function readEntry([id, fields]: [string, string[]]): KeptEvent {
  return { ...(JSON.parse(fields[1] ?? '{}') as Event), id, at: millisecond(id) };
}

/** Everything in `since` <= time < `until` (ms since 1970) that comes after a position, if one is given. */
export async function* newestFirst(
  redis: RedisClient,
  {
    after,
    since,
    until,
  }: {
    after?: EventPosition | undefined;
    since?: number | undefined;
    until?: number | undefined;
  },
): AsyncGenerator<KeptEvent> {
  const start = since === undefined ? '-' : String(since);
  const end = endOf(after, until);
  const streams = [
    entries(redis, keys.events, { start, end }),
    entries(redis, keys.refusals, { start, end }, 'r'),
  ];
  const heads = await Promise.all(streams.map(next));
  for (;;) {
    const newest = newestOf(heads);
    const stream = streams[newest];
    const event = heads[newest];
    if (!event || !stream) return;
    heads[newest] = await next(stream);
    if (after === undefined || isOlder(event.id, after)) yield event;
  }
}

async function* entries(
  redis: RedisClient,
  key: string,
  { start, end }: { start: string; end: string },
  mark = '',
): AsyncGenerator<KeptEvent> {
  let from = end;
  for (;;) {
    const found = await redis.xrevrange(key, from, start, 'COUNT', chunk);
    // The entry that a chunk ends with is the first of the next one.
    for (const [id, fields] of found) {
      if (from === end || id !== from) yield readEntry([`${id}${mark}`, fields]);
    }
    const last = found.at(-1)?.[0];
    if (found.length < chunk || last === undefined) return;
    from = last;
  }
}

async function next(stream: AsyncGenerator<KeptEvent>): Promise<KeptEvent | undefined> {
  const { value, done } = await stream.next();
  return done ? undefined : value;
}

function newestOf(heads: (KeptEvent | undefined)[]): number {
  const [trail, refusal] = heads;
  if (!trail) return 1;
  return refusal && isOlder(trail.id, refusal.id) ? 1 : 0;
}

function endOf(after: EventPosition | undefined, until: number | undefined): string {
  // A range that ends with a millisecond has all of it, whatever the sequence number.
  if (after === undefined) return until === undefined ? '+' : String(Math.max(0, until - 1));
  return until !== undefined && until <= millisecond(after)
    ? String(Math.max(0, until - 1))
    : after.replace('r', '');
}

/** Whether the first comes after the second in the merged order. */
function isOlder(id: string, than: string): boolean {
  if (millisecond(id) !== millisecond(than)) return millisecond(id) < millisecond(than);
  if (sequence(id) !== sequence(than)) return sequence(id) < sequence(than);
  return id.endsWith('r') && !than.endsWith('r');
}

function millisecond(id: string): number {
  return Number(id.split('-', 1)[0]);
}

function sequence(id: string): number {
  return Number(id.split('-')[1]?.replace('r', '') ?? 0);
}
