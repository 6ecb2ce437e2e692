/** Tests a saved connection, and what that tells. */
import type { z } from 'zod';
import { missingScopes } from '../bigcommerce/scopes.ts';
import { testConnection } from '../connection-tests/test-connection.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import { connectionOf, detectedScopesOf } from './representations/connection.ts';
import { type connectionTestSchema, refusedScopes } from './representations/token-test.ts';
import type { Caller } from './route.ts';

/** @throws AppError `connection_unknown` when it was deleted meanwhile, and those of `testToken` */
export async function testSavedConnection(
  deps: Pick<ApiDeps, 'bigcommerce' | 'connections' | 'iclients' | 'turnOf'>,
  connection: Connection,
  { apiKey, by }: Caller,
): Promise<z.output<typeof connectionTestSchema>> {
  const { id, iclientId } = connection;
  const iclient = iclientId === undefined ? undefined : await deps.iclients.find(iclientId);
  const wanted = connection.scopes ?? iclient?.scopes;
  const outcome = await testConnection(deps, connection, wanted ?? 'all', by);
  const tested = await deps.connections.find(id);
  if (!tested) throw new AppError('connection_unknown', `${id} was deleted meanwhile.`);
  const detected = outcome === 'live' ? tested.detectedScopes : undefined;
  return {
    outcome,
    live: outcome === 'live',
    detectedScopes: detected ? detectedScopesOf(detected) : null,
    missingScopes: detected ? lackingScopes(tested, wanted ?? [], detected) : [],
    connection: connectionOf(tested, apiKey),
  };
}

/** What a grant lacks is known; of an API account only what a probe proved. */
function lackingScopes(
  { kind, grantedScopes }: Connection,
  wanted: string[],
  detected: NonNullable<Connection['detectedScopes']>,
): string[] {
  const lacking = new Set(refusedScopes(wanted, detected));
  if (kind === 'app') for (const scope of missingScopes(wanted, grantedScopes)) lacking.add(scope);
  return wanted.filter((scope) => lacking.has(scope));
}
