/**
 * Starts the authorization of an app connection, for every page that has a button for it. A script
 * gets the addresses for its popup; without one the browser is sent on in its own tab.
 */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { consolePage, viewerOf } from '../access/access.ts';
import type { Authorization } from '../authorizations/authorization.ts';
import { type AuthorizationStore, digestOf } from '../authorizations/store.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import { browserOf } from '../http/browser-cookie.ts';
import { redirectUris } from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';

/**
 * Answers the request: `{authorizationId, authorizeUrl, statusUrl}` for who accepts JSON, otherwise
 * 303 to the page that goes to BigCommerce. The form may name one of `redirectUris` as `redirectUri`.
 * @throws AppError `redirect_uri_refused`, `app_unknown`, or `page_not_found` for what no app authorizes
 */
export type StartAuthorization = (
  connection: Connection,
  req: Request,
  res: Response,
) => Promise<void>;

export type StartAuthorizationDeps = {
  publicUrl: string;
  bigcommerce: Pick<BigCommerceClient, 'loginUrl'>;
  iclients: Pick<IClientStore, 'find'>;
  authorizations: Pick<AuthorizationStore, 'start'>;
};

const choiceSchema = z.object({ redirectUri: z.string().exactOptional() });

export function createStartAuthorization(deps: StartAuthorizationDeps): StartAuthorization {
  return async (connection, req, res) => {
    const iclient = await iclientOf(deps, connection);
    const { id: userId, email } = viewerOf(res);
    const authorization = {
      connectionId: connection.id,
      iclientId: iclient.id,
      storeHash: connection.storeHash,
      scopes: connection.scopes ?? iclient.scopes,
      redirectUri: chosenRedirectUri(req.body, redirectUris(deps.publicUrl, iclient)),
      browser: digestOf(browserOf(req, res)),
      startedBy: { kind: 'user', id: userId, email },
      language: consolePage(req, res).language,
    } as const;
    const { id, state } = await deps.authorizations.start(authorization);
    if (req.accepts(['html', 'json']) !== 'json')
      return res.redirect(303, `${authorizationPath(id)}/go`);
    res.json({
      authorizationId: id,
      authorizeUrl: authorizeUrl(deps.bigcommerce.loginUrl, iclient, authorization, state),
      statusUrl: authorizationPath(id),
    });
  };
}

async function iclientOf(deps: StartAuthorizationDeps, connection: Connection): Promise<IClient> {
  if (connection.iclientId === undefined)
    throw new AppError('page_not_found', 'An API account has nothing to authorize.');
  const iclient = await deps.iclients.find(connection.iclientId);
  if (!iclient) throw new AppError('app_unknown', 'The iClient of the connection is gone.');
  return iclient;
}

function chosenRedirectUri(body: unknown, allowed: string[]): string {
  const choice = choiceSchema.safeParse(body ?? {});
  const chosen = allowed.find(
    (uri) => uri === (choice.success ? (choice.data.redirectUri ?? allowed[0]) : undefined),
  );
  if (chosen === undefined)
    throw new AppError('redirect_uri_refused', 'The redirect URI is not on the list.');
  return chosen;
}

export function authorizationPath(id: string): string {
  return `/console/authorizations/${id}`;
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
