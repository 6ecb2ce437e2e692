import { installOf } from '../installs.ts';
import { randomId } from '../random-ids.ts';
import { ownerOf, type SandboxApp, type Store, type StoreUser, type World } from '../world.ts';

export type Consent = {
  app: SandboxApp;
  store: Store;
  user: StoreUser;
  scopes: string[];
  redirectUri: string;
  /** False for an authorization without `context`: a code for the user alone. */
  forStore?: boolean | undefined;
  /** Further parameters of the callback, such as `state` or `external_install`. */
  extra?: Record<string, string> | undefined;
};

export type IssuedCode = {
  code: string;
  context: string | null;
  scope: string;
  account_uuid: string;
  /** The complete auth callback. */
  url: string;
};

/** Makes the one-time code that the app receives after somebody agreed. */
export function issueCode(world: World, consent: Consent): IssuedCode {
  const { app, store, user, scopes, redirectUri } = consent;
  const storeHash = consent.forStore === false ? null : store.hash;
  const code = randomId();
  world.codes.set(code, {
    code,
    clientId: app.clientId,
    storeHash,
    user,
    owner: ownerOf(store),
    accountUuid: store.accountUuid,
    scopes,
    redirectUri,
    issuedAt: world.now(),
    used: false,
  });
  if (storeHash) installOf(world, app.clientId, storeHash).awaitingExchange = true;
  const answer = {
    code,
    context: storeHash && `stores/${storeHash}`,
    scope: scopes.join(' '),
    account_uuid: store.accountUuid,
  };
  return { ...answer, url: callbackUrl(redirectUri, { ...answer, ...consent.extra }) };
}

/** Adds parameters to a redirect URI, keeping those that it has (RFC 6749 section 3.1.2). */
export function callbackUrl(
  redirectUri: string,
  parameters: Record<string, string | null>,
): string {
  const url = new URL(redirectUri);
  for (const [name, value] of Object.entries(parameters)) {
    if (value !== null) url.searchParams.set(name, value);
  }
  return url.href;
}
