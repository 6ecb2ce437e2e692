/**
 * The API host: `/stores/{hash}/{v2,v3}/…`. A request passes, in this order: is the route known,
 * the fault that is switched on, the token, the store's quota, the scopes; then it is answered.
 */
import { json, type Request, type Response, Router } from 'express';
import { misbehave } from '../faults/misbehave.ts';
import { logRequest } from '../request-log.ts';
import { textOf } from '../request-text.ts';
import type { Token, World } from '../world.ts';
import type { ApiAnswer, ApiRoute } from './api-route.ts';
import { hookRoutes } from './hook-routes.ts';
import * as problems from './problems.ts';
import { takeFromQuota } from './rate-limit.ts';
import { sellingRoutes } from './selling-routes.ts';
import { storeRoutes } from './store-routes.ts';

export function apiHost(world: World): Router {
  const router = Router();
  router.use('/stores', (req, _res, next) => {
    logRequest(world, req);
    world.counts.api += 1;
    next();
  });
  for (const route of [...storeRoutes, ...sellingRoutes, ...hookRoutes]) {
    router[route.method](`/stores/:hash${route.path}`, async (req, res) => {
      if (await misbehave(world, world.faults.api, req, res)) return;
      await readJson(req, res);
      send(res, answer(world, route, req, res));
    });
  }
  router.use('/stores', (_req, res) => {
    res.status(404).type('text/plain').send(problems.routeNotFound);
  });
  return router;
}

/** Sets the rate limit headers on the way, once the store is known. */
function answer(world: World, route: ApiRoute, req: Request, res: Response): ApiAnswer {
  const value = textOf(req.headers['x-auth-token']);
  if (!value) return { status: 401, body: problems.tokenRequired };
  const token = world.faults.api === 'unauthorized' ? undefined : world.tokens.get(value);
  if (!token) return { status: 401, body: problems.unauthorized() };
  const quota = takeFromQuota(world, token.storeHash ?? '');
  res.set(quota.headers);
  if (!quota.allowed) return { status: 429, body: problems.tooManyRequests() };
  const hash = textOf(req.params.hash);
  const store = world.stores.get(hash);
  const catalogue = world.catalogues.get(hash);
  const lettingIn = token.storeHash === hash && holdsScope(route, token);
  if (!store || !catalogue || !lettingIn) return { status: 403, body: problems.scopeMissing() };
  const { query, body } = req;
  const id = Number(req.params.id ?? Number.NaN);
  return route.answer({ world, store, token, catalogue, query, id, body });
}

function holdsScope(route: ApiRoute, token: Token): boolean {
  if (route.scopes === 'any token') return true;
  return route.scopes.some((scope) => token.scopes.includes(scope));
}

function send(res: Response, { status, body }: ApiAnswer) {
  res.status(status);
  if (body === undefined) res.end();
  else if (typeof body === 'string') res.type('text/plain').send(body);
  else res.json(body);
}

const parseJson = json();

/** A body that is no JSON is left undefined, and the route's own schema refuses it with a 422. */
function readJson(req: Request, res: Response): Promise<void> {
  return new Promise((resolve) => parseJson(req, res, () => resolve()));
}
