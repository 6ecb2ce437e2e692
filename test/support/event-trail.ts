/** Events for tests, kept by the same Lua as everybody's. */
import { createHash } from 'node:crypto';
import type { Event, KeptEvent } from '../../server/events/event.ts';
import { appendEvent } from '../../server/events/store.ts';
import { keys } from '../../server/redis/keys.ts';
import { redisScript } from '../../server/redis/script.ts';
import type { Connector } from './connector.ts';

const append = redisScript(`
  ${appendEvent}
  for _, event in ipairs(ARGV) do appendEvent(KEYS[1], event) end
`);

/** The id of a connection that there is not, the same for the same word. */
export function madeUpConnectionId(word: string): string {
  return `cn_${createHash('sha256').update(word).digest('hex').slice(0, 24)}`;
}

export function madeUpEvent(fields: Partial<Event> = {}): Event {
  return {
    kind: 'connection.changed',
    actor: { kind: 'user', id: 'us_1', email: 'ada@example.com' },
    address: '192.0.2.1',
    ...fields,
  };
}

/** The newest of the trail that are about connections, which none of those of a start is. */
export async function latestOfConnections(
  { service }: Pick<Connector, 'service'>,
  count: number,
): Promise<KeptEvent[]> {
  const events = await service.deps.events.latest(count);
  return events.filter(({ connectionId }) => connectionId !== undefined);
}

/** Adds events to the trail, the last one being the newest. */
export async function addEvents(connector: Connector, events: Event[]): Promise<void> {
  for (let from = 0; from < events.length; from += 500) {
    const chunk = events.slice(from, from + 500).map((event) => JSON.stringify(event));
    await append(connector.service.deps.redis, [keys.events], chunk);
  }
}
