/**
 * The pages on which a merchant without an account connects a store, by a link that a builder sent. Each
 * step has a URL: GET draws it, POST does one thing and answers 303. A visit (`links/visits.ts`) is of
 * the browser that opened the link; what is known of it is shown to no other.
 *
 * GET  /link/{token}             begins the visit
 * GET  /link/{link}/access       what is accessed and why; POST agrees
 * GET  /link/{link}/way          by app or by API account, where both are offered; POST chooses
 *      /link/{link}/app          app-way.ts, and so is .../confirm
 *      /link/{link}/api-account  api-account.ts
 * GET  /link/{link}/done         how it ended, and back to the builder
 * GET  /link/{link}/leave        asks first; POST ends the visit
 * POST /link/{link}/language     another language
 */
import { Router } from 'express';
import { type VisitorFormsDeps, visitorForms } from '../access/visitor-forms.ts';
import { only } from '../http/only.ts';
import { refusePrefetch } from '../http/refuse-prefetch.ts';
import { type AccessStepDeps, agree, showAccess } from './access.ts';
import { type ApiAccountDeps, apiAccountRoutes } from './api-account.ts';
import { type AppWayDeps, appWayRoutes } from './app-way.ts';
import { mayClose } from './app-window.ts';
import { type BrandingDeps, brandingRoutes } from './branding-routes.ts';
import { type ChoiceDeps, changeLanguage, chooseWay, showWay } from './choices.ts';
import { type EndDeps, leave, showDone, showLeave } from './ends.ts';
import { type FollowDeps, follow } from './follow.ts';
import { atStep, type OpenVisitDeps, openVisit, readSettings } from './open-visit.ts';
import { steps } from './steps.ts';

export type LinkDeps = VisitorFormsDeps &
  BrandingDeps &
  OpenVisitDeps &
  FollowDeps &
  AccessStepDeps &
  ChoiceDeps &
  AppWayDeps &
  ApiAccountDeps &
  EndDeps;

export function linkRoutes(deps: LinkDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.use(brandingRoutes(deps));
  router.use('/link', readSettings(deps));
  // Neither HEAD nor a prefetch begins a visit.
  router.all('/link/:token', only('GET'), refusePrefetch, (req, res) => follow(deps, req, res));
  router.use('/link/:link/app/returned', mayClose);
  router.use('/link/:link', ...visitorForms(deps), openVisit(deps));

  for (const step of steps) router.all(`/link/:link/${step}`, only('GET', 'POST'), atStep(step));
  router.get('/link/:link/access', (_req, res) => showAccess(deps, res));
  router.post('/link/:link/access', (req, res) => agree(deps, req, res));
  router.get('/link/:link/way', (_req, res) => showWay(deps, res));
  router.post('/link/:link/way', (req, res) => chooseWay(deps, req, res));
  router.use(appWayRoutes(deps));
  router.use(apiAccountRoutes(deps));
  router.all('/link/:link/done', only('GET'), (_req, res) => showDone(deps, res));
  router.all('/link/:link/leave', only('GET', 'POST'));
  router.get('/link/:link/leave', (req, res) => showLeave(deps, req, res));
  router.post('/link/:link/leave', (req, res) => leave(deps, req, res));
  router.all('/link/:link/language', only('POST'), (req, res) => changeLanguage(deps, req, res));
  return router;
}
