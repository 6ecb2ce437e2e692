/** One line of the audit trail: who did what to which thing, when and from where. Never a secret. */
export type Event = {
  kind:
    | 'connection.installed'
    | 'connection.reinstalled'
    | 'connection.uninstalled'
    | 'connection.uninstall_ignored'
    | 'store_user.added'
    | 'store_user.removed'
    | 'store_user.removal_ignored';
  /** The BigCommerce user whom the callback names: who installed, opened or uninstalled, or was removed. */
  user: { id: string; email: string };
  connectionId: string;
  iclientId: string;
  storeHash: string;
  /** The address that the request came from. */
  address: string;
};

/** An event as it was kept, with its id in the trail and its time by Redis' clock (ms since 1970). */
export type KeptEvent = Event & { id: string; at: number };

/** How many events are kept; the oldest go first. */
export const eventsKept = 10_000;
