/**
 * Save & authorize: the OAuth that a user of the console starts. The callback is answered by
 * `install/`; what happens in between is in `authorizations/`.
 *
 * POST /console/connections/{id}/authorize   starts it (role builder)
 * GET  /console/authorizations/opening       the popup before it has an address
 * GET  /console/authorizations/{id}          what became of it, for authorize.js
 * GET  /console/authorizations/{id}/go       on to BigCommerce in this tab, without a script
 */
import { type Request, type Response, Router } from 'express';
import { type Access, consolePage, viewerOf } from '../access/access.ts';
import type { Authorization, AuthorizationOutcome } from '../authorizations/authorization.ts';
import { type AuthorizationStore, digestOf } from '../authorizations/store.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import { missingScopes } from '../bigcommerce/scopes.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import { knownBrowser } from '../http/browser-cookie.ts';
import { answerJson } from '../http/error-answers.ts';
import { refuseFields } from '../http/form-fields.ts';
import { only } from '../http/only.ts';
import type { Views } from '../http/views.ts';
import type { IClientStore } from '../iclients/store.ts';
import { authorizeUrl } from '../pages/begin-authorization.ts';
import { describeAuthorization } from '../pages/describe-authorization.ts';
import type { StartAuthorization } from '../pages/start-authorization.ts';

export type AuthorizeDeps = {
  access: Pick<Access, 'role'>;
  authorizations: AuthorizationStore;
  bigcommerce: Pick<BigCommerceClient, 'loginUrl'>;
  connections: Pick<ConnectionStore, 'find'>;
  iclients: Pick<IClientStore, 'find'>;
  startAuthorization: StartAuthorization;
  views: Views;
};

export function authorizeRoutes(deps: AuthorizeDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });

  router.all(
    '/console/connections/:id/authorize',
    only('POST'),
    deps.access.role('builder'),
    async (req, res) => {
      refuseFields(req.body, ['redirectUri']);
      const connection = await deps.connections.find(idIn(req));
      if (!connection) throw new AppError('connection_unknown', 'No connection has this id.');
      await deps.startAuthorization(connection, req, res);
    },
  );

  router.all('/console/authorizations/opening', only('GET'), (req, res) => {
    // Otherwise the page that opened it could not send it on to BigCommerce and back.
    res.set('Cross-Origin-Opener-Policy', 'unsafe-none');
    res.type('html').send(deps.views.render('authorize/opening', { page: consolePage(req, res) }));
  });

  router.all('/console/authorizations/:id', only('GET'), answerJson, async (req, res) => {
    const authorization = await settleIfConnected(deps, await own(deps, idIn(req), res));
    res.json(describeAuthorization(authorization, consolePage(req, res).language));
  });

  router.all('/console/authorizations/:id/go', only('GET'), async (req, res) => {
    res.type('html').send(await goPage(deps, await own(deps, idIn(req), res), req, res));
  });

  return router;
}

function idIn(req: Request): string {
  return String(req.params.id);
}

/** @throws AppError `page_not_found`, also for those of other users */
async function own(deps: AuthorizeDeps, id: string, res: Response): Promise<Authorization> {
  const authorization = /^[0-9a-f]{64}$/.test(id) ? await deps.authorizations.find(id) : undefined;
  const { startedBy } = authorization ?? {};
  if (
    authorization === undefined ||
    startedBy?.kind !== 'user' ||
    startedBy.id !== viewerOf(res).id
  )
    throw new AppError('page_not_found', 'The user has not started such an authorization.');
  return authorization;
}

/** The store may have been connected otherwise: from BigCommerce's side, or in another browser. */
async function settleIfConnected(
  { authorizations, connections }: AuthorizeDeps,
  authorization: Authorization,
): Promise<Authorization> {
  const { connectionId } = authorization;
  if (authorization.status !== 'waiting' || connectionId === undefined) return authorization;
  const connection = await connections.find(connectionId);
  const { installedAt = 0, grantedScopes = [], status } = connection ?? {};
  const isConnected = status === 'connected' || status === 'needs_reauthorization';
  if (!isConnected || installedAt <= authorization.startedAt) return authorization;
  const missing = missingScopes(authorization.scopes, grantedScopes);
  const outcome: AuthorizationOutcome = { status: 'done', missingScopes: missing };
  await authorizations.settle(authorization.id, outcome);
  return { ...authorization, ...outcome };
}

async function goPage(
  deps: AuthorizeDeps,
  authorization: Authorization,
  req: Request,
  res: Response,
): Promise<string> {
  const page = consolePage(req, res, 'connections');
  const browser = knownBrowser(req);
  if (browser === undefined || digestOf(browser) !== authorization.browser)
    throw new AppError('other_browser', 'Another browser started this authorization.');
  const [state, iclient] = await Promise.all([
    deps.authorizations.state(authorization.id),
    deps.iclients.find(authorization.iclientId),
  ]);
  if (authorization.status !== 'waiting' || state === undefined || !iclient) {
    const described = describeAuthorization(authorization, page.language);
    return deps.views.render('authorize/result', {
      page,
      authorization: described,
      inConsole: true,
    });
  }
  const url = authorizeUrl(deps.bigcommerce.loginUrl, iclient, authorization, state);
  return deps.views.render('authorize/go', { page, url });
}
