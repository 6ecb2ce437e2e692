/** The sandbox's own front page: what it is, its stores, its apps. */
import { Router } from 'express';
import { faultsOn } from '../faults/set-faults.ts';
import type { World } from '../world.ts';
import type { Views } from './views.ts';

export function homeRoutes(world: World, views: Views): Router {
  const router = Router();
  router.get('/', (_req, res) => {
    const stores = [...world.stores.values()];
    const apps = [...world.apps.values()];
    res.send(views.render('home', { stores, apps, faultsOn: faultsOn(world) }));
  });
  return router;
}
