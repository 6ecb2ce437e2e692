/**
 * /app/{clientId}/install: what a button on somebody's web site opens. The merchant chooses a store
 * and agrees; the auth callback then opens in the whole window, and the app sends the browser back
 * to one of the two result pages.
 */
import { type Request, type RequestHandler, type Response, Router, urlencoded } from 'express';
import type { Views } from '../pages/views.ts';
import { cookieOf, textOf } from '../request-text.ts';
import { wordsForScopes } from '../scope-words.ts';
import type { SandboxApp, World } from '../world.ts';
import { issueCode } from './codes.ts';
import { peopleWhoMayAgree } from './signed-in-people.ts';

const cookieName = 'sandbox_external_store';

export function externalInstallRoutes(world: World, views: Views): Router {
  const router = Router();
  const withApp =
    (handle: (app: SandboxApp, req: Request, res: Response) => void): RequestHandler =>
    (req, res, next) => {
      const app = world.apps.get(textOf(req.params.clientId));
      if (app) handle(app, req, res);
      else next();
    };
  router.get(
    '/app/:clientId/install',
    withApp((app, _req, res) => {
      const people = peopleWhoMayAgree(world);
      const permissions = wordsForScopes(app.scopes);
      res.send(views.render('login/external-install', { app, people, permissions }));
    }),
  );
  router.post(
    '/app/:clientId/install',
    urlencoded({ extended: false }),
    withApp((app, req, res) => agree(world, app, req, res)),
  );
  for (const result of ['succeeded', 'failed']) {
    router.get(
      `/app/:clientId/install/${result}`,
      withApp((app, req, res) => {
        const store = world.stores.get(cookieOf(req, cookieName));
        res.send(views.render(`login/install-${result}`, { app, store }));
      }),
    );
  }
  return router;
}

/** Remembers the chosen store in the browser, because the app's answer does not name it. */
function agree(world: World, app: SandboxApp, req: Request, res: Response) {
  const at = `/app/${encodeURIComponent(app.clientId)}/install`;
  const person = peopleWhoMayAgree(world).find(({ value }) => value === textOf(req.body?.as));
  if (!person) return res.redirect(302, `${at}/failed`);
  const { store, user } = person;
  const { scopes, callbacks } = app;
  const extra = { external_install: 'true' };
  const code = issueCode(world, { app, store, user, scopes, redirectUri: callbacks.auth, extra });
  res.cookie(cookieName, store.hash, { path: at, httpOnly: true, sameSite: 'lax' });
  return res.redirect(302, code.url);
}
