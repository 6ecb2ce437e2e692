/** Tests a token against its store: does BigCommerce take it, what may it read, whose is it. */
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { OnProbed } from '../bigcommerce/detect-scopes.ts';
import type { DetectedScopes } from '../bigcommerce/detected-scopes.ts';
import type { Turn } from '../bigcommerce/turn.ts';
import type { StoreProfile } from '../bigcommerce/wire.ts';
import type { Connection } from '../connections/connection.ts';
import type { TestOutcome } from '../connections/drafts.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';

/** The turns of one connection's requests, which count in its concurrency. */
export type TurnOf = (connection: Connection) => Turn;

export type TestedToken = {
  storeHash: string;
  accessToken: string;
  wanted: string[] | 'all';
  /** Of the connection that has the token, or is to have it; none while it is not saved. */
  turn?: Turn | undefined;
  onProbed?: OnProbed | undefined;
};
export type TokenTest =
  | { outcome: 'refused' }
  | { outcome: 'live'; detectedScopes: DetectedScopes; profile: StoreProfile | undefined };

type Client = Pick<BigCommerceClient, 'testToken' | 'detectScopes' | 'fetchStoreProfile'>;

/**
 * Saves nothing. A profile that cannot be read fails no test: its scope may be missing.
 * @throws AppError `bigcommerce_timeout`, `bigcommerce_unreachable` or `bigcommerce_bad_response`; with a
 *   turn also `slots_busy` and `storage_unavailable`
 */
export async function testToken(
  { bigcommerce }: { bigcommerce: Client },
  { storeHash, accessToken, wanted, turn, onProbed }: TestedToken,
): Promise<TokenTest> {
  if ((await bigcommerce.testToken(storeHash, accessToken, turn)) === 'refused')
    return { outcome: 'refused' };
  try {
    const [detectedScopes, profile] = await Promise.all([
      bigcommerce.detectScopes(storeHash, accessToken, wanted, turn, onProbed),
      bigcommerce.fetchStoreProfile(storeHash, accessToken, turn).catch(() => undefined),
    ]);
    return { outcome: 'live', detectedScopes, profile };
  } catch (error) {
    if (error instanceof AppError && error.code === 'token_refused') return { outcome: 'refused' };
    throw error;
  }
}

/**
 * Tests a saved connection and keeps what was found. A token that was replaced meanwhile says nothing of
 * the connection any more: then the new one is tested.
 * @param onProbed told of scopes while it works; of all of them anew when the token was replaced
 * @returns `no_token` when it holds none, as before its first authorization
 * @throws AppError as `testToken`
 */
export async function testConnection(
  deps: {
    bigcommerce: Client;
    connections: Pick<ConnectionStore, 'accessToken' | 'saveTest'>;
    turnOf: TurnOf;
  },
  connection: Connection,
  wanted: string[] | 'all',
  by: By,
  onProbed?: OnProbed,
): Promise<'live' | 'refused' | 'no_token'> {
  const { id, storeHash } = connection;
  const turn = deps.turnOf(connection);
  for (;;) {
    const token = await deps.connections.accessToken(id);
    if (token === undefined) return 'no_token';
    const test = await testToken(deps, { storeHash, accessToken: token, wanted, turn, onProbed });
    const isKept = await deps.connections.saveTest(id, outcomeOf(token, test), by);
    if (isKept) return test.outcome;
  }
}

function outcomeOf(token: string, test: TokenTest): TestOutcome {
  if (test.outcome === 'refused')
    return { token, failure: { code: 'token_refused', tokenRefused: true } };
  return { token, detectedScopes: test.detectedScopes, profile: test.profile };
}
