import type { Actor, EventKind, KeptEvent } from './event.ts';

/** What is left out does not narrow; everything given must hold. */
export type EventFilter = {
  connectionId?: string | undefined;
  iclientId?: string | undefined;
  actorKind?: Actor['kind'] | undefined;
  /** Part of the actor's email address, whatever its case. */
  actorEmail?: string | undefined;
  kinds?: readonly EventKind[] | undefined;
  /** Milliseconds since 1970; the first that counts, and the first that no longer does. */
  from?: number | undefined;
  to?: number | undefined;
};

export function matches(event: KeptEvent, filter: EventFilter): boolean {
  const { connectionId, iclientId, actorKind, actorEmail, kinds, from, to } = filter;
  const email = 'email' in event.actor ? event.actor.email.toLowerCase() : '';
  return (
    (connectionId === undefined || event.connectionId === connectionId) &&
    (iclientId === undefined || event.iclientId === iclientId) &&
    (actorKind === undefined || event.actor.kind === actorKind) &&
    (actorEmail === undefined || email.includes(actorEmail.toLowerCase())) &&
    (kinds === undefined || kinds.includes(event.kind)) &&
    (from === undefined || event.at >= from) &&
    (to === undefined || event.at < to)
  );
}
