import type { ConsolePage } from '../../access/access.ts';
import type { CompanyStore } from '../../companies/store.ts';
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
    companies: Pick<CompanyStore, 'find'>;
    connections: Pick<ConnectionStore, 'find'>;
    iclientNames: Map<string, string>;
    page: ConsolePage;
  },
): Promise<Record<string, Thing[]>> {
  const [connections, companies] = await Promise.all([
    namesNow(
      known.connections,
      events.map(({ connectionId }) => connectionId),
    ),
    namesNow(
      known.companies,
      events.map(({ companyId }) => companyId),
    ),
  ]);
  const names = { connections, companies, iclients: known.iclientNames };
  const { store } = known.page.texts.events;
  return Object.fromEntries(
    events.map((event) => {
      const stores = event.storeHash === undefined ? [] : [{ label: store(event.storeHash) }];
      return [event.id, [...mainThing(event, names), ...stores]];
    }),
  );
}

/** What those are called today that are still there, by id. */
async function namesNow(
  store: { find(id: string): Promise<{ id: string; name: string } | undefined> },
  ids: (string | undefined)[],
): Promise<Map<string, string>> {
  const known = new Set(ids.filter((id) => id !== undefined));
  const found = await Promise.all([...known].map((id) => store.find(id)));
  return new Map(found.flatMap((each) => (each ? [[each.id, each.name]] : [])));
}

type Names = Record<'connections' | 'companies' | 'iclients', Map<string, string>>;

function mainThing(event: KeptEvent, names: Names): Thing[] {
  const { kind, connectionId, companyId, iclientId, name } = event;
  if (connectionId !== undefined)
    return [linked('/console/connections', connectionId, name, names.connections)];
  if (companyId !== undefined)
    return [linked('/console/companies', companyId, name, names.companies)];
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
  today: Map<string, string>,
): Thing {
  const label = nameThen ?? today.get(id) ?? id;
  return today.has(id) ? { label, href: `${folder}/${encodeURIComponent(id)}` } : { label };
}
