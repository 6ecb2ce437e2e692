/** The list of connections; the address holds its search, filters, order and page. */
import type { Request } from 'express';
import { z } from 'zod';
import { consolePage } from '../../access/access.ts';
import { parseStoreAddress } from '../../bigcommerce/store-address.ts';
import type { Company } from '../../companies/company.ts';
import {
  type Connection,
  connectionKinds,
  connectionStatuses,
} from '../../connections/connection.ts';
import { type ConnectionPage, connectionSorts } from '../../connections/drafts.ts';
import { AppError } from '../../errors.ts';
import { singleParameters } from '../../http/query.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { withLabels } from '../../iclients/labels.ts';
import type { Language, Texts } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import { findCompany, typedNameOf } from '../companies/typed-company.ts';
import { companyPath } from '../companies/words.ts';
import type { ConnectionPagesDeps, Page } from './deps.ts';
import { connectionPath, listPath, noticeIn } from './words.ts';

const pageLength = 50;

const anyText = (schema: z.ZodType<string>) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const querySchema = z.object({
  q: anyText(z.string().max(2048)),
  status: anyText(z.enum(connectionStatuses)) as z.ZodType<Connection['status'] | undefined>,
  kind: anyText(z.enum(connectionKinds)) as z.ZodType<Connection['kind'] | undefined>,
  iclient: anyText(z.string().max(100)),
  company: anyText(z.string().max(200)),
  sort: z.preprocess(
    (value) => (value === '' ? undefined : value),
    z.enum(connectionSorts).default('name'),
  ),
  // It holds a name in the form in which names are compared, which can be long.
  cursor: anyText(z.string().max(6000)),
  before: anyText(z.string().max(6000)),
  page: anyText(z.string().regex(/^[1-9]\d{0,4}$/)),
});
type ListQuery = z.infer<typeof querySchema>;
const queryNames = querySchema.keyof().options;

/**
 * GET /console/connections?q&status&kind&iclient&company&sort&cursor|before&page
 * @throws AppError `parameter_invalid` for a filter that does not exist
 */
export const showList: Page = async (deps, req, res) => {
  const query = readQuery(req);
  const page = consolePage(req, res, 'connections');
  const { iclient, company: named, page: _shown, ...rest } = query;
  const company = named === undefined ? undefined : await findCompany(deps.companies, named);
  const isNamed = typeof company !== 'string';
  const asked = { ...rest, iclientId: iclient, companyId: isNamed ? company?.id : undefined };
  const [found, iclients] = await Promise.all([
    isNamed ? deps.connections.list({ ...asked, limit: pageLength }) : nothing,
    deps.iclients.list(),
  ]);
  const firstHref = listHref({ ...query, ...firstPage });
  // The first page is full, and has one address.
  if (query.before && !found.previousCursor) return res.redirect(303, firstHref);
  const isFirst = !query.cursor && !query.before;
  const companies = await companiesOf(deps, found.connections);
  const filters = [query.status, query.kind, iclient, named];
  const isFiltered = [query.q, ...filters].some(Boolean);
  res
    .status(isNamed ? 200 : 422)
    .type('html')
    .send(
      deps.views.render('connections/list', {
        page,
        query,
        company: isNamed && company ? await typedNameOf(deps.companies, company) : named,
        companyError: isNamed ? undefined : page.texts.companies.ofConnection[company],
        hasCompanies: companies.size > 0,
        iclients: withLabels(iclients).map(({ id, label }) => ({ id, label })),
        isIClientGone: isGone(iclients, iclient),
        statuses: connectionStatuses,
        kinds: connectionKinds,
        sorts: connectionSorts,
        rows: found.connections.map((connection) => ({
          ...listRow(connection, page.language, page.texts),
          company: companyLink(companies.get(connection.companyId ?? '')),
        })),
        isFiltered,
        filterCount: filters.filter(Boolean).length + (query.sort === 'name' ? 0 : 1),
        storeTold: storeTold(query.q, page.texts),
        tooMany: found.tooMany,
        isFirst,
        pageNumber: isFirst ? undefined : query.page,
        nextHref: found.nextCursor && otherPageHref(query, 1, { cursor: found.nextCursor }),
        previousHref:
          found.previousCursor && otherPageHref(query, -1, { before: found.previousCursor }),
        firstHref: isFirst ? undefined : firstHref,
        notice: noticeIn(req, page.texts),
      }),
    );
};

const nothing: ConnectionPage = {
  connections: [],
  previousCursor: undefined,
  nextCursor: undefined,
  tooMany: false,
};
/** Whether a filter names an iClient that is not there. */
function isGone(iclients: IClient[], iclientId: string | undefined): boolean {
  return iclientId !== undefined && !iclients.some(({ id }) => id === iclientId);
}

const firstPage = { cursor: undefined, before: undefined, page: undefined };

/** The companies of some connections, by id. */
async function companiesOf(
  deps: Pick<ConnectionPagesDeps, 'companies'>,
  connections: Connection[],
): Promise<Map<string, Company>> {
  const ids = new Set(connections.flatMap(({ companyId }) => companyId ?? []));
  const found = await Promise.all([...ids].map((id) => deps.companies.find(id)));
  return new Map(found.flatMap((company) => (company ? [[company.id, company]] : [])));
}

function companyLink(company: Company | undefined) {
  return company && { name: company.name, path: companyPath(company.id) };
}

/** Which store a pasted address names. */
function storeTold(q: string | undefined, { connectionForms }: Texts): string | undefined {
  const pasted = parseStoreAddress(q ?? '');
  if (!pasted.ok || pasted.form === 'hash') return undefined;
  return connectionForms.errors.storeTold(pasted.storeHash);
}

function readQuery(req: Request): ListQuery {
  const given = singleParameters(req.query, [...queryNames]);
  const parsed = querySchema.safeParse(given);
  if (parsed.success) return parsed.data;
  const parameter = String(parsed.error.issues[0]?.path[0] ?? '');
  throw new AppError('parameter_invalid', 'A filter of the list is not one that exists.', {
    parameter,
  });
}

/** A page is known by its cursor; its number is what people are told. */
function otherPageHref(
  query: ListQuery,
  step: 1 | -1,
  place: { cursor: string } | { before: string },
): string {
  const isFirst = !query.cursor && !query.before;
  const number = (isFirst ? 1 : Number(query.page)) + step;
  const page = number > 0 ? String(number) : undefined;
  return listHref({ ...query, ...firstPage, ...place, page });
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
