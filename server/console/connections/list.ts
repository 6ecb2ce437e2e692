/** The list of connections; the address holds its search, filters, order and page. */
import type { Request } from 'express';
import { z } from 'zod';
import { consolePage } from '../../access/access.ts';
import {
  type Connection,
  connectionKinds,
  connectionStatuses,
} from '../../connections/connection.ts';
import { connectionSorts } from '../../connections/drafts.ts';
import { AppError } from '../../errors.ts';
import { singleParameters } from '../../http/query.ts';
import type { Language, Texts } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import type { Page } from './deps.ts';
import { connectionPath, listPath, noticeIn } from './words.ts';

const pageLength = 50;

const anyText = (schema: z.ZodType<string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const querySchema = z.object({
  q: anyText(z.string().max(200)),
  status: anyText(z.enum(connectionStatuses)) as z.ZodType<Connection['status'] | undefined>,
  kind: anyText(z.enum(connectionKinds)) as z.ZodType<Connection['kind'] | undefined>,
  iclient: anyText(z.string().max(100)),
  sort: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(connectionSorts).default('name'),
  ),
  cursor: anyText(z.string().max(1000)),
});
type ListQuery = z.infer<typeof querySchema>;

/**
 * GET /console/connections?q&status&kind&iclient&sort&cursor
 * @throws AppError `parameter_invalid` for a filter that does not exist
 */
export const showList: Page = async (deps, req, res) => {
  const query = readQuery(req);
  const page = consolePage(req, res, 'connections');
  const { iclient, ...rest } = query;
  const [found, iclients] = await Promise.all([
    deps.connections.list({ ...rest, iclientId: iclient, limit: pageLength }),
    deps.iclients.list(),
  ]);
  const isFiltered = [query.q, query.status, query.kind, iclient].some(Boolean);
  res.type('html').send(
    deps.views.render('connections/list', {
      page,
      query,
      iclients: iclients.map(({ id, name }) => ({ id, name })),
      statuses: connectionStatuses,
      kinds: connectionKinds,
      sorts: connectionSorts,
      rows: found.connections.map((connection) => listRow(connection, page.language, page.texts)),
      isFiltered,
      tooMany: found.tooMany,
      nextHref: found.nextCursor && listHref({ ...query, cursor: found.nextCursor }),
      firstHref: query.cursor && listHref({ ...query, cursor: undefined }),
      notice: noticeIn(req, page.texts),
    }),
  );
};

function readQuery(req: Request): ListQuery {
  const given = singleParameters(req.query, ['q', 'status', 'kind', 'iclient', 'sort', 'cursor']);
  const parsed = querySchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const parameter = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new AppError('parameter_invalid', 'A filter of the list is not one that exists.', {
    parameter,
  });
}

function listHref(query: Partial<ListQuery>): string {
  const given = Object.entries(query).filter(
    ([name, value]) => value !== undefined && !(name === 'sort' && value === 'name'),
  );
  const search = new URLSearchParams(given as [string, string][]).toString();
  return search === '' ? listPath : `${listPath}?${search}`;
}

function listRow(connection: Connection, language: Language, texts: Texts) {
  const { id, name, kind, status, storeHash, store } = connection;
  const moment = momentsIn(language);
  return {
    id,
    name,
    kind,
    status,
    path: connectionPath(id),
    storeName: store?.name,
    storeHash,
    scopes: scopesInShort(connection, texts.connections.list),
    lastUsed: moment(connection.lastUsedAt),
    updated: moment(connection.updatedAt),
    canTest: status === 'connected' || status === 'needs_reauthorization',
    canAuthorize: kind === 'app',
    canDisconnect: status === 'connected' || status === 'needs_reauthorization',
  };
}

function scopesInShort(
  { kind, grantedScopes, scopes, detectedScopes }: Connection,
  words: Texts['connections']['list'],
): string {
  if (kind === 'api_account')
    return detectedScopes ? words.scopeCount(detectedScopes.held.length) : words.scopesUnknown;
  if (grantedScopes.length > 0) return words.scopeCount(grantedScopes.length);
  return scopes ? words.scopeCount(scopes.length) : words.scopesOfIClient;
}
