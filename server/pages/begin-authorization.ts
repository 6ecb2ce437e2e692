/** Starts the authorization of an app for a store, whoever asks for it. */
import type { Authorization, NewAuthorization } from '../authorizations/authorization.ts';
import { type AuthorizationStore, digestOf } from '../authorizations/store.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import { redirectUris } from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';

export type BeginAuthorizationDeps = {
  publicUrl: string;
  bigcommerce: Pick<BigCommerceClient, 'loginUrl'>;
  iclients: Pick<IClientStore, 'find'>;
  authorizations: Pick<AuthorizationStore, 'start'>;
};

export type AuthorizationWish = Pick<
  Authorization,
  'startedBy' | 'sessionKey' | 'language' | 'returnUrl'
> & {
  /** The name of the browser that has to finish it; see `browserOf`. */
  browserName: string;
  /** One of `redirectUris`; the iClient's own unless told. */
  redirectUri?: string | undefined;
};

/** Its id, and where its browser has to go. */
export type BegunAuthorization = { id: string; authorizeUrl: string };

/**
 * @throws AppError `redirect_uri_refused`, `app_unknown`, or `page_not_found` for what no app authorizes
 */
export async function beginAuthorization(
  deps: BeginAuthorizationDeps,
  connection: Connection,
  wish: AuthorizationWish,
): Promise<BegunAuthorization> {
  const iclient = await iclientOf(deps, connection);
  const { id: connectionId, storeHash, scopes = iclient.scopes } = connection;
  return begin(deps, iclient, { connectionId, storeHash, scopes }, wish);
}

/**
 * The same for a merchant with a link, whose store may have no connection yet. What it asks for does not
 * depend on whether it has one, so that nobody learns that.
 */
export function beginLinkAuthorization(
  deps: Omit<BeginAuthorizationDeps, 'iclients'>,
  iclient: IClient,
  aim: Required<Pick<NewAuthorization, 'link'>> & Pick<NewAuthorization, 'storeHash' | 'scopes'>,
  wish: AuthorizationWish,
): Promise<BegunAuthorization> {
  return begin(deps, iclient, aim, wish);
}

async function begin(
  deps: Omit<BeginAuthorizationDeps, 'iclients'>,
  iclient: IClient,
  aim: Pick<NewAuthorization, 'connectionId' | 'link' | 'storeHash' | 'scopes'>,
  { startedBy, sessionKey, language, returnUrl, browserName, redirectUri }: AuthorizationWish,
): Promise<BegunAuthorization> {
  const authorization = {
    ...aim,
    iclientId: iclient.id,
    redirectUri: chosenRedirectUri(redirectUri, redirectUris(deps.publicUrl, iclient)),
    browser: digestOf(browserName),
    startedBy,
    sessionKey,
    language,
    returnUrl,
  };
  const { id, state } = await deps.authorizations.start(authorization);
  return {
    id,
    authorizeUrl: authorizeUrl(deps.bigcommerce.loginUrl, iclient, authorization, state),
  };
}

async function iclientOf(
  deps: Pick<BeginAuthorizationDeps, 'iclients'>,
  connection: Connection,
): Promise<IClient> {
  if (connection.iclientId === undefined)
    throw new AppError('page_not_found', 'An API account has nothing to authorize.');
  const iclient = await deps.iclients.find(connection.iclientId);
  if (!iclient) throw new AppError('app_unknown', 'The iClient of the connection is gone.');
  return iclient;
}

function chosenRedirectUri(wanted: string | undefined, allowed: string[]): string {
  const chosen = allowed.find((uri) => uri === (wanted ?? allowed[0]));
  if (chosen === undefined)
    throw new AppError('redirect_uri_refused', 'The redirect URI is not on the list.');
  return chosen;
}

/** Where BigCommerce asks for permission; scopes separated by spaces. */
export function authorizeUrl(
  loginUrl: string,
  iclient: Pick<IClient, 'clientId'>,
  { storeHash, scopes, redirectUri }: Pick<Authorization, 'storeHash' | 'scopes' | 'redirectUri'>,
  state: string,
): string {
  const url = new URL(`${loginUrl}/oauth2/authorize`);
  url.search = Object.entries({
    client_id: iclient.clientId,
    redirect_uri: redirectUri,
    response_type: 'code',
    scope: scopes.join(' '),
    context: `stores/${storeHash}`,
    state,
  })
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join('&');
  return url.href;
}
