/** The callbacks that BigCommerce's servers send: uninstall and remove_user. Sent once, no retries. */
import { request } from 'undici';
import { installOf, markUninstalled } from './installs.ts';
import { signPayload } from './signed-payload.ts';
import type { DeliveryKind, SandboxApp, Store, StoreUser, World } from './world.ts';

export type DeliveryAnswer = { status: number | null; body: string };

const deadlineMs = 10_000;

/** Kills the token at once, whatever the app answers. `user` is the one who uninstalls. */
export function uninstallApp(world: World, app: SandboxApp, store: Store, user: StoreUser) {
  markUninstalled(world, installOf(world, app.clientId, store.hash));
  return deliver(world, { kind: 'uninstall', url: app.callbacks.uninstall, app, store, user });
}

/** `user` is the one who loses access. */
export function revokeUser(world: World, app: SandboxApp, store: Store, user: StoreUser) {
  installOf(world, app.clientId, store.hash).revokedUserIds.add(user.id);
  return deliver(world, { kind: 'remove_user', url: app.callbacks.removeUser, app, store, user });
}

async function deliver(
  world: World,
  delivery: {
    kind: DeliveryKind;
    url: string;
    app: SandboxApp;
    store: Store;
    user: StoreUser;
  },
): Promise<DeliveryAnswer> {
  const { kind, app, store } = delivery;
  const at = new Date(world.now()).toISOString();
  const url = new URL(delivery.url);
  url.searchParams.set('signed_payload_jwt', signPayload(world, delivery));
  const answer = await get(url, world.closing);
  const { status } = answer;
  world.deliveries.unshift({ kind, clientId: app.clientId, storeHash: store.hash, status, at });
  world.deliveries.length = Math.min(world.deliveries.length, 100);
  return answer;
}

async function get(url: URL, closing: AbortSignal): Promise<DeliveryAnswer> {
  try {
    const signal = AbortSignal.any([closing, AbortSignal.timeout(deadlineMs)]);
    const { statusCode, body } = await request(url, { signal });
    return { status: statusCode, body: await body.text() };
  } catch (error) {
    return { status: null, body: error instanceof Error ? error.message : 'No answer' };
  }
}
