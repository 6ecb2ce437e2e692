/**
 * Reads the streams of events as one, the newest first. Within a millisecond ids have a sequence
 * number; where several streams have the same id, the trail's comes first.
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
  const end = endOf(after, until);
  const streams = eventStreams.map((stream) => entries(redis, stream, { start, end }));
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
  stream: EventStream,
  { start, end }: { start: string; end: string },
): AsyncGenerator<KeptEvent> {
  let from = end;
  for (;;) {
    const found = await redis.xrevrange(stream.key, from, start, 'COUNT', chunk);
    // The entry that a chunk ends with is the first of the next one.
    for (const entry of found) {
      if (from === end || entry[0] !== from) yield readEntry(entry, stream);
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

/** Where the newest is; anywhere when there is none left. */
function newestOf(heads: (KeptEvent | undefined)[]): number {
  return heads.reduce((newest, head, at) => {
    const best = heads[newest];
    return head && (!best || isOlder(best.id, head.id)) ? at : newest;
  }, 0);
}

function endOf(after: EventPosition | undefined, until: number | undefined): string {
  // A range that ends with a millisecond has all of it, whatever the sequence number.
  if (after === undefined) return until === undefined ? '+' : String(Math.max(0, until - 1));
  return until !== undefined && until <= millisecond(after)
    ? String(Math.max(0, until - 1))
    : withoutMark(after);
}
