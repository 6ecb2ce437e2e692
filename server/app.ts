/** The order of middleware and mounts, nothing else. */
import { join } from 'node:path';
import express, { type Express } from 'express';
import { apiRoutes } from './api/routes.ts';
import { authorizeLinkRoutes } from './authorize/link-routes.ts';
import { authorizeRoutes } from './authorize/routes.ts';
import { answerMarks } from './callback-tests/checks/answer-marks.ts';
import { explainRefusals } from './callback-tests/explain-refusals.ts';
import { recordCallbacks } from './callback-tests/recorder/record-callbacks.ts';
import { receiveArrivals } from './callback-tests/simulation/receive-arrivals.ts';
import { signedCallbackRoutes } from './callbacks/routes.ts';
import { consoleApiKeyRoutes } from './console/api-keys/routes.ts';
import { consoleCallbackRoutes } from './console/callbacks/routes.ts';
import { consoleCompanyRoutes } from './console/companies/routes.ts';
import { consoleConnectionRoutes } from './console/connections/routes.ts';
import { consoleEventRoutes } from './console/events/routes.ts';
import { consoleIClientRoutes } from './console/iclients/routes.ts';
import { consoleSettingsRoutes } from './console/settings/routes.ts';
import { accountRoutes } from './console/users/account.ts';
import { userRoutes } from './console/users/routes.ts';
import type { Deps } from './deps.ts';
import { embeddedRoutes } from './embedded/routes.ts';
import { healthRoutes } from './health/routes.ts';
import { errorAnswers, notFound } from './http/error-answers.ts';
import { requestLog } from './http/request-log.ts';
import { neverStored, securityHeaders } from './http/security-headers.ts';
import { refuseRepeatedHeaders } from './http/single-headers.ts';
import { viewsFolder } from './http/views.ts';
import { callbackKinds, callbackPaths } from './iclients/callback-urls.ts';
import { installRoutes } from './install/routes.ts';
import { linkRoutes } from './link/routes.ts';
import { metricsRoutes } from './metrics/routes.ts';
import { pickerRoutes } from './picker/routes.ts';
import { signInRoutes } from './sign-in/routes.ts';

export function createApp(deps: Deps): Express {
  const { frameAncestors, publicUrl, sessionSecret, trustProxy } = deps.config;
  const https = publicUrl.startsWith('https:');
  const shared = { ...deps, publicUrl, sessionSecret, panelOrigins: frameAncestors };
  // Whoever is not given these meets no test client of a simulated install.
  const forCallbacks = { ...shared, ...deps.withTestClients };

  const app = express();
  app.set('trust proxy', trustProxy);
  app.disable('x-powered-by');
  app.disable('etag');
  app.use(requestLog(deps.log));
  app.use(securityHeaders({ frameAncestors: [], https }));
  app.use(refuseRepeatedHeaders);
  app.use(
    '/public',
    express.static(join(viewsFolder(), 'public'), { index: false, redirect: false, maxAge: '5m' }),
  );
  app.use(neverStored);
  app.use(healthRoutes(deps));
  app.use(
    apiRoutes({
      ...shared,
      bigcommerceApiUrl: deps.config.bigcommerce.apiUrl,
    }),
  );
  app.use(metricsRoutes(deps));

  // Shown by BigCommerce's control panel in a frame, failures included.
  app.use(
    ['/app', ...callbackKinds.flatMap(callbackPaths)],
    securityHeaders({ frameAncestors, https }),
  );
  app.use(answerMarks(deps.callbackMarks));
  app.use(receiveArrivals(forCallbacks));
  app.use(recordCallbacks(shared));
  app.use(installRoutes(forCallbacks));
  app.use(signedCallbackRoutes(forCallbacks));
  app.use(embeddedRoutes(shared));
  app.use(authorizeLinkRoutes(shared));
  app.use(pickerRoutes(shared));
  // Merchants' forms tell their Origin, too.
  app.use('/link', securityHeaders({ frameAncestors: [], https, referrer: 'same-origin' }));
  app.use(linkRoutes(shared));

  // Their forms tell their Origin, and windows that they open stay theirs.
  app.use(
    ['/sign-in', '/sign-out', '/join', '/first-admin', '/console'],
    securityHeaders({
      frameAncestors: [],
      https,
      referrer: 'same-origin',
      opener: 'same-origin-allow-popups',
    }),
  );
  app.use(signInRoutes(deps));
  app.use('/console', ...deps.access.signedIn);
  app.use(authorizeRoutes(deps));
  app.use(userRoutes(shared));
  app.use(consoleApiKeyRoutes(deps));
  app.use(accountRoutes(shared));
  app.use(consoleCallbackRoutes(shared));
  app.use(consoleCompanyRoutes(shared));
  app.use(consoleConnectionRoutes(shared));
  app.use(consoleEventRoutes(shared));
  app.use(consoleIClientRoutes(shared));
  app.use(consoleSettingsRoutes(deps));

  app.use(notFound);
  app.use(explainRefusals(forCallbacks));
  app.use(errorAnswers({ views: deps.views, panelOrigins: frameAncestors }));
  return app;
}
