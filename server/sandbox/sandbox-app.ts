/** The sandbox's Express app: the order of its parts, nothing else. */
import express, { type ErrorRequestHandler, type Express } from 'express';
import { apiHost } from './api/api-host.ts';
import { controlRoutes } from './control/control-routes.ts';
import { authorizeRoutes } from './oauth/authorize-routes.ts';
import { externalInstallRoutes } from './oauth/external-install-routes.ts';
import { tokenRoutes } from './oauth/token-route.ts';
import { faultRoutes } from './pages/fault-routes.ts';
import { homeRoutes } from './pages/home-routes.ts';
import { pageHeaders, refuseForeignOrigins } from './pages/page-headers.ts';
import { portalRoutes } from './pages/portal-routes.ts';
import { createViews, publicFolder } from './pages/views.ts';
import { apiAccountRoutes } from './panel/api-account-routes.ts';
import { panelAppRoutes } from './panel/app-routes.ts';
import { deliveryRoutes } from './panel/delivery-routes.ts';
import { panelStoreRoutes } from './panel/store-routes.ts';
import { userRoutes } from './panel/user-routes.ts';
import type { World } from './world.ts';

export function createSandboxApp(world: World): Express {
  const views = createViews();
  const app = express();
  app.disable('x-powered-by').disable('etag');
  app.use(tokenRoutes(world), apiHost(world));
  app.use(refuseForeignOrigins);
  app.use('/sandbox', controlRoutes(world));
  app.use('/assets', express.static(publicFolder(), { index: false }));
  app.use(pageHeaders(world));
  app.use(authorizeRoutes(world, views), externalInstallRoutes(world, views));
  app.use(homeRoutes(world, views), faultRoutes(world, views), portalRoutes(world, views));
  app.use(panelAppRoutes(world, views), deliveryRoutes(world));
  app.use(panelStoreRoutes(world, views), userRoutes(world, views));
  app.use(apiAccountRoutes(world, views));
  app.use((_req, res) => void res.status(404).send(views.render('not-found', {})));
  app.use(answerError);
  return app;
}

/** Four parameters tell Express that this one takes errors. */
const answerError: ErrorRequestHandler = (error, _req, res, _next) => {
  const { status, message } = error as { status?: number; message?: string };
  if (res.headersSent) res.destroy();
  else res.status(status ?? 500).json({ error: message ?? 'The sandbox failed' });
};
