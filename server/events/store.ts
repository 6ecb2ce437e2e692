/**
 * The audit trail, a bounded stream in Redis. Events are written by the same script that makes the
 * change they tell of (see `appendEvent`), so that there is never one without the other.
 *
 * Refusals have a stream of their own: whoever sends rubbish pushes out other rubbish, and no change.
 */
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Event, KeptEvent } from './event.ts';
import { type EventFilter, matches } from './filter.ts';
import { type EventPosition, newestFirst, positionOf, readEntry } from './newest-first.ts';

export { appendEvent } from './append-event.ts';

export type EventPage = {
  events: KeptEvent[];
  /** Where the next page starts; undefined when there is nothing older. */
  next: EventPosition | undefined;
};

export type EventStore = {
  /** The newest of the trail first, at most `count`; without refusals. */
  latest(count: number): Promise<KeptEvent[]>;
  /** The newest that match, refusals among them by their time. */
  page(
    filter: EventFilter,
    { after, limit }: { after?: EventPosition | undefined; limit: number },
  ): Promise<EventPage>;
  /** All that match, the newest first, read little by little. */
  all(filter: EventFilter): AsyncGenerator<KeptEvent>;
  /** The newest `count` about one connection, for its page. */
  eventsOf(connectionId: string, count: number): Promise<KeptEvent[]>;
  /** Keeps a refusal that changed nothing. Sent twice, it may be there twice. */
  recordRefusal(event: Event): Promise<void>;
  /** Tells every process how many events the trail keeps. */
  keepAtMost(count: number): Promise<void>;
};

const refusalsKept = 2_000;

export function createEventStore({ redis }: { redis: RedisClient }): EventStore {
  async function* all(filter: EventFilter, after?: EventPosition): AsyncGenerator<KeptEvent> {
    for await (const event of newestFirst(redis, { after, until: filter.to, since: filter.from })) {
      if (matches(event, filter)) yield event;
    }
  }

  const page: EventStore['page'] = async (filter, { after, limit }) => {
    const events: KeptEvent[] = [];
    for await (const event of all(filter, after)) {
      const last = events.at(-1);
      if (last && events.length === limit) return { events, next: positionOf(last) };
      events.push(event);
    }
    return { events, next: undefined };
  };

  return {
    async latest(count) {
      const entries = await redis.xrevrange(keys.events, '+', '-', 'COUNT', count);
      return entries.map(readEntry);
    },
    page,
    all: (filter) => all(filter),
    async eventsOf(connectionId, count) {
      return (await page({ connectionId }, { limit: count })).events;
    },
    async recordRefusal(event) {
      const json = JSON.stringify(event);
      await redis.xadd(keys.refusals, 'MAXLEN', '~', refusalsKept, '*', 'event', json);
    },
    async keepAtMost(count) {
      await redis.set(keys.eventsKept, count);
    },
  };
}
