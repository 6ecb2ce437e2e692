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
import { type ErrorRequestHandler, type Request, type Response, Router } from 'express';
import type { Config } from '../../config/index.ts';
import type { Authorization } from '../authorizations/authorization.ts';
import type { AuthorizationStore } from '../authorizations/store.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { SavedInstall } from '../connections/save-install.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError, statusOf } from '../errors.ts';
import { type KnownOfCallback, recordRefusedCallback } from '../events/refused-callback.ts';
import type { EventStore } from '../events/store.ts';
import { only } from '../http/only.ts';
import { securityHeaders } from '../http/security-headers.ts';
import type { Views } from '../http/views.ts';
import { callbackPaths, slugOf } from '../iclients/callback-urls.ts';
import { defaultIClientSlug, type IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import {
  type Language,
  languageFromHeader,
  languageFromLocale,
  textsFor,
} from '../language/language.ts';
import { describeAuthorization } from '../pages/describe-authorization.ts';
import { describeConnection } from '../pages/describe-connection.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import type { StoreUser } from '../store-users/store-user.ts';
import { findAuthorization } from './announced-callback.ts';
import { parseAuthCallback } from './auth-callback.ts';
import { exchangeCode } from './bigcommerce-strategy.ts';
import type { CodeClaims } from './code-claims.ts';
import { completeAuthorization } from './complete-authorization.ts';
import type { CompleteInstall } from './complete-install.ts';

export type InstallDeps = {
  config: Pick<Config, 'defaultIClient'>;
  publicUrl: string;
  panelOrigins: string[];
  bigcommerce: BigCommerceClient;
  authorizations: AuthorizationStore;
  events: Pick<EventStore, 'recordRefusal'>;
  iclients: IClientStore;
  connections: ConnectionStore;
  storeUsers: StoreUserStore;
  codeClaims: CodeClaims;
  completeInstall: CompleteInstall;
  views: Views;
};

export function installRoutes(deps: InstallDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const asOwnPage = securityHeaders({
    frameAncestors: [],
    https: deps.publicUrl.startsWith('https:'),
    // BigCommerce's pages in between must not cut the popup off from the page that opened it.
    opener: 'unsafe-none',
  });

  router.all(callbackPaths('auth'), only('GET'), async (req, res) => {
    if ('external_install' in req.query) return answerExternalInstall(deps, req, res);
    const iclient = await findIClient(deps, req, res);
    const authorization = await findAuthorization(deps.authorizations, iclient, req);
    if (authorization) {
      const ended = await completeAuthorization(deps, iclient, authorization, req, res);
      return asOwnPage(req, res, () => answerAuthorization(deps, ended, req, res));
    }
    const saved = await install(deps, iclient, req, res);
    res.type('html').send(await installedPage(deps, iclient, saved, req));
  });

  router.use(recordRefusals(deps));
  return router;
}

function recordRefusals({ events }: InstallDeps): ErrorRequestHandler {
  return (error: unknown, req, res, next) => {
    recordRefused(events, error, req, res);
    next(error);
  };
}

function recordRefused(
  events: InstallDeps['events'],
  error: unknown,
  req: Request,
  res: Response,
): void {
  const known = (res.locals.known ?? {}) as KnownOfCallback;
  recordRefusedCallback(events, error, { known, address: req.ip ?? 'unknown', log: req.log });
}

async function findIClient(deps: InstallDeps, req: Request, res: Response): Promise<IClient> {
  const iclient = await deps.iclients.findBySlug(slugOf(req.params));
  if (!iclient) throw new AppError('app_unknown', 'No iClient has this slug.');
  res.locals.known = { iclientId: iclient.id } satisfies KnownOfCallback;
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
    if (req.query.state)
      throw new AppError('state_unknown', 'An external install has no state of ours.');
    const iclient = await findIClient(deps, req, res);
    clientId = iclient.clientId;
    await install(deps, iclient, req, res);
    goTo(clientId, 'succeeded');
  } catch (error) {
    if (clientId === undefined) throw error;
    const code = error instanceof AppError ? error.code : 'internal_error';
    req.log.warn({ err: error, code }, 'An external install failed.');
    recordRefused(deps.events, error, req, res);
    goTo(clientId, 'failed');
  }
}

function answerAuthorization(
  deps: InstallDeps,
  ended: Authorization,
  req: Request,
  res: Response,
): void {
  const { language } = ended;
  const page = { language, texts: textsFor(language), viewer: undefined, path: req.path };
  const authorization = describeAuthorization(ended, language);
  if (ended.status === 'failed') res.status(statusOf(ended.code));
  res
    .type('html')
    .send(deps.views.render('authorize/result', { page, authorization, announce: true }));
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
      users.find(({ id }) => id === connection.installedBy?.id),
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
