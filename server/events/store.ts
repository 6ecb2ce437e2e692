/**
 * The audit trail, a bounded stream in Redis. Events are written by the same script that makes the
 * change they tell of (see `appendEvent`), so that there is never one without the other.
 */
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { type Event, eventsKept, type KeptEvent } from './event.ts';

export type EventStore = {
  /** The newest first, at most `count`. */
  latest(count: number): Promise<KeptEvent[]>;
};

/** Lua for scripts of other stores: `appendEvent(streamKey, eventJson)`. */
export const appendEvent = `
  local function appendEvent(stream, event)
    redis.call('XADD', stream, 'MAXLEN', '~', ${eventsKept}, '*', 'event', event)
  end
`;

export function createEventStore({ redis }: { redis: RedisClient }): EventStore {
  return {
    async latest(count) {
      const entries = await redis.xrevrange(keys.events, '+', '-', 'COUNT', count);
      return entries.map(([id, fields]) => ({
        ...(JSON.parse(fields[1] ?? '{}') as Event),
        id,
        at: Number(id.split('-', 1)[0]),
      }));
    },
  };
}
