import type { Request } from 'express';
import type { World } from './world.ts';

const kept = 200;

/** Remembers exactly what a client sent, so that its tests can look. Newest last. */
export function logRequest(world: World, req: Request, body?: unknown) {
  const entry = { method: req.method, path: req.originalUrl, headers: { ...req.headers } };
  world.requests.push(body === undefined ? entry : { ...entry, body });
  if (world.requests.length > kept) world.requests.shift();
}
