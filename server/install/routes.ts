/**
 * The auth callback: a merchant installed the app, and BigCommerce sends their browser here.
 *
 * GET /bigcommerce/{slug}/auth, for the default iClient also GET /auth. The answer is the page for
 * BigCommerce's iframe; an install from an external button ends on BigCommerce's own result pages.
 *
 * The callback comes unannounced and is bound to nobody: it starts no session and reads none, so a
 * code completed in somebody else's browser gives that browser nothing (RFC 9700, 4.7).
 */
import { type Request, type Response, Router } from 'express';
import type { Config } from '../../config/index.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { SavedInstall } from '../connections/save-install.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import { only } from '../http/only.ts';
import type { Views } from '../http/views.ts';
import { callbackPaths, slugOf } from '../iclients/callback-urls.ts';
import { defaultIClientSlug, type IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import { type Language, languageFromHeader, languageFromLocale } from '../language/language.ts';
import { describeConnection } from '../pages/describe-connection.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import type { StoreUser } from '../store-users/store-user.ts';
import { parseAuthCallback } from './auth-callback.ts';
import { exchangeCode } from './bigcommerce-strategy.ts';
import type { CodeClaims } from './code-claims.ts';
import type { CompleteInstall } from './complete-install.ts';

export type InstallDeps = {
  config: Pick<Config, 'defaultIClient'>;
  publicUrl: string;
  panelOrigins: string[];
  bigcommerce: BigCommerceClient;
  iclients: IClientStore;
  connections: ConnectionStore;
  storeUsers: StoreUserStore;
  codeClaims: CodeClaims;
  completeInstall: CompleteInstall;
  views: Views;
};

export function installRoutes(deps: InstallDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });

  router.all(callbackPaths('auth'), only('GET'), async (req, res) => {
    if ('external_install' in req.query) return answerExternalInstall(deps, req, res);
    const iclient = await findIClient(deps, req);
    const saved = await install(deps, iclient, req, res);
    res.type('html').send(await installedPage(deps, iclient, saved, req));
  });

  return router;
}

async function findIClient(deps: InstallDeps, req: Request): Promise<IClient> {
  const iclient = await deps.iclients.findBySlug(slugOf(req.params));
  if (!iclient) throw new AppError('app_unknown', 'No iClient has this slug.');
  return iclient;
}

async function install(
  deps: InstallDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<SavedInstall> {
  const callback = parseAuthCallback(req.query);
  const saved = await deps.codeClaims.once(iclient.id, callback.code, async (claim) => {
    const app = {
      clientId: iclient.clientId,
      clientSecret: await deps.iclients.clientSecret(iclient.id),
      redirectUri: `${deps.publicUrl}${req.path}`,
    };
    const grant = await exchangeCode(deps.bigcommerce, app, callback, req, res);
    return deps.completeInstall({
      iclient,
      callback,
      grant,
      claim,
      address: req.ip ?? 'unknown',
      log: req.log,
    });
  });
  // A code that was exchanged before answers for its own store alone.
  if (saved.storeHash !== callback.storeHash) {
    throw new AppError('context_mismatch', 'The code was exchanged for another store.');
  }
  return saved;
}

async function answerExternalInstall(
  deps: InstallDeps,
  req: Request,
  res: Response,
): Promise<void> {
  // The default app's result pages are known even while Redis is away.
  let clientId =
    slugOf(req.params) === defaultIClientSlug ? deps.config.defaultIClient?.clientId : undefined;
  const goTo = (app: string, result: 'succeeded' | 'failed') =>
    res.redirect(
      302,
      `${deps.bigcommerce.loginUrl}/app/${encodeURIComponent(app)}/install/${result}`,
    );
  try {
    const iclient = await findIClient(deps, req);
    clientId = iclient.clientId;
    await install(deps, iclient, req, res);
    goTo(clientId, 'succeeded');
  } catch (error) {
    if (clientId === undefined) throw error;
    const code = error instanceof AppError ? error.code : 'internal_error';
    req.log.warn({ err: error, code }, 'An external install failed.');
    goTo(clientId, 'failed');
  }
}

async function installedPage(
  deps: InstallDeps,
  iclient: IClient,
  saved: SavedInstall,
  req: Request,
): Promise<string> {
  const [connection, users] = await Promise.all([
    deps.connections.find(saved.connectionId),
    deps.storeUsers.list(saved.connectionId),
  ]);
  if (!connection)
    throw new AppError('app_not_installed', 'The connection was deleted while it was installed.');
  const page = describeConnection({
    connection,
    iclient,
    users,
    language: languageOf(
      req,
      users.find(({ id }) => id === connection.installedBy.id),
    ),
    notice: saved.renewed ? 'reinstalled' : 'installed',
    basePath: '',
    panelOrigins: deps.panelOrigins,
  });
  return deps.views.render('embedded/overview', page);
}

/** The locale is known of somebody who has opened the app before; BigCommerce tells it only then. */
function languageOf(req: Request, installer: StoreUser | undefined): Language {
  if (installer?.locale !== undefined) return languageFromLocale(installer.locale);
  return languageFromHeader(req.get('Accept-Language'));
}
