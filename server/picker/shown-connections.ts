/**
 * Which connections a picker may show: those that its session's filter lets through and its API key
 * reaches, and those that were made or mended in it. Nothing else of this feature decides it.
 */
import { reaches } from '../api-keys/api-key.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionPage } from '../connections/drafts.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { Opened } from './opened-session.ts';

type Deps = { connections: Pick<ConnectionStore, 'list'> };

const pageLength = 20;

/**
 * By name; on the first page those that were made or mended here come before.
 * @throws AppError `parameter_invalid` (cursor)
 */
export async function listShown(
  { connections }: Deps,
  opened: Opened,
  { q, cursor }: { q?: string | undefined; cursor?: string | undefined },
): Promise<ConnectionPage> {
  const { filter } = opened.session;
  const page = await connections.list({
    ...filter,
    q: [filter.q, q].filter(Boolean).join(' ') || undefined,
    sort: 'name',
    ids: opened.apiKey.connectionIds,
    cursor,
    limit: pageLength,
  });
  if (cursor !== undefined) return page;
  const admitted = await connections.list({
    sort: 'name',
    q,
    ids: admittedIn(opened),
    limit: pageLength,
  });
  const first = new Set(admitted.connections.map(({ id }) => id));
  const rest = page.connections.filter(({ id }) => !first.has(id));
  return { ...page, connections: [...admitted.connections, ...rest] };
}

/** @throws AppError `connection_unknown`, also for one that the session may not show */
export async function findShown(
  { connections }: Deps,
  opened: Opened,
  id: string,
): Promise<Connection> {
  const isReached = reaches(opened.apiKey, id);
  const filter = admittedIn(opened).includes(id) ? {} : opened.session.filter;
  const page = isReached
    ? await connections.list({ ...filter, sort: 'name', ids: [id], limit: 1 })
    : undefined;
  const found = page?.connections[0];
  if (found) return found;
  throw new AppError('connection_unknown', 'The picker session shows no connection of this id.');
}

function admittedIn({ session, apiKey }: Opened): string[] {
  return session.admitted.filter((id) => reaches(apiKey, id));
}
