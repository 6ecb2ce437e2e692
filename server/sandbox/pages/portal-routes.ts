/** The developer portal, in small: an app's credentials, callbacks and scopes; registering an app. */
import { Router, urlencoded } from 'express';
import { z } from 'zod';
import { saveApp } from '../installs.ts';
import { randomId, randomSecret } from '../random-ids.ts';
import { scopesIn, textOf } from '../request-text.ts';
import { offeredScopes } from '../scope-words.ts';
import type { SandboxApp, World } from '../world.ts';
import type { Views } from './views.ts';

const callback = z.url({ protocol: /^https?$/ });
const newAppForm = z.object({
  name: z.string().trim().min(1).max(100),
  auth: callback,
  load: callback,
  uninstall: callback,
  removeUser: callback,
});

export function portalRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });

  router.get('/apps/new', (_req, res) => {
    res.send(views.render('portal/new-app', { ...scopeChoice([]), values: {}, wrong: [] }));
  });
  router.post('/apps', form, (req, res) => {
    const app = newApp(req.body);
    if ('wrong' in app) {
      const values = { ...scopeChoice(chosenScopes(req.body)), values: req.body, ...app };
      res.status(400).send(views.render('portal/new-app', values));
    } else {
      saveApp(world, app);
      res.redirect(303, appPath(app));
    }
  });
  router.get('/apps/:clientId', (req, res, next) => {
    const app = world.apps.get(textOf(req.params.clientId));
    if (!app) return next();
    const saved = 'saved' in req.query;
    res.send(views.render('portal/app', { app, saved, ...scopeChoice(app.scopes) }));
  });
  router.post('/apps/:clientId/scopes', form, (req, res, next) => {
    const app = world.apps.get(textOf(req.params.clientId));
    if (!app) return next();
    saveApp(world, { ...app, scopes: chosenScopes(req.body) });
    res.redirect(303, `${appPath(app)}?saved`);
  });
  return router;
}

/** The app, or the names of the fields that are wrong. */
function newApp(input: unknown): SandboxApp | { wrong: string[] } {
  const form = newAppForm.safeParse(input ?? {});
  if (!form.success) return { wrong: form.error.issues.map(({ path }) => String(path[0])) };
  const { name, ...callbacks } = form.data;
  const scopes = chosenScopes(input as Record<string, unknown>);
  return { clientId: randomId(), clientSecret: randomSecret(), name, scopes, callbacks };
}

/** Boxes that are ticked (`scope`, once or many times) and names that are typed (`others`). */
function chosenScopes(form: Record<string, unknown> | undefined): string[] {
  const ticked = [form?.scope ?? []].flat().map(textOf).filter(Boolean);
  return [...new Set([...ticked, ...scopesIn(form?.others)])];
}

function scopeChoice(chosen: string[]) {
  const offered = offeredScopes();
  const others = chosen.filter((scope) => !offered.some((known) => known.scope === scope));
  return { offered, chosen, others };
}

function appPath(app: SandboxApp): string {
  return `/apps/${encodeURIComponent(app.clientId)}`;
}
