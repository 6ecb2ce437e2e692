/**
 * The auth callback: a merchant installed the app, and BigCommerce sends their browser here.
 *
 * GET /bigcommerce/{slug}/auth, for the default iClient also GET /auth. The answer is the page for
 * BigCommerce's iframe; an install from an external button ends on BigCommerce's own result pages.
 *
 * Most callbacks come unannounced and are bound to nobody: they start no session and read none, so a
 * code completed in somebody else's browser gives that browser nothing (RFC 9700, 4.7). Others end an
 * authorization that somebody started in this browser; their answer is a page of ours, or the
 * builder's own. In a browser whose visit through a merchant's link waits for an install, that visit goes on.
 */
import { type Request, type Response, Router } from 'express';
import type { Authorization } from '../authorizations/authorization.ts';
import { knownOf, recordRefusals, recordRefusedCallback } from '../events/refused-callback.ts';
import { only } from '../http/only.ts';
import { refusePrefetch } from '../http/refuse-prefetch.ts';
import { securityHeaders } from '../http/security-headers.ts';
import { callbackPaths } from '../iclients/callback-urls.ts';
import { calledIClient } from '../iclients/called-iclient.ts';
import type { IClient } from '../iclients/iclient.ts';
import { findAuthorization } from './announced-callback.ts';
import {
  type AnswerAuthorizationDeps,
  answerAuthorization,
  endedBy,
  pageOfRefused,
} from './answer-authorization.ts';
import { noteAwaited } from './awaited-install.ts';
import { type CompleteAuthorizationDeps, completeAuthorization } from './complete-authorization.ts';
import { answerExternalInstall, type ExternalInstallDeps } from './external-install.ts';
import { type InstalledPageDeps, installedPage } from './installed-page.ts';
import { install } from './unannounced-install.ts';

export type InstallRoutesDeps = ExternalInstallDeps &
  CompleteAuthorizationDeps &
  AnswerAuthorizationDeps &
  InstalledPageDeps;

export function installRoutes(deps: InstallRoutesDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const asOwnPage = securityHeaders({
    frameAncestors: [],
    https: deps.publicUrl.startsWith('https:'),
    // BigCommerce's pages in between must not cut the popup off from the page that opened it.
    opener: 'unsafe-none',
  });

  const answerAnnounced = async (
    iclient: IClient,
    authorization: Authorization,
    req: Request,
    res: Response,
  ) => {
    const { link } = authorization;
    try {
      const ended = await completeAuthorization(deps, iclient, authorization, req, res).catch(
        (error: unknown) => endedBy(error, authorization),
      );
      await new Promise<void>((resolve) => void asOwnPage(req, res, () => resolve()));
      await answerAuthorization(deps, ended, req, res);
    } catch (error) {
      if (link === undefined) throw error;
      req.log.warn({ err: error }, 'A callback ended no authorization of a link.');
      recordRefusedCallback(deps.events, error, req, res);
      res.redirect(303, pageOfRefused(error, link));
    }
  };

  // A page that a browser only fetches ahead uses no code up.
  router.all(callbackPaths('auth'), only('GET'), refusePrefetch, async (req, res) => {
    if ('external_install' in req.query) return answerExternalInstall(deps, req, res);
    // Also where it fails: a popup that is cut off looks closed to the page that opened it.
    res.set('Cross-Origin-Opener-Policy', 'unsafe-none');
    const iclient = await calledIClient(deps.iclients, req);
    knownOf(res).iclientId = iclient.id;
    const authorization = await findAuthorization(deps.authorizations, iclient, req);
    if (authorization) return answerAnnounced(iclient, authorization, req, res);
    const saved = await install(deps, iclient, req, res);
    const next = await noteAwaited(deps, iclient, saved, req);
    if (next !== undefined) return res.redirect(303, next);
    res.type('html').send(await installedPage(deps, iclient, saved, req));
  });

  router.use(recordRefusals(deps.events));
  return router;
}
