/** A store's control panel apart from its apps: home, users, acting as another user, signing out. */
import { Router, urlencoded } from 'express';
import { revokeUser } from '../deliveries.ts';
import { changeOwnerEmail, findInstall } from '../installs.ts';
import type { Views } from '../pages/views.ts';
import { textOf } from '../request-text.ts';
import { mayInstall, ownerOf, type World } from '../world.ts';
import { actAs, inPanel, type Panel, panelData, userById } from './panel.ts';

export function panelStoreRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });

  router.get(
    '/manage/:hash',
    inPanel(world, (panel, _req, res) => {
      const catalogue = world.catalogues.get(panel.store.hash);
      res.send(views.render('panel/home', { ...panelData(world, panel, 'home'), catalogue }));
    }),
  );
  router.get(
    '/manage/:hash/signed-out',
    inPanel(world, ({ store }, _req, res) => {
      res.send(views.render('panel/signed-out', { store }));
    }),
  );
  router.post(
    '/manage/:hash/act-as',
    form,
    inPanel(world, ({ store }, req, res) => {
      const user = userById(store, textOf(req.body?.user));
      if (user) actAs(res, store, user);
      res.redirect(303, panelPath(store.hash, textOf(req.body?.back)));
    }),
  );
  router.use(userRoutes(world, views));
  return router;
}

function userRoutes(world: World, views: Views): Router {
  const router = Router();
  const form = urlencoded({ extended: false });

  router.get(
    '/manage/:hash/users',
    inPanel(world, (panel, _req, res) => {
      const data = { ...panelData(world, panel, 'users'), rows: userRows(world, panel) };
      res.send(views.render('panel/users', data));
    }),
  );
  router.post(
    '/manage/:hash/users/:userId/access',
    form,
    inPanel(world, async (panel, req, res) => {
      await changeAccess(world, panel, textOf(req.params.userId), req.body);
      res.redirect(303, `/manage/${panel.store.hash}/users`);
    }),
  );
  router.post(
    '/manage/:hash/owner-email',
    form,
    inPanel(world, ({ store, user }, req, res) => {
      const email = textOf(req.body?.email).trim();
      const changed = /^\S+@\S+$/.test(email) && email !== ownerOf(store).email;
      if (mayInstall(user) && changed) changeOwnerEmail(world, store, email);
      res.redirect(303, `/manage/${store.hash}/users`);
    }),
  );
  return router;
}

async function changeAccess(
  world: World,
  panel: Panel,
  userId: string,
  body: { clientId?: unknown; access?: unknown } | undefined,
) {
  const app = world.apps.get(textOf(body?.clientId));
  const target = userById(panel.store, userId);
  if (!app || !target || target.role === 'owner' || !mayInstall(panel.user)) return;
  if (body?.access === 'revoke') await revokeUser(world, app, panel.store, target);
  else findInstall(world, app.clientId, panel.store.hash)?.revokedUserIds.delete(target.id);
}

function userRows(world: World, panel: Panel) {
  const { menuApps } = panelData(world, panel, 'users');
  return panel.store.users.map((user) => ({
    user,
    access: menuApps.map((app) => {
      const install = findInstall(world, app.clientId, panel.store.hash);
      return { app, revoked: install?.revokedUserIds.has(user.id) ?? false };
    }),
  }));
}

/** Only a path inside the same store's panel is gone back to. */
function panelPath(storeHash: string, back: string): string {
  const home = `/manage/${storeHash}`;
  return back === home || back.startsWith(`${home}/`) ? back : home;
}
