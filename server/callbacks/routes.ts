/**
 * The signed callbacks, for each iClient below /bigcommerce/{slug} and for the default one at the root.
 *
 * GET load: comes from the browser, inside the iframe; 303 to the embedded app.
 * GET uninstall, GET remove_user: come from BigCommerce's servers; JSON with what was done.
 */
import { Router } from 'express';
import type { ConnectionStore } from '../connections/store.ts';
import { knownOf, recordRefusals, recordRepeatedCallback } from '../events/refused-callback.ts';
import type { EventStore } from '../events/store.ts';
import { embeddedSession, startMembership } from '../http/embedded-session.ts';
import { answerJson } from '../http/error-answers.ts';
import { only } from '../http/only.ts';
import { callbackPaths } from '../iclients/callback-urls.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import { load } from './load.ts';
import { receiveCallback } from './receive-callback.ts';

export type CallbackDeps = {
  redis: RedisClient;
  sessionSecret: string;
  iclients: IClientStore;
  connections: ConnectionStore;
  storeUsers: StoreUserStore;
  events: Pick<EventStore, 'recordRefusal'>;
  now: () => number;
};

export function signedCallbackRoutes(deps: CallbackDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  const session = embeddedSession({ redis: deps.redis, secret: deps.sessionSecret });

  router.all(callbackPaths('load'), only('GET'), session, async (req, res) => {
    const { target, membership } = await load(deps, await receiveCallback(deps, req, knownOf(res)));
    if (membership) await startMembership(req, membership);
    res.redirect(303, target);
  });

  router.all(callbackPaths('uninstall'), answerJson, only('GET'), async (req, res) => {
    const { payload, connection, event } = await receiveCallback(deps, req, knownOf(res));
    const outcome = await deps.connections.uninstall(connection.id, payload.call, {
      uninstalled: event('connection.uninstalled'),
      ignored: event('connection.uninstall_ignored'),
    });
    if (outcome === 'already' || outcome === 'used')
      recordRepeatedCallback(deps.events, event('connection.uninstall_repeated'), req);
    res.json({ outcome });
  });

  router.all(callbackPaths('remove_user'), answerJson, only('GET'), async (req, res) => {
    const { payload, connection, event } = await receiveCallback(deps, req, knownOf(res));
    const outcome = await deps.storeUsers.remove(connection.id, payload.user.id, payload.call, {
      removed: event('store_user.removed'),
      ignored: event('store_user.removal_ignored'),
    });
    if (outcome === 'unknown' || outcome === 'used')
      recordRepeatedCallback(deps.events, event('store_user.removal_repeated'), req);
    res.json({ outcome });
  });

  router.use(recordRefusals(deps.events));
  return router;
}
