/** Saves the connection that a body describes. */
import { type TestedToken, testToken } from '../connection-tests/test-connection.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import {
  concurrencyOf,
  credentialsOf,
  type NewApiAccountBody,
  type NewAppBody,
} from './connection-bodies.ts';
import type { ApiDeps } from './deps.ts';
import { partInvalid } from './read-part.ts';

type Deps = Pick<ApiDeps, 'bigcommerce' | 'connections' | 'iclients'>;

/**
 * @throws AppError `name_taken`, `connection_exists`, `lender_unsuitable`, `app_unknown`,
 *   `company_unknown`, `store_of_other_company`,
 *   `body_invalid` for an iClient that is not there, and those of `testedCredentials`
 */
export function createConnection(
  deps: Deps,
  body: NewAppBody | NewApiAccountBody,
  by: By,
): Promise<Connection> {
  return body.kind === 'app' ? createPending(deps, body, by) : createApiAccount(deps, body, by);
}

async function createPending(deps: Deps, body: NewAppBody, by: By): Promise<Connection> {
  const { name, store: storeHash, iclientId, scopes, concurrency, companyId } = body;
  if (!(await deps.iclients.find(iclientId)))
    throw partInvalid('body_invalid', [
      { field: 'iclientId', message: 'There is no such iClient. GET /api/v1/iclients lists them.' },
    ]);
  const draft = {
    name,
    storeHash,
    iclientId,
    scopes: scopes ?? undefined,
    concurrency: concurrencyOf(concurrency),
    companyId: companyId ?? undefined,
  };
  return deps.connections.create(draft, by).catch((error: unknown) => {
    if (!(error instanceof AppError) || error.code !== 'connection_exists') throw error;
    // Which one it is, tells what to use instead.
    const { connectionId } = error.details;
    throw new AppError(error.code, error.message, { members: { connectionId } });
  });
}

async function createApiAccount(deps: Deps, body: NewApiAccountBody, by: By): Promise<Connection> {
  const { name, store: storeHash, scopes, concurrency, companyId } = body;
  const credentials = credentialsOf(body.credentials);
  const { accessToken } = credentials;
  const tested = await testedCredentials(deps, { storeHash, accessToken, wanted: scopes ?? 'all' });
  const draft = {
    name,
    storeHash,
    ...credentials,
    scopes: scopes ?? undefined,
    concurrency: concurrencyOf(concurrency),
    companyId: companyId ?? undefined,
    ...tested,
  };
  return deps.connections.createApiAccount(draft, by);
}

/**
 * What the token of an API account holds, before it is kept.
 * @throws AppError `token_refused`, and those of `testToken` when BigCommerce did not tell
 */
export async function testedCredentials(deps: Pick<ApiDeps, 'bigcommerce'>, token: TestedToken) {
  const test = await testToken(deps, token);
  if (test.outcome === 'refused')
    throw new AppError('token_refused', 'BigCommerce refused the token.', {
      members: {
        errors: [{ field: 'credentials.accessToken', message: 'BigCommerce does not accept it.' }],
      },
    });
  const { detectedScopes, profile } = test;
  return { detectedScopes, profile };
}
