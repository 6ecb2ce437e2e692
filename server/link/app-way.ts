/**
 * The step in which a merchant connects by the app. What BigCommerce answers comes to `install/`.
 *
 * GET  /link/{link}/app            the store's address, or a start at BigCommerce; what went wrong before
 * POST /link/{link}/app            starts an authorization of the app for that store
 * GET  /link/{link}/app/opening    the window of the authorization before it has an address
 * GET  /link/{link}/app/go         on to BigCommerce in this tab
 * GET  /link/{link}/app/status     what became of it, for link-app.js
 * GET  /link/{link}/app/returned   the window when it comes back
 * POST /link/{link}/app/install    waits for an install; GET goes on to where it begins
 * GET  /link/{link}/confirm        names the store of such an install; POST connects it
 */
import { Router } from 'express';
import { only } from '../http/only.ts';
import { type AppPageDeps, showApp, startApp, startInstall } from './app-page.ts';
import {
  type AppWindowDeps,
  goToInstall,
  goToStore,
  showOpening,
  showReturned,
  tellStatus,
} from './app-window.ts';
import { type ConfirmDeps, confirm, showConfirm } from './confirm.ts';
import { atStep } from './open-visit.ts';

export type AppWayDeps = AppPageDeps & AppWindowDeps & ConfirmDeps;

export function appWayRoutes(deps: AppWayDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const app = '/link/:link/app';
  const confirmation = '/link/:link/confirm';

  router.all(app, only('GET', 'POST'), atStep('app'));
  router.get(app, (req, res) => showApp(deps, req, res));
  router.post(app, (req, res) => startApp(deps, req, res));
  router.all(`${app}/install`, only('GET', 'POST'), atStep('app'));
  router.get(`${app}/install`, (_req, res) => goToInstall(deps, res));
  router.post(`${app}/install`, (req, res) => startInstall(deps, req, res));
  router.all(`${app}/go`, only('GET'), atStep('app'), (_req, res) => goToStore(deps, res));
  // Also of a visit that has ended: its pages wait for just that.
  router.all(`${app}/opening`, only('GET'), (_req, res) => showOpening(deps, res));
  router.all(`${app}/status`, only('GET'), (_req, res) => tellStatus(deps, res));
  router.all(`${app}/returned`, only('GET'), (_req, res) => showReturned(deps, res));

  router.all(confirmation, only('GET', 'POST'), atStep('confirm'));
  router.get(confirmation, (_req, res) => showConfirm(deps, res));
  router.post(confirmation, (req, res) => confirm(deps, req, res));
  return router;
}
