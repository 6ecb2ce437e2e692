/** Webhooks: an app sees and deletes only its own. Nothing is ever sent to them. */
import { z } from 'zod';
import type { Hook } from '../world.ts';
import { type ApiAnswer, type ApiRequest, type ApiRoute, ok } from './api-route.ts';
import { errorsOf, listV3 } from './paging.ts';
import { invalid, notFoundV3 } from './problems.ts';

export const hookRoutes: ApiRoute[] = [
  {
    method: 'get',
    path: '/v3/hooks',
    scopes: 'any token',
    answer: (request) => listV3(request, ownHooks(request).map(hookV3)),
  },
  { method: 'post', path: '/v3/hooks', scopes: 'any token', answer: createHook },
  {
    method: 'get',
    path: '/v3/hooks/:id',
    scopes: 'any token',
    answer: (request) => withHook(request, (hook) => ok({ data: hookV3(hook), meta: {} })),
  },
  {
    method: 'delete',
    path: '/v3/hooks/:id',
    scopes: 'any token',
    answer: (request) => withHook(request, (hook) => deleteHook(request, hook)),
  },
];

const newHook = z.object({
  scope: z.string().regex(/^store\//),
  destination: z.url({ protocol: /^https$/ }).refine((url) => new URL(url).port === '', {
    message: 'must be on port 443',
  }),
  is_active: z.boolean().default(true),
  headers: z.record(z.string(), z.string()).nullable().default(null),
});

function createHook(request: ApiRequest): ApiAnswer {
  const { world, store, token } = request;
  const wanted = newHook.safeParse(request.body);
  if (!wanted.success) return { status: 422, body: invalid(errorsOf(wanted.error)) };
  const { scope, destination, is_active, headers } = wanted.data;
  const hook: Hook = {
    id: 20_000 + Math.max(0, ...world.hooks.map(({ id }) => id - 20_000)) + 1,
    clientId: token.clientId,
    storeHash: store.hash,
    scope,
    destination,
    isActive: is_active,
    headers,
    createdAt: Math.floor(world.now() / 1000),
  };
  world.hooks.push(hook);
  return ok({ data: hookV3(hook), meta: {} });
}

function deleteHook({ world }: ApiRequest, hook: Hook): ApiAnswer {
  world.hooks = world.hooks.filter((other) => other !== hook);
  return ok({ data: hookV3(hook), meta: {} });
}

function withHook(request: ApiRequest, answer: (hook: Hook) => ApiAnswer): ApiAnswer {
  const hook = ownHooks(request).find(({ id }) => id === request.id);
  return hook ? answer(hook) : { status: 404, body: notFoundV3() };
}

function ownHooks({ world, store, token }: ApiRequest): Hook[] {
  return world.hooks.filter(
    (hook) => hook.storeHash === store.hash && hook.clientId === token.clientId,
  );
}

function hookV3(hook: Hook) {
  return {
    id: hook.id,
    client_id: hook.clientId,
    store_hash: hook.storeHash,
    scope: hook.scope,
    destination: hook.destination,
    headers: hook.headers,
    is_active: hook.isActive,
    created_at: hook.createdAt,
    updated_at: hook.createdAt,
  };
}
