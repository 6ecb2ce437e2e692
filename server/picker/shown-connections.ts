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
 * By name; before the first page those that were made or mended here, which no page repeats.
 * @throws AppError `parameter_invalid` (cursor)
 */
export async function listShown(
  deps: Deps,
  opened: Opened,
  { q, cursor }: { q?: string | undefined; cursor?: string | undefined },
): Promise<ConnectionPage> {
  const { filter } = opened.session;
  const page = await deps.connections.list({
    ...filter,
    q: [filter.q, q].filter(Boolean).join(' ') || undefined,
    sort: 'name',
    ids: opened.apiKey.connectionIds,
    cursor,
    limit: pageLength,
  });
  const own = await listOwn(deps, opened, opened.session.admitted, q);
  const first = new Set(own.map(({ id }) => id));
  const rest = page.connections.filter(({ id }) => !first.has(id));
  return { ...page, connections: cursor === undefined ? [...own, ...rest] : rest };
}

/** @throws AppError `connection_unknown`, also for one that the session may not show */
export async function findShown(deps: Deps, opened: Opened, id: string): Promise<Connection> {
  const { session, apiKey } = opened;
  const admitted = session.admitted.filter((each) => each === id);
  const [own] = await listOwn(deps, opened, admitted);
  if (own) return own;
  const query = { ...session.filter, sort: 'name', ids: [id], limit: 1 } as const;
  const page = reaches(apiKey, id) ? await deps.connections.list(query) : undefined;
  const found = page?.connections[0];
  if (found) return found;
  throw new AppError('connection_unknown', 'The picker session shows no connection of this id.');
}

/**
 * Those that were made or mended in the session. The connection has the last word: when its store
 * installed the app without anybody here asking, whoever had named it before has no part in it.
 */
async function listOwn(
  { connections }: Deps,
  { session, apiKey }: Opened,
  admitted: string[],
  q?: string,
): Promise<Connection[]> {
  const ids = admitted.filter((id) => reaches(apiKey, id));
  const page = await connections.list({ sort: 'name', q, ids, limit: pageLength });
  return page.connections.filter(({ pickerSession }) => pickerSession === session.id);
}
