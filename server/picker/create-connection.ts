/** A connection made inside the picker: saved as pending, then authorized at BigCommerce. */
import { z } from 'zod';
import { parseStoreAddress } from '../bigcommerce/store-address.ts';
import { type Connection, defaultConcurrency } from '../connections/connection.ts';
import { connectionNameSchema } from '../connections/drafts.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { Texts } from '../language/language.ts';
import { type Opened, originOf } from './opened-session.ts';

type Deps = {
  connections: Pick<ConnectionStore, 'create'>;
  iclients: Pick<IClientStore, 'list'>;
};

export const creationSchema = z.strictObject({
  name: z.string().max(1_000),
  /** In any form in which people know a store. */
  store: z.string().max(3_000),
  iclientId: z.string().max(100),
});
export type Creation = z.infer<typeof creationSchema>;

/** What to mend, by field. */
export type CreationErrors = Partial<Record<keyof Creation, string>>;

/** Whether this session may make connections at all; a limited key would not reach a new one. */
export function mayCreate({ session, apiKey }: Opened): boolean {
  const { allowCreate, filter } = session;
  return allowCreate && apiKey.connectionIds === undefined && filter.kind !== 'api_account';
}

/** The apps to connect with that the session's filter lets through. */
export async function appsFor(
  deps: Pick<Deps, 'iclients'>,
  { session }: Opened,
): Promise<IClient[]> {
  const iclients = await deps.iclients.list();
  const { iclientId } = session.filter;
  return iclients.filter(({ id }) => iclientId === undefined || id === iclientId);
}

/** @throws AppError `picker_cannot_create` */
export async function createConnection(
  deps: Deps,
  opened: Opened,
  creation: Creation,
  texts: Texts,
  by: By,
): Promise<Connection | { errors: CreationErrors }> {
  if (!mayCreate(opened))
    throw new AppError('picker_cannot_create', 'The picker session may make no connection.');
  const { errors: words } = texts.picker.create;
  const name = connectionNameSchema.safeParse(creation.name);
  const store = parseStoreAddress(creation.store);
  const onlyStore = opened.session.filter.storeHash;
  const apps = await appsFor(deps, opened);
  const app = apps.find(({ id }) => id === creation.iclientId);
  const errors: CreationErrors = {
    ...(name.success ? {} : { name: words.name }),
    ...(store.ok ? {} : { store: texts.connectionForms.errors.store[store.reason] }),
    ...(store.ok && onlyStore !== undefined && store.storeHash !== onlyStore
      ? { store: words.otherStore.replace('%s', onlyStore) }
      : {}),
    ...(app ? {} : { iclientId: words.iclient }),
  };
  if (!name.success || !store.ok || !app || Object.keys(errors).length > 0) return { errors };
  const draft = {
    name: name.data,
    storeHash: store.storeHash,
    iclientId: app.id,
    scopes: undefined,
    concurrency: defaultConcurrency,
    picker: originOf(opened),
  };
  return deps.connections.create(draft, by).catch((error: unknown) => {
    if (error instanceof AppError && error.code === 'name_taken')
      return { errors: { name: words.nameTaken } };
    if (error instanceof AppError && error.code === 'connection_exists')
      return { errors: { store: words.exists } };
    throw error;
  });
}
