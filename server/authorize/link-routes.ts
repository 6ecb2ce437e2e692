/**
 * GET /authorize/{token}: somebody without an account authorizes a connection, with a link that a
 * program made for them (`authorizations/links.ts`). The browser that opens it is the one that has
 * to finish.
 */
import { type Request, type Response, Router } from 'express';
import type { ApiKeyStore } from '../api-keys/store.ts';
import type { AuthorizationLinks } from '../authorizations/links.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import { browserOf } from '../http/browser-cookie.ts';
import { only } from '../http/only.ts';
import { refusePrefetch } from '../http/refuse-prefetch.ts';
import { languageFromHeader } from '../language/language.ts';
import { type BeginAuthorizationDeps, beginAuthorization } from '../pages/begin-authorization.ts';

export type AuthorizeLinkDeps = BeginAuthorizationDeps & {
  authorizationLinks: Pick<AuthorizationLinks, 'takeLink'>;
  connections: Pick<ConnectionStore, 'find'>;
  apiKeys: Pick<ApiKeyStore, 'find'>;
};

export function authorizeLinkRoutes(deps: AuthorizeLinkDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  // Neither HEAD nor a prefetch takes it: who only looks at a link leaves it as it is.
  router.all('/authorize/:token', only('GET'), refusePrefetch, (req, res) =>
    follow(deps, req, res),
  );
  return router;
}

/** @throws AppError `authorization_link_invalid`, `connection_unknown` and those of `beginAuthorization` */
async function follow(deps: AuthorizeLinkDeps, req: Request, res: Response): Promise<void> {
  // The page that opened this window may be another site's, and waits for it to close.
  res.set('Cross-Origin-Opener-Policy', 'unsafe-none');
  const link = await deps.authorizationLinks.takeLink(String(req.params.token));
  if (!link) throw new AppError('authorization_link_invalid', 'The link is used, old or made up.');
  const { actor } = link.by;
  if (actor.kind === 'api_key' && !(await deps.apiKeys.find(actor.id)))
    throw new AppError('authorization_link_invalid', 'The key that made the link was revoked.');
  const connection = await deps.connections.find(link.connectionId);
  if (!connection) throw new AppError('connection_unknown', 'The connection was deleted.');
  const { authorizeUrl } = await beginAuthorization(deps, connection, {
    startedBy: link.by.actor,
    returnUrl: link.returnUrl,
    language: languageFromHeader(req.get('Accept-Language')),
    browserName: browserOf(req, res),
  });
  res.redirect(303, authorizeUrl);
}
