/**
 * The audit trail, a bounded stream in Redis. Events are written by the same script that makes the
 * change they tell of (see `appendEvent`), so that there is never one without the other.
 *
 * Refusals have streams of their own: whoever sends rubbish pushes out other rubbish, and no change. So
 * have changes of levels, of which a busy connection makes thousands.
 */
import { createHash } from 'node:crypto';
import { isSimulated } from '../iclients/iclient.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { pageOf } from '../redis/member-pages.ts';
import { redisScript } from '../redis/script.ts';
import { appendEvent, keptOfConnection } from './append-event.ts';
import type { Event, KeptEvent, LevelChange, Refusal } from './event.ts';
import { type EventFilter, matches } from './filter.ts';
import { backFrom, type EventPosition, newestFirst, positionOf } from './newest-first.ts';
import { findEvent, isOlder, readEntry, streamApart, trail } from './streams.ts';

export { appendEvent } from './append-event.ts';

export type EventPage = {
  events: KeptEvent[];
  /** Before which the page of newer ones ends; undefined when there is nothing newer. */
  previous: EventPosition | undefined;
  /** Where the next page starts; undefined when there is nothing older. */
  next: EventPosition | undefined;
};

/** After a position, before one, or from the newest. */
export type EventPlace = {
  after?: EventPosition | undefined;
  before?: EventPosition | undefined;
};

export type EventStore = {
  /** The newest of the trail first, at most `count`; without what is kept apart. */
  latest(count: number): Promise<KeptEvent[]>;
  /**
   * The newest that match, what is kept apart among them by its time. A filter is compared with one event
   * after the other, so one that matches little reads all that is kept in its time.
   */
  page(filter: EventFilter, place: EventPlace & { limit: number }): Promise<EventPage>;
  /** All that match, the newest first, read little by little. */
  all(filter: EventFilter): AsyncGenerator<KeptEvent>;
  /**
   * The newest `count` about one connection, for its page: no more than `keptOfConnection`, however
   * many there are, so that reading them takes as long in a long trail as in a short one.
   */
  eventsOf(connectionId: string, count: number): Promise<KeptEvent[]>;
  /** Keeps what changed no record. Sent twice, it may be there twice. */
  record(event: Event): Promise<void>;
  /**
   * As `record`, for what a program may do again and again: once a minute for each actor, kind and
   * connection, so that it pushes nothing else out.
   */
  recordOnceAMinute(event: Event): Promise<void>;
  /** Keeps a refusal that changed nothing. Sent twice, it may be there twice. */
  recordRefusal(event: Refusal): Promise<void>;
  /** Keeps that a connection's level went down or up. Sent twice, it may be there twice. */
  recordLevelChange(event: LevelChange): Promise<void>;
  /** Tells every process how many events the trail keeps. */
  keepAtMost(count: number): Promise<void>;
};

/** Of each sort that is kept apart. */
const keptApart = 2_000;
/** How long a connection's page goes on showing them, seconds. */
const shownApart = 30 * 24 * 60 * 60;

/** KEYS events · ARGV event */
const append = redisScript(`${appendEvent} appendEvent(KEYS[1], ARGV[1])`);
/** KEYS events, mark that it was told · ARGV event */
const appendOnceAMinute = redisScript(`
  ${appendEvent}
  if redis.call('SET', KEYS[2], '1', 'NX', 'EX', 60) then appendEvent(KEYS[1], ARGV[1]) end
`);
/** KEYS list · ARGV event's id, how many are kept, seconds */
const noteApart = redisScript(`
  redis.call('LPUSH', KEYS[1], ARGV[1])
  redis.call('LTRIM', KEYS[1], 0, ARGV[2] - 1)
  redis.call('EXPIRE', KEYS[1], ARGV[3])
`);

export function createEventStore({ redis }: { redis: RedisClient }): EventStore {
  async function* all(filter: EventFilter, place: EventPlace = {}): AsyncGenerator<KeptEvent> {
    const { before, after } = place;
    const { from: since, to: until } = filter;
    const read =
      before === undefined
        ? newestFirst(redis, { after, since, until })
        : backFrom(redis, { before, until });
    for await (const event of read) {
      if (matches(event, filter)) yield event;
    }
  }

  const page: EventStore['page'] = async (filter, { limit, ...place }) => {
    const nearest: KeptEvent[] = [];
    for await (const event of all(filter, place)) {
      nearest.push(event);
      if (nearest.length > limit) break;
    }
    const { shown, previous, next } = pageOf(nearest, place, limit);
    return {
      events: shown,
      previous: previous && positionOf(previous),
      next: next && positionOf(next),
    };
  };

  async function recordApart(event: Refusal | LevelChange, listOf: (id: string) => string) {
    // Refused on purpose; see `appendEvent`.
    if (isSimulated(event.iclientId ?? '')) return;
    const { key, mark } = streamApart(event);
    const json = JSON.stringify(event);
    const id = await redis.xadd(key, 'MAXLEN', '~', keptApart, '*', 'event', json);
    const { connectionId } = event;
    if (connectionId === undefined) return;
    await noteApart(redis, [listOf(connectionId)], [`${id}${mark}`, keptOfConnection, shownApart]);
  }

  return {
    async latest(count) {
      const entries = await redis.xrevrange(keys.events, '+', '-', 'COUNT', count);
      return entries.map((entry) => readEntry(entry, trail));
    },
    page,
    all: (filter) => all(filter),
    async eventsOf(connectionId, count) {
      const lists = [keys.connectionEvents, keys.connectionLevelChanges, keys.connectionRefusals];
      const read = lists.map((listOf) => redis.lrange(listOf(connectionId), 0, count - 1));
      const ids = (await Promise.all(read)).flat();
      const latest = ids.sort((a, b) => (isOlder(a, b) ? 1 : -1)).slice(0, count);
      const found = await Promise.all(latest.map((id) => findEvent(redis, id)));
      return found.filter((event) => event !== undefined);
    },
    async record(event) {
      await append(redis, [keys.events], [JSON.stringify(event)]);
    },
    async recordOnceAMinute(event) {
      const { kind, actor, connectionId } = event;
      const same = createHash('sha256').update(JSON.stringify([kind, actor, connectionId]));
      const told = keys.toldEvent(same.digest('base64url'));
      await appendOnceAMinute(redis, [keys.events, told], [JSON.stringify(event)]);
    },
    recordRefusal: (event) => recordApart(event, keys.connectionRefusals),
    recordLevelChange: (event) => recordApart(event, keys.connectionLevelChanges),
    async keepAtMost(count) {
      await redis.set(keys.eventsKept, count);
    },
  };
}
