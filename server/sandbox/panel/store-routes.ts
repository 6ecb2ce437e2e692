/** A store's control panel apart from apps and users: home, acting as another user, signing out. */
import { Router, urlencoded } from 'express';
import type { Views } from '../pages/views.ts';
import { textOf } from '../request-text.ts';
import type { World } from '../world.ts';
import { actAs, inPanel, panelData, userById } from './panel.ts';

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
  return router;
}

/** Only a path inside the same store's panel is gone back to. */
function panelPath(storeHash: string, back: string): string {
  const home = `/manage/${storeHash}`;
  return back === home || back.startsWith(`${home}/`) ? back : home;
}
