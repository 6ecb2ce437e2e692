/** A new access token for an API account whose old one does not work any more, tested before it is kept. */
import { z } from 'zod';
import { parseCredentialsFile } from '../bigcommerce/credentials-file.ts';
import { type TurnOf, testToken } from '../connection-tests/test-connection.ts';
import { whyUntested } from '../connection-tests/why-untested.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import type { Texts } from '../language/language.ts';

export type RenewTokenDeps = {
  bigcommerce: Parameters<typeof testToken>[0]['bigcommerce'];
  connections: Pick<ConnectionStore, 'change'>;
  turnOf: TurnOf;
};

export const renewalSchema = z.strictObject({
  connectionId: z.string().max(100),
  /** The token alone, or the text of the file that BigCommerce offers. */
  accessToken: z.string().max(10_000),
});

type Refused = { errors: { accessToken: string } };

/** @throws AppError `connection_not_connected` for what has no token to renew */
export async function renewToken(
  deps: RenewTokenDeps,
  connection: Connection,
  pasted: string,
  texts: Texts,
  by: By,
): Promise<Connection | Refused> {
  const { id, kind, status, storeHash, scopes } = connection;
  if (kind !== 'api_account' || status === 'connected')
    throw new AppError('connection_not_connected', 'There is no token to renew.');
  const { errors } = texts.connectionForms;
  const given = readToken(pasted);
  if (given === undefined) return refused(errors.token);
  if (given.storeHash !== undefined && given.storeHash !== storeHash)
    return refused(texts.picker.create.errors.otherStore.replace('%s', storeHash));
  const { accessToken } = given;
  const test = await testToken(deps, {
    storeHash,
    accessToken,
    wanted: scopes ?? 'all',
    turn: deps.turnOf(connection),
  }).catch(whyUntested);
  if (typeof test === 'string') return refused(errors[test]);
  if (test.outcome === 'refused') return refused(errors.tokenRefused);
  const { detectedScopes, profile } = test;
  return deps.connections.change(id, { accessToken, detectedScopes, profile }, by);
}

function refused(accessToken: string): Refused {
  return { errors: { accessToken } };
}

/** Undefined when no token is in it; the store is known when a whole file was pasted. */
function readToken(
  pasted: string,
): { accessToken: string; storeHash?: string | undefined } | undefined {
  const text = pasted.trim();
  if (/^[\x21-\x7e]+$/.test(text)) return { accessToken: text };
  const { accessToken, storeHash } = parseCredentialsFile(text);
  return accessToken === undefined ? undefined : { accessToken, storeHash };
}
