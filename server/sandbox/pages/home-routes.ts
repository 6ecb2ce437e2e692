/** The sandbox's own front pages: what it is, and what it gets wrong on purpose. */
import { Router, urlencoded } from 'express';
import { apiFaults, payloadFaults, tokenFaults } from '../faults/fault-list.ts';
import { setFaults } from '../faults/set-faults.ts';
import type { World } from '../world.ts';
import type { Views } from './views.ts';

export function homeRoutes(world: World, views: Views): Router {
  const router = Router();
  router.get('/', (_req, res) => {
    const stores = [...world.stores.values()];
    const apps = [...world.apps.values()];
    res.send(views.render('home', { stores, apps, faultsOn: anyFault(world) }));
  });
  router.get('/faults', (req, res) => {
    const saved = 'saved' in req.query;
    const groups = { tokenFaults, apiFaults, payloadFaults };
    res.send(views.render('faults', { faults: world.faults, saved, ...groups }));
  });
  router.post('/faults', urlencoded({ extended: false }), (req, res) => {
    setFaults(world, req.body);
    res.redirect(303, '/faults?saved');
  });
  return router;
}

function anyFault({ faults }: World): boolean {
  return [faults.token, faults.api, faults.payload].some((fault) => fault !== 'none');
}
