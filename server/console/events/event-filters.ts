/** What the filters of the events page ask for, read from its address. */
import { z } from 'zod';
import { isConnectionId } from '../../connections/naming.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import { type EventKind, eventKinds } from '../../events/event.ts';
import type { EventFilter } from '../../events/filter.ts';

export const filterNames = [
  'connection',
  'iclient',
  'actorKind',
  'actor',
  'kind',
  'from',
  'to',
] as const;
type FilterName = (typeof filterNames)[number];

/** As they were typed; what is not there is empty. */
export type FilterValues = Record<FilterName, string>;
/** Which text tells what is wrong with a filter. */
export type FilterErrors = Partial<Record<FilterName, 'connection' | 'choice' | 'day' | 'order'>>;

export const kindGroups = [
  'callback',
  'connection',
  'store_user',
  'iclient',
  'api_key',
  'company',
  'link',
  'settings',
  'user',
] as const;
export const actorKinds = [
  'user',
  'store_user',
  'api_key',
  'link',
  'operator',
  'service',
  'unknown',
] as const;

const dayMs = 86_400_000;

const daySchema = z.iso.date().transform((day) => Date.parse(`${day}T00:00:00Z`));
const kindSchema = z.union([
  z.enum(eventKinds).transform((kind) => [kind]),
  z.enum(kindGroups).transform(kindsOf),
]);

/**
 * @param given each parameter once
 * @returns the filter, which is to be used only when there are no errors
 */
export async function readFilters(
  connections: Pick<ConnectionStore, 'findByName'>,
  given: Partial<FilterValues>,
): Promise<{ filter: EventFilter; values: FilterValues; errors: FilterErrors }> {
  const values = Object.fromEntries(
    filterNames.map((name) => [name, given[name]?.trim() ?? '']),
  ) as FilterValues;
  const errors: FilterErrors = {};
  const read = <T>(name: FilterName, schema: z.ZodType<T>, error: 'choice' | 'day') => {
    if (values[name] === '') return undefined;
    const result = schema.safeParse(values[name]);
    if (!result.success) errors[name] = error;
    return result.data;
  };
  const from = read('from', daySchema, 'day');
  const lastDay = read('to', daySchema, 'day');
  if (from !== undefined && lastDay !== undefined && lastDay < from) errors.to = 'order';
  const filter: EventFilter = {
    connectionId: await connectionId(connections, values.connection),
    // One that was deleted is in no list, and its events are still there.
    iclientId: read('iclient', z.string().regex(/^[\w-]{1,64}$/), 'choice'),
    actorKind: read('actorKind', z.enum(actorKinds), 'choice'),
    actorEmail: values.actor || undefined,
    kinds: read('kind', kindSchema, 'choice'),
    from,
    to: lastDay === undefined ? undefined : lastDay + dayMs,
  };
  if (values.connection !== '' && filter.connectionId === undefined)
    errors.connection = 'connection';
  return { filter, values, errors };
}

/**
 * A connection that was deleted is still known by its id. An id is an id, whatever else has it for a
 * name: no name may hide what happened to another connection.
 */
async function connectionId(
  connections: Pick<ConnectionStore, 'findByName'>,
  nameOrId: string,
): Promise<string | undefined> {
  if (nameOrId === '') return undefined;
  if (isConnectionId(nameOrId)) return nameOrId;
  return (await connections.findByName(nameOrId))?.id;
}

function kindsOf(group: (typeof kindGroups)[number]): EventKind[] {
  return eventKinds.filter((kind) => kind.startsWith(`${group}.`));
}
