/**
 * Starts the authorization of an app connection, for every page that has a button for it. A script
 * gets the addresses for its popup; without one the browser is sent on in its own tab.
 */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { consolePage, viewerOf } from '../access/access.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import { browserOf } from '../http/browser-cookie.ts';
import { type BeginAuthorizationDeps, beginAuthorization } from './begin-authorization.ts';

/**
 * Answers the request: `{authorizationId, connectionId, authorizeUrl, statusUrl}` for who accepts JSON, otherwise
 * 303 to the page that goes to BigCommerce. The form may name one of `redirectUris` as `redirectUri`.
 * @throws AppError of `beginAuthorization`
 */
export type StartAuthorization = (
  connection: Connection,
  req: Request,
  res: Response,
) => Promise<void>;

const choiceSchema = z.object({ redirectUri: z.string().exactOptional() });

export function createStartAuthorization(deps: BeginAuthorizationDeps): StartAuthorization {
  return async (connection, req, res) => {
    const { id: userId, email } = viewerOf(res);
    const { id, authorizeUrl } = await beginAuthorization(deps, connection, {
      startedBy: { kind: 'user', id: userId, email },
      sessionKey: req.session.signedIn?.sessionKey,
      language: consolePage(req, res).language,
      browserName: browserOf(req, res),
      redirectUri: redirectUriIn(req.body),
    });
    if (req.accepts(['html', 'json']) !== 'json')
      return res.redirect(303, `${authorizationPath(id)}/go`);
    const statusUrl = authorizationPath(id);
    res.json({ authorizationId: id, connectionId: connection.id, authorizeUrl, statusUrl });
  };
}

function redirectUriIn(body: unknown): string | undefined {
  const choice = choiceSchema.safeParse(body ?? {});
  if (choice.success) return choice.data.redirectUri;
  throw new AppError('redirect_uri_refused', 'The redirect URI is misshapen.');
}

export function authorizationPath(id: string): string {
  return `/console/authorizations/${id}`;
}
