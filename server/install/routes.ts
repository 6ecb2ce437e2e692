/**
 * The auth callback: a merchant installed the app, and BigCommerce sends their browser here.
 *
 * GET /bigcommerce/{slug}/auth, for the default iClient also GET /auth. The answer is the page for
 * BigCommerce's iframe; an install from an external button ends on BigCommerce's own result pages.
 *
 * Most callbacks come unannounced and are bound to nobody: they start no session and read none, so a
 * code completed in somebody else's browser gives that browser nothing (RFC 9700, 4.7). Others end an
 * authorization that a user of the console started in this browser; their answer is a page of ours.
 */
import { type Request, type Response, Router } from 'express';
import type { Authorization } from '../authorizations/authorization.ts';
import { statusOf } from '../errors.ts';
import { knownOf, recordRefusals } from '../events/refused-callback.ts';
import { only } from '../http/only.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Views } from '../http/views.ts';
import { callbackPaths } from '../iclients/callback-urls.ts';
import { calledIClient } from '../iclients/called-iclient.ts';
import { textsFor } from '../language/language.ts';
import { describeAuthorization } from '../pages/describe-authorization.ts';
import { findAuthorization } from './announced-callback.ts';
import { type CompleteAuthorizationDeps, completeAuthorization } from './complete-authorization.ts';
import { answerExternalInstall, type ExternalInstallDeps } from './external-install.ts';
import { type InstalledPageDeps, installedPage } from './installed-page.ts';
import { install } from './unannounced-install.ts';

export type InstallRoutesDeps = ExternalInstallDeps & CompleteAuthorizationDeps & InstalledPageDeps;

export function installRoutes(deps: InstallRoutesDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const asOwnPage = securityHeaders({
    frameAncestors: [],
    https: deps.publicUrl.startsWith('https:'),
    // BigCommerce's pages in between must not cut the popup off from the page that opened it.
    opener: 'unsafe-none',
  });

  router.all(callbackPaths('auth'), only('GET'), async (req, res) => {
    if ('external_install' in req.query) return answerExternalInstall(deps, req, res);
    const iclient = await calledIClient(deps.iclients, req);
    knownOf(res).iclientId = iclient.id;
    const authorization = await findAuthorization(deps.authorizations, iclient, req);
    if (authorization) {
      const ended = await completeAuthorization(deps, iclient, authorization, req, res);
      return asOwnPage(req, res, () => answerAuthorization(deps, ended, req, res));
    }
    const saved = await install(deps, iclient, req, res);
    res.type('html').send(await installedPage(deps, iclient, saved, req));
  });

  router.use(recordRefusals(deps.events));
  return router;
}

function answerAuthorization(
  { views }: { views: Views },
  ended: Authorization,
  req: Request,
  res: Response,
): void {
  const { language } = ended;
  const page = { language, texts: textsFor(language), viewer: undefined, path: req.path };
  const authorization = describeAuthorization(ended, language);
  if (ended.status === 'failed') res.status(statusOf(ended.code));
  res.type('html').send(views.render('authorize/result', { page, authorization, announce: true }));
}
