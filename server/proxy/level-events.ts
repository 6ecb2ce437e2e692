import type { Logger } from 'pino';
import type { ConnectionStore } from '../connections/store.ts';
import type { EventStore } from '../events/store.ts';

/** Keeps among the events that a connection may make fewer, or again more, calls at once. */
export function levelEvents(deps: {
  connections: Pick<ConnectionStore, 'find'>;
  events: Pick<EventStore, 'recordLevelChange'>;
  log: Logger;
}): (connectionId: string, from: number, to: number) => void {
  const tell = async (connectionId: string, from: number, to: number) => {
    const connection = await deps.connections.find(connectionId);
    await deps.events.recordLevelChange({
      kind: to < from ? 'connection.slowed_down' : 'connection.sped_up',
      actor: { kind: 'service' },
      address: '',
      connectionId,
      level: to,
      ...(connection ? { storeHash: connection.storeHash, name: connection.name } : {}),
    });
  };
  return (connectionId, from, to) =>
    void tell(connectionId, from, to).catch((err: unknown) => {
      deps.log.warn({ err, connectionId }, 'A change of level is not among the events.');
    });
}
