/**
 * The companies that an API key may know of. One that is limited to some connections knows of those
 * connections' companies, and of no other.
 */
import { z } from 'zod';
import type { ApiKey } from '../api-keys/api-key.ts';
import type { Company } from '../companies/company.ts';
import { nameKey } from '../connections/connection.ts';
import { searchWords, wordsOf } from '../connections/search-words.ts';
import { AppError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import { cursorRefused, pageOf } from './page-of-list.ts';
import type { Caller } from './route.ts';

export const companyParams = z.strictObject({
  id: z.string().meta({
    description: 'The company’s id.',
    examples: ['co_7d1e4b2a9c0f8e6d5b3a1c2f'],
  }),
});

type Deps = Pick<ApiDeps, 'companies' | 'connections'>;

export type AskedCompanies = {
  q?: string | undefined;
  externalId?: string | undefined;
  cursor?: string | undefined;
  limit: number;
};

/** @throws AppError `company_unknown`, also for one that the key must not know of */
export async function oneCompany(
  deps: Deps,
  { apiKey, params: { id } }: Pick<Caller, 'apiKey'> & { params: { id: string } },
): Promise<Company> {
  const known = await knownIds(deps, apiKey);
  const company = known?.has(id) === false ? undefined : await deps.companies.find(id);
  if (!company) throw new AppError('company_unknown', `There is no company ${id} to see.`);
  return company;
}

/** A page of them by name. @throws AppError `query_invalid` (cursor) */
export async function listCompanies(
  deps: Deps,
  apiKey: ApiKey,
  { externalId, ...query }: AskedCompanies,
): Promise<{ shown: Company[]; nextCursor: string | null }> {
  const known = await knownIds(deps, apiKey);
  if (known === undefined && externalId === undefined) {
    const page = await deps.companies.list(query).catch(cursorRefused);
    return { shown: page.companies, nextCursor: page.nextCursor ?? null };
  }
  const few =
    externalId === undefined
      ? await Promise.all([...(known ?? [])].map((id) => deps.companies.find(id)))
      : [await deps.companies.findByExternalId(externalId)];
  const matching = few
    .filter((company) => company !== undefined)
    .filter((company) => known?.has(company.id) !== false && isFoundBy(company, query.q ?? ''));
  return pageOf(byName(matching), query);
}

/** Undefined: all of them. */
async function knownIds(
  { connections }: Deps,
  { connectionIds }: ApiKey,
): Promise<Set<string> | undefined> {
  if (connectionIds === undefined) return undefined;
  const reached = await Promise.all(connectionIds.map((id) => connections.find(id)));
  return new Set(reached.flatMap((connection) => connection?.companyId ?? []));
}

/** As the list of all companies is searched. */
function isFoundBy({ name, externalId }: Company, q: string): boolean {
  const words = wordsOf(q);
  const its = searchWords(name);
  return (
    q.trim() === '' ||
    externalId === q.trim() ||
    (words.length > 0 && words.every((word) => its.includes(` ${word}`)))
  );
}

/** Bytes are how Redis sorts the list of all. */
function byName(companies: Company[]): Company[] {
  return companies
    .map((company) => ({ company, bytes: Buffer.from(`${nameKey(company.name)}\0${company.id}`) }))
    .sort((one, other) => one.bytes.compare(other.bytes))
    .map(({ company }) => company);
}
