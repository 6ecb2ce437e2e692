import type { Logger } from 'pino';
import type { RedisClient } from '../redis/connect.ts';
import type { EventStore } from './store.ts';

/**
 * Tells Redis how many events the trail keeps, at each connection: a Redis that was replaced
 * meanwhile does not know it. Until it is told, the trail keeps the default number.
 */
export function keepEventsBounded(
  { redis, events, log }: { redis: RedisClient; events: EventStore; log: Logger },
  kept: number,
): void {
  redis.on('ready', () => {
    events.keepAtMost(kept).catch((err: unknown) => {
      log.warn({ err }, 'Redis was not told how many events to keep; it keeps as many as before.');
    });
  });
}
