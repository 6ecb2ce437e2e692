/**
 * Apps in a store's control panel, under /manage/{hash}/apps: the list, consent, the app in its
 * iframe, uninstall.
 */
import { type Request, type Response, Router } from 'express';
import { uninstallApp, wasTaken } from '../deliveries.ts';
import { findInstall, installOf } from '../installs.ts';
import { issueCode } from '../oauth/codes.ts';
import { noticeOf, withNotice } from '../pages/notices.ts';
import type { Views } from '../pages/views.ts';
import { textOf } from '../request-text.ts';
import { wordsForScopes } from '../scope-words.ts';
import { type Install, mayInstall, type SandboxApp, type World } from '../world.ts';
import { deliveryRows } from './delivery-routes.ts';
import { inPanel, type Panel, panelData } from './panel.ts';
import { whatOpeningShows } from './what-opening-shows.ts';

type AppHandler = (panel: Panel, app: SandboxApp, req: Request, res: Response) => unknown;

export function panelAppRoutes(world: World, views: Views): Router {
  const router = Router();
  const withApp = (handle: AppHandler) =>
    inPanel(world, (panel, req, res, next) => {
      const app = world.apps.get(textOf(req.params.clientId));
      return app ? handle(panel, app, req, res) : next();
    });
  const at = '/manage/:hash/apps/:clientId';

  router.get(
    '/manage/:hash/apps',
    inPanel(world, (panel, req, res) => {
      const rows = { apps: appRows(world, panel), deliveries: deliveryRows(world, panel.store) };
      const data = { ...panelData(world, panel, 'apps'), ...rows, notice: noticeOf(req) };
      res.send(views.render('panel/apps', data));
    }),
  );
  router.get(
    at,
    withApp((panel, app, req, res) => openApp(world, views, panel, app, req, res)),
  );
  router.get(
    `${at}/status`,
    withApp((panel, app, _req, res) => {
      const install = findInstall(world, app.clientId, panel.store.hash);
      res.json({ installed: Boolean(install?.installed && install.token) });
    }),
  );
  router.get(
    `${at}/install`,
    withApp((panel, app, _req, res) => showConsent(world, views, panel, app, res)),
  );
  router.post(
    `${at}/install`,
    withApp((panel, app, _req, res) => agree(world, panel, app, res)),
  );
  router.get(
    `${at}/uninstall`,
    withApp((panel, app, _req, res) => {
      res.send(views.render('panel/uninstall', { ...panelData(world, panel, 'apps'), app }));
    }),
  );
  router.post(
    `${at}/uninstall`,
    withApp(async (panel, app, _req, res) => {
      res.redirect(303, withNotice(appsPath(panel), await uninstall(world, panel, app)));
    }),
  );
  return router;
}

function openApp(
  world: World,
  views: Views,
  panel: Panel,
  app: SandboxApp,
  req: Request,
  res: Response,
) {
  const install = findInstall(world, app.clientId, panel.store.hash);
  const opening = whatOpeningShows(world, panel, app, install, textOf(req.query.url));
  if (opening.shows === 'consent') return res.redirect(303, `${appPath(panel, app)}/install`);
  const data = { ...panelData(world, panel, app.clientId), app, opening };
  if (opening.shows !== 'frame') return res.send(views.render('panel/no-frame', data));
  const appOrigin = new URL(opening.src).origin;
  return res.send(views.render('panel/frame', { ...data, appOrigin }));
}

function showConsent(world: World, views: Views, panel: Panel, app: SandboxApp, res: Response) {
  const permissions = wordsForScopes(app.scopes);
  const again = findInstall(world, app.clientId, panel.store.hash)?.installed ?? false;
  const data = { ...panelData(world, panel, 'apps'), app, permissions, again };
  res.send(views.render('panel/consent', data));
}

function agree(world: World, panel: Panel, app: SandboxApp, res: Response) {
  const { store, user } = panel;
  if (mayInstall(user)) {
    const { scopes, callbacks } = app;
    const code = issueCode(world, { app, store, user, scopes, redirectUri: callbacks.auth });
    installOf(world, app.clientId, store.hash).pendingCallback = code.url;
  }
  res.redirect(303, appPath(panel, app));
}

async function uninstall(world: World, { store, user }: Panel, app: SandboxApp) {
  if (!mayInstall(user)) return 'not-allowed';
  const answer = await uninstallApp(world, app, store, user);
  return wasTaken(answer) ? 'uninstalled' : 'uninstalled-unheard';
}

function appRows(world: World, panel: Panel) {
  return [...world.apps.values()].map((app) => {
    const install = findInstall(world, app.clientId, panel.store.hash);
    return { app, status: statusOf(install), installed: install?.installed ?? false };
  });
}

function statusOf(install: Install | undefined): string {
  if (install?.installed && install.token) return 'Installed';
  if (install?.awaitingExchange) return 'Installing…';
  if (install?.installed) return 'Needs your agreement again';
  return 'Not installed';
}

function appsPath({ store }: Panel): string {
  return `/manage/${store.hash}/apps`;
}

function appPath(panel: Panel, app: SandboxApp): string {
  return `${appsPath(panel)}/${encodeURIComponent(app.clientId)}`;
}
