/** Keeps the API account of a company's store: the connection that there is renewed, or a new one. */
import type { Company } from '../companies/company.ts';
import { type Connection, defaultConcurrency } from '../connections/connection.ts';
import type { NewApiAccount } from '../connections/drafts.ts';
import { nameFrom } from '../connections/naming.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';

export type AccountConnections = Pick<
  ConnectionStore,
  'list' | 'findByStore' | 'createApiAccount' | 'change'
>;

/** A tested API account, and the scopes that a new connection is configured for. */
export type TestedAccount = Pick<
  NewApiAccount,
  'storeHash' | 'accessToken' | 'clientId' | 'clientSecret' | 'detectedScopes' | 'profile'
> & { scopes: string[] };

/** The company's connection to the store by an API account, the latest of several. */
export async function accountOf(
  connections: Pick<AccountConnections, 'list'>,
  companyId: string,
  storeHash: string,
): Promise<Connection | undefined> {
  const query = { companyId, storeHash, kind: 'api_account', sort: 'updated', limit: 1 } as const;
  return (await connections.list(query)).connections[0];
}

/** The second of the same name is called "Name (2)". So many are tried at most. */
const mostNames = 1000;

/**
 * A renewed connection keeps its id, name and configured scopes; a new one is named as the company. Who
 * comes second with the same store finds the name taken, looks again and renews what the first one made.
 * @returns the id of the connection
 * @throws AppError `store_of_other_company`, `company_unknown`, `storage_unavailable`
 */
export async function saveAccount(
  connections: AccountConnections,
  company: Company,
  { scopes, ...account }: TestedAccount,
  by: By,
): Promise<string> {
  const name = nameFrom(company.name) ?? account.storeHash;
  const draft = {
    ...account,
    companyId: company.id,
    scopes: scopes.length === 0 ? undefined : scopes,
    concurrency: defaultConcurrency,
  };
  for (let count = 1; count <= mostNames; ) {
    const numbered = count === 1 ? name : `${name} (${count})`;
    const saved = await saveOnce(connections, { ...draft, name: numbered }, by);
    if (typeof saved === 'object') return saved.id;
    if (saved === 'name_taken') count += 1;
  }
  throw new AppError('name_taken', `No name is free for a connection of ${company.id}.`);
}

/** `connection_unknown`: it was deleted since it was found. */
async function saveOnce(
  connections: AccountConnections,
  draft: NewApiAccount & { companyId: string },
  by: By,
): Promise<Connection | 'name_taken' | 'connection_unknown'> {
  const { accessToken, clientId, clientSecret, detectedScopes, profile } = draft;
  const renewed = { accessToken, clientId, clientSecret, detectedScopes, profile };
  const there = await accountOf(connections, draft.companyId, draft.storeHash);
  try {
    if (there) return await connections.change(there.id, renewed, by);
    return await connections.createApiAccount(draft, by);
  } catch (error) {
    const code = error instanceof AppError ? error.code : undefined;
    if (code === 'name_taken' || code === 'connection_unknown') return code;
    throw error;
  }
}
