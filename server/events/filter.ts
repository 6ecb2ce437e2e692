import { type Actor, actorNameOf, type EventKind, type KeptEvent } from './event.ts';

/** What is left out does not narrow; everything given must hold. */
export type EventFilter = {
  connectionId?: string | undefined;
  /** About one of these. */
  connectionIds?: readonly string[] | undefined;
  iclientId?: string | undefined;
  actorKind?: Actor['kind'] | undefined;
  /** Part of the actor's email address, or of the API key's name, whatever its case. */
  actorEmail?: string | undefined;
  kinds?: readonly EventKind[] | undefined;
  /** Milliseconds since 1970; the first that counts, and the first that no longer does. */
  from?: number | undefined;
  to?: number | undefined;
};

export function matches(event: KeptEvent, filter: EventFilter): boolean {
  const { connectionId, connectionIds, iclientId, actorKind, actorEmail, kinds, from, to } = filter;
  const actorName = actorNameOf(event.actor)?.toLowerCase() ?? '';
  return (
    (connectionId === undefined || event.connectionId === connectionId) &&
    (connectionIds === undefined || connectionIds.includes(event.connectionId ?? '')) &&
    (iclientId === undefined || event.iclientId === iclientId) &&
    (actorKind === undefined || event.actor.kind === actorKind) &&
    (actorEmail === undefined || actorName.includes(actorEmail.toLowerCase())) &&
    (kinds === undefined || kinds.includes(event.kind)) &&
    (from === undefined || event.at >= from) &&
    (to === undefined || event.at < to)
  );
}
