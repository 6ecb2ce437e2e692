/**
 * /sandbox/…: the JSON switches by which tests and scripts look into a sandbox and drive it as a
 * merchant would by hand. Wrong input is answered with 400 and the reasons.
 */
import { type ErrorRequestHandler, json, type Request, Router } from 'express';
import { z } from 'zod';
import { changeApiAccount, createApiAccount, revokeApiAccount } from '../api-accounts.ts';
import { revokeUser, uninstallApp } from '../deliveries.ts';
import { setFaults } from '../faults/set-faults.ts';
import { saveApp } from '../installs.ts';
import { issueCode } from '../oauth/codes.ts';
import { logRequest } from '../request-log.ts';
import { signPayload } from '../signed-payload.ts';
import { ownerOf, type SandboxApp, type Store, type StoreUser, type World } from '../world.ts';
import {
  apiAccountSchema,
  appSchema,
  codeSchema,
  deliverySchema,
  payloadSchema,
} from './control-schemas.ts';
import { stateOf } from './state.ts';

export function controlRoutes(world: World): Router {
  const router = Router();
  router.all('/redirect-target', (req, res) => answerRedirectTarget(world, req, res));
  router.use(json());
  router.get('/state', (_req, res) => void res.json(stateOf(world)));
  router.get('/requests', (_req, res) => void res.json(world.requests));
  router.post('/reset', (_req, res) => {
    world.reset();
    res.json(stateOf(world));
  });
  router.get('/faults', (_req, res) => void res.json(world.faults));
  router.post('/faults', (req, res) => {
    setFaults(world, req.body);
    res.json(world.faults);
  });
  router.post('/apps', (req, res) => {
    const app = appSchema.parse(req.body);
    saveApp(world, app);
    res.json(app);
  });
  router.post('/codes', (req, res) => void res.json(makeCode(world, req.body)));
  router.post('/api-accounts', (req, res) => void res.json(makeApiAccount(world, req.body)));
  router.patch('/api-accounts/:id', (req, res) => {
    const { scopes } = apiAccountSchema.pick({ scopes: true }).parse(req.body);
    res.status(changeApiAccount(world, req.params.id, scopes) ? 204 : 404).end();
  });
  router.delete('/api-accounts/:id', (req, res) => {
    res.status(revokeApiAccount(world, req.params.id) ? 204 : 404).end();
  });
  router.post('/payloads', (req, res) => void res.json(makePayload(world, req.body)));
  router.post(
    '/deliveries',
    async (req, res) => void res.json(await makeDelivery(world, req.body)),
  );
  router.use(answerBadInput);
  return router;
}

/** Looks like a token answer, to catch out a client that follows redirects. */
function answerRedirectTarget(world: World, req: Request, res: { json(body: unknown): unknown }) {
  logRequest(world, req);
  world.counts.redirectTarget += 1;
  res.json({ access_token: 'example-token-behind-a-redirect', scope: 'store_v2_default' });
}

function makeCode(world: World, input: unknown) {
  const wanted = codeSchema.parse(input);
  const { app, store, user } = find(world, wanted);
  return issueCode(world, {
    app,
    store,
    user: user ?? ownerOf(store),
    scopes: wanted.scopes ?? app.scopes,
    redirectUri: wanted.redirectUri ?? app.callbacks.auth,
  });
}

function makePayload(world: World, input: unknown) {
  const { claims, secret, alg, header, ...names } = payloadSchema.parse(input);
  const { app, store, user } = find(world, names);
  const signer = user ?? ownerOf(store);
  return { jwt: signPayload(world, { app, store, user: signer, claims, secret, alg, header }) };
}

function makeApiAccount(world: World, input: unknown) {
  const { storeHash, name = 'API account', scopes } = apiAccountSchema.parse(input);
  const store = world.stores.get(storeHash);
  if (!store) throw unknownName('storeHash');
  return createApiAccount(world, store, { name, scopes });
}

/** Without a user, the owner uninstalls, and the store's plain user is the one removed. */
function makeDelivery(world: World, input: unknown) {
  const { kind, ...names } = deliverySchema.parse(input);
  const { app, store, user } = find(world, names);
  if (kind === 'uninstall') return uninstallApp(world, app, store, user ?? ownerOf(store));
  const removed = user ?? store.users.find(({ role }) => role === 'user') ?? ownerOf(store);
  return revokeUser(world, app, store, removed);
}

/** Throws a ZodError when the app, the store or the named user does not exist. */
function find(
  world: World,
  names: { clientId: string; storeHash: string; userId?: number | undefined },
): { app: SandboxApp; store: Store; user: StoreUser | undefined } {
  const app = world.apps.get(names.clientId);
  const store = world.stores.get(names.storeHash);
  const user = store?.users.find(({ id }) => id === names.userId);
  if (!app) throw unknownName('clientId');
  if (!store) throw unknownName('storeHash');
  if (names.userId !== undefined && !user) throw unknownName('userId');
  return { app, store, user };
}

function unknownName(name: string): z.ZodError {
  return new z.ZodError([{ code: 'custom', path: [name], message: 'not known here', input: name }]);
}

const answerBadInput: ErrorRequestHandler = (error, _req, res, next) => {
  if (error instanceof z.ZodError) res.status(400).json({ error: z.prettifyError(error) });
  else next(error);
};
