/** Changes a connection as a body asks. */
import type { z } from 'zod';
import type { Connection } from '../connections/connection.ts';
import type { By } from '../events/event.ts';
import { concurrencyOf, type connectionChangeSchema, credentialsOf } from './connection-bodies.ts';
import { testedCredentials } from './create-connection.ts';
import type { ApiDeps } from './deps.ts';
import { partInvalid } from './read-part.ts';

/**
 * @throws AppError `connection_unknown`, `name_taken`, `lender_unsuitable`, `company_unknown`,
 *   `store_of_other_company`, `body_invalid` for credentials where none belong, and those of
 *   `testedCredentials`
 */
export async function changeConnection(
  deps: Pick<ApiDeps, 'bigcommerce' | 'connections' | 'turnOf'>,
  connection: Connection,
  body: z.output<typeof connectionChangeSchema>,
  by: By,
): Promise<Connection> {
  const { id, kind, storeHash, scopes } = connection;
  if (body.credentials && kind !== 'api_account')
    throw partInvalid('body_invalid', [
      {
        field: 'credentials',
        message: 'Leave them out: an app’s connection is authorized instead.',
      },
    ]);
  const credentials = body.credentials && credentialsOf(body.credentials);
  const wanted = (body.scopes === undefined ? scopes : body.scopes) ?? 'all';
  const tested =
    credentials &&
    (await testedCredentials(deps, {
      storeHash,
      accessToken: credentials.accessToken,
      wanted,
      turn: deps.turnOf(connection),
    }));
  const change = {
    name: body.name,
    scopes: body.scopes,
    concurrency: body.concurrency && concurrencyOf(body.concurrency),
    companyId: body.companyId,
    ...credentials,
    ...tested,
  };
  return deps.connections.change(id, change, by);
}
