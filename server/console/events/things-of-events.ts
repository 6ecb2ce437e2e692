import type { ConsolePage } from '../../access/access.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import type { KeptEvent } from '../../events/event.ts';

/** A thing that an event is about; without `href` when it is gone. */
type Thing = { label: string; href?: string };

/**
 * What each event is about, by the event's id. Names are those of the time, and those of today where
 * none was noted.
 */
export async function thingsOf(
  events: KeptEvent[],
  known: {
    connections: Pick<ConnectionStore, 'find'>;
    iclientNames: Map<string, string>;
    page: ConsolePage;
  },
): Promise<Record<string, Thing[]>> {
  const ids = [...new Set(events.flatMap(({ connectionId }) => connectionId ?? []))];
  const found = await Promise.all(ids.map((id) => known.connections.find(id)));
  const connectionNames = new Map(
    found.flatMap((each) => (each ? [[each.id, each.name] as const] : [])),
  );
  const names = { connections: connectionNames, iclients: known.iclientNames };
  const { store } = known.page.texts.events;
  return Object.fromEntries(
    events.map((event) => {
      const stores = event.storeHash === undefined ? [] : [{ label: store(event.storeHash) }];
      return [event.id, [...mainThing(event, names), ...stores]];
    }),
  );
}

type Names = { connections: Map<string, string>; iclients: Map<string, string> };

function mainThing({ kind, connectionId, iclientId, name }: KeptEvent, names: Names): Thing[] {
  if (connectionId !== undefined)
    return [linked('/console/connections', connectionId, name, names.connections)];
  // In events of other kinds the name is not the iClient's.
  const ownName = kind.startsWith('iclient.') ? name : undefined;
  if (iclientId !== undefined)
    return [linked('/console/iclients', iclientId, ownName, names.iclients)];
  return name === undefined ? [] : [{ label: name }];
}

function linked(
  folder: string,
  id: string,
  nameThen: string | undefined,
  namesNow: Map<string, string>,
): Thing {
  const label = nameThen ?? namesNow.get(id) ?? id;
  return namesNow.has(id) ? { label, href: `${folder}/${encodeURIComponent(id)}` } : { label };
}
