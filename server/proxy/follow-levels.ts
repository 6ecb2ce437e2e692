import type { ConnectionStore } from '../connections/store.ts';
import type { Channels } from '../redis/channels.ts';
import { channels as names } from '../redis/keys.ts';
import type { Slots } from './slots/slots.ts';

/**
 * Tells the slots when somebody changes the level of a connection for which calls wait. Each call
 * brings the level as it comes; those that came before would wait by an old one.
 */
export function followLevels(deps: {
  connections: Pick<ConnectionStore, 'find'>;
  channels: Pick<Channels, 'on'>;
  slots: Pick<Slots, 'state' | 'setLevel'>;
}): void {
  const readAgain = async (id: string) => {
    const connection = await deps.connections.find(id);
    if (connection && 'level' in connection.concurrency)
      deps.slots.setLevel({ id, level: connection.concurrency.level });
  };
  deps.channels.on(names.changes, (message) => {
    if (!message.startsWith('connection:')) return;
    const id = message.slice('connection:'.length);
    // The next call brings it, if it cannot be read.
    if (deps.slots.state(id).waiting > 0) readAgain(id).catch(() => undefined);
  });
}
