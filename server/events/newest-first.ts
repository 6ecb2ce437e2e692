/**
 * Reads the streams of events as one, the newest first, or back from a position. Within a millisecond ids
 * have a sequence number; where several streams have the same id, the trail's comes first.
 */
import type { RedisClient } from '../redis/connect.ts';
import type { KeptEvent } from './event.ts';
import {
  type EventStream,
  eventStreams,
  isOlder,
  millisecond,
  readEntry,
  withoutMark,
} from './streams.ts';

const chunk = 500;

/** The place of an event in the merged order, as a page's address has it: `1700000000000-0`, with the mark of its stream. */
export type EventPosition = string & { readonly position: true };

/** Undefined when the text is no position. */
export function parsePosition(text: string): EventPosition | undefined {
  return /^\d{1,15}-\d{1,18}[lrs]?$/.test(text) ? (text as EventPosition) : undefined;
}

export function positionOf({ id }: KeptEvent): EventPosition {
  return id as EventPosition;
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
  // Redis knows no time before 1970.
  const start = since === undefined ? '-' : String(Math.max(0, since));
  const range = { from: endOf(after, until), to: start, goesBack: false };
  for await (const event of merged(redis, range)) {
    if (after === undefined || isOlder(event.id, after)) yield event;
  }
}

/** Everything with time < `until` (ms since 1970) that comes before a position, the nearest first. */
export async function* backFrom(
  redis: RedisClient,
  { before, until }: { before: EventPosition; until?: number | undefined },
): AsyncGenerator<KeptEvent> {
  const range = { from: withoutMark(before), to: endOf(undefined, until), goesBack: true };
  for await (const event of merged(redis, range)) {
    if (isOlder(before, event.id)) yield event;
  }
}

/** Ids of entries: the range begins at `from`, which is the later one unless it goes back. */
type Range = { from: string; to: string; goesBack: boolean };

async function* merged(redis: RedisClient, range: Range): AsyncGenerator<KeptEvent> {
  const streams = eventStreams.map((stream) => entries(redis, stream, range));
  const heads = await Promise.all(streams.map(next));
  for (;;) {
    const first = firstOf(heads, range);
    const stream = streams[first];
    const event = heads[first];
    if (!event || !stream) return;
    heads[first] = await next(stream);
    yield event;
  }
}

async function* entries(
  redis: RedisClient,
  stream: EventStream,
  { from: begin, to, goesBack }: Range,
): AsyncGenerator<KeptEvent> {
  let from = begin;
  for (;;) {
    const found = goesBack
      ? await redis.xrange(stream.key, from, to, 'COUNT', chunk)
      : await redis.xrevrange(stream.key, from, to, 'COUNT', chunk);
    // The entry that a chunk ends with is the first of the next one.
    for (const entry of found) {
      if (from === begin || entry[0] !== from) yield readEntry(entry, stream);
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

/** Where the next one is; anywhere when there is none left. */
function firstOf(heads: (KeptEvent | undefined)[], { goesBack }: Range): number {
  return heads.reduce((first, head, at) => {
    const best = heads[first];
    if (!head || !best) return head ? at : first;
    return isOlder(best.id, head.id) === goesBack ? first : at;
  }, 0);
}

function endOf(after: EventPosition | undefined, until: number | undefined): string {
  // A range that ends with a millisecond has all of it, whatever the sequence number.
  if (after === undefined) return until === undefined ? '+' : String(Math.max(0, until - 1));
  return until !== undefined && until <= millisecond(after)
    ? String(Math.max(0, until - 1))
    : withoutMark(after);
}
