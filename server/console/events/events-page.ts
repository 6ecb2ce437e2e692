/** What the events page shows. */
import type { ConsolePage } from '../../access/access.ts';
import type { CompanyStore } from '../../companies/store.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import { eventKinds } from '../../events/event.ts';
import type { EventFilter } from '../../events/filter.ts';
import type { EventPage, EventPlace, EventStore } from '../../events/store.ts';
import type { FieldError } from '../../http/form-fields.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { withLabels } from '../../iclients/labels.ts';
import type { IClientStore } from '../../iclients/store.ts';
import { momentsIn } from '../../language/moments.ts';
import {
  actorKinds,
  type FilterErrors,
  type FilterValues,
  filterNames,
  kindGroups,
} from './event-filters.ts';
import { thingsOf } from './things-of-events.ts';

export type EventsPageDeps = {
  events: Pick<EventStore, 'page' | 'all'>;
  companies: Pick<CompanyStore, 'find'>;
  connections: Pick<ConnectionStore, 'find' | 'findByName'>;
  iclients: Pick<IClientStore, 'list'>;
};

const pageSize = 50;
const nothing: EventPage = { events: [], previous: undefined, next: undefined };

/**
 * What the template needs, or where the page of the newest events is when it was come back to.
 * @param asked `errors` mean that nothing is looked for
 */
export async function eventsPage(
  deps: EventsPageDeps,
  page: ConsolePage,
  asked: {
    filter: EventFilter;
    values: FilterValues;
    errors: FilterErrors;
    place: EventPlace;
  },
): Promise<{ drawn: object } | { newest: string }> {
  const { filter, values, errors, place } = asked;
  const wrong = Object.keys(errors).length > 0;
  const [found, iclients] = await Promise.all([
    wrong ? nothing : deps.events.page(filter, { ...place, limit: pageSize }),
    deps.iclients.list(),
  ]);
  const links = linksFor(values, found, wrong);
  if (place.before && !found.previous) return { newest: links.newest };
  const { events } = found;
  const iclientNames = new Map(iclients.map(({ id, name }) => [id, name]));
  const isNewest = place.after === undefined && place.before === undefined;
  const drawn = {
    page,
    values,
    filtered: filterNames.some((name) => values[name] !== ''),
    errors: messagesFor(page, errors),
    choices: choicesFor(page, iclients, values.iclient),
    events,
    moment: momentsIn(page.language, 'second'),
    things: await thingsOf(events, { ...deps, iclientNames, page }),
    links: { ...links, newest: isNewest ? undefined : links.newest },
  };
  return { drawn };
}

function messagesFor({ texts }: ConsolePage, errors: FilterErrors): FieldError[] {
  return filterNames.flatMap((name) => {
    const error = errors[name];
    if (error === undefined) return [];
    return [{ name, label: texts.events.filters[name], message: texts.events.errors[error] }];
  });
}

function choicesFor({ texts }: ConsolePage, known: IClient[], iclient: string) {
  const iclients = withLabels(known).map(({ id, label }) => ({ value: id, label }));
  if (iclient !== '' && !known.some(({ id }) => id === iclient))
    iclients.push({ value: iclient, label: iclient });
  return {
    iclients,
    actors: actorKinds.map((value) => ({ value, label: texts.events.actors[value] })),
    kinds: kindGroups.map((group) => ({
      value: group,
      label: texts.events.groups[group],
      kinds: eventKinds
        .filter((kind) => kind.startsWith(`${group}.`))
        .map((value) => ({ value, label: texts.events.kinds[value] })),
    })),
  };
}

function linksFor(values: FilterValues, { previous, next }: EventPage, wrong: boolean) {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value !== ''));
  const address = (path: string, more: Record<string, string> = {}) => {
    const text = new URLSearchParams([...query, ...Object.entries(more)]).toString();
    return text === '' ? path : `${path}?${text}`;
  };
  return {
    older: next === undefined ? undefined : address('/console/events', { after: next }),
    newer: previous === undefined ? undefined : address('/console/events', { before: previous }),
    newest: address('/console/events'),
    csv: wrong ? undefined : address('/console/events.csv'),
    jsonl: wrong ? undefined : address('/console/events.jsonl'),
  };
}
