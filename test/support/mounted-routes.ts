/** The routes that an Express app really has, routers within routers included. */
import type { Express } from 'express';

/** `*`: whatever the method. */
export type MountedRoute = { method: string; path: string };

/** Paths as they were mounted, such as `/console/users/:id`. */
export function mountedRoutes(app: Express): MountedRoute[] {
  return layersOf(app.router).flatMap(routesOf);
}

type Layer = {
  handle?: unknown;
  route?: { path: string | string[]; stack: { method?: string }[] };
};

function routesOf({ route, handle }: Layer): MountedRoute[] {
  if (!route) return layersOf(handle).flatMap(routesOf);
  const methods = new Set(route.stack.map(({ method }) => method));
  return [route.path]
    .flat()
    .flatMap((path) =>
      [...methods].flatMap((method) =>
        method === undefined ? [] : [{ method: method.toUpperCase(), path }],
      ),
    );
}

function layersOf(router: unknown): Layer[] {
  const isRouter = typeof router === 'function' && 'stack' in router && Array.isArray(router.stack);
  return isRouter ? (router.stack as Layer[]) : [];
}
