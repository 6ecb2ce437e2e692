/** The developer portal, in small: an app's credentials, callbacks and scopes; registering an app. */
import { Router, urlencoded } from 'express';
import { saveApp } from '../installs.ts';
import { textOf } from '../request-text.ts';
import type { SandboxApp, World } from '../world.ts';
import { newApp } from './new-app.ts';
import { type Notice, noticeOf, withNotice } from './notices.ts';
import { chosenScopes, presentScopes, type ScopeChoice, scopeChoiceData } from './scope-choice.ts';
import type { Views } from './views.ts';

export function portalRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });
  const formPage = (choice: ScopeChoice, values: object, errors: object) =>
    views.render('portal/new-app', { ...scopeChoiceData(choice), values, errors });
  const appPage = (app: SandboxApp, choice: ScopeChoice, notice?: Notice) =>
    views.render('portal/app', { app, notice, ...scopeChoiceData(choice) });

  router.get('/apps/new', (_req, res) => void res.send(formPage(presentScopes([]), {}, {})));
  router.post('/apps', form, (req, res) => {
    const choice = chosenScopes(req.body);
    const { app, errors } = newApp(req.body, choice.scopes);
    if (!app || choice.error) {
      res.status(400).send(formPage(choice, req.body ?? {}, errors));
    } else {
      saveApp(world, app);
      res.redirect(303, withNotice(appPath(app), 'registered'));
    }
  });
  router.get('/apps/:clientId', (req, res, next) => {
    const app = world.apps.get(textOf(req.params.clientId));
    if (!app) return next();
    res.send(appPage(app, presentScopes(app.scopes), noticeOf(req)));
  });
  router.post('/apps/:clientId/scopes', form, (req, res, next) => {
    const app = world.apps.get(textOf(req.params.clientId));
    if (!app) return next();
    const choice = chosenScopes(req.body);
    if (choice.error) return res.status(400).send(appPage(app, choice));
    saveApp(world, { ...app, scopes: choice.scopes });
    return res.redirect(303, withNotice(appPath(app), 'scopes-saved'));
  });
  return router;
}

function appPath(app: SandboxApp): string {
  return `/apps/${encodeURIComponent(app.clientId)}`;
}
