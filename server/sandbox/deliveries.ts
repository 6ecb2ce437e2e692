/** The callbacks that BigCommerce's servers send: uninstall and remove_user. Sent once, no retries. */
import { request } from 'undici';
import { installOf, markUninstalled } from './installs.ts';
import { randomId } from './random-ids.ts';
import { signPayload } from './signed-payload.ts';
import type { Delivery, DeliveryKind, SandboxApp, Store, StoreUser, World } from './world.ts';

export type DeliveryAnswer = { status: number | null; body: string };
type Message = Pick<Delivery, 'kind' | 'storeHash' | 'userEmail' | 'payload'>;

const deadlineMs = 10_000;
const keptDeliveries = 100;
const keptAnswerLetters = 200;

/** Kills the token at once, whatever the app answers. `user` is the one who uninstalls. */
export function uninstallApp(world: World, app: SandboxApp, store: Store, user: StoreUser) {
  markUninstalled(world, installOf(world, app.clientId, store.hash));
  return send(world, app, newMessage(world, 'uninstall', { app, store, user }));
}

/** `user` is the one who loses access. */
export function revokeUser(world: World, app: SandboxApp, store: Store, user: StoreUser) {
  installOf(world, app.clientId, store.hash).revokedUserIds.add(user.id);
  return send(world, app, newMessage(world, 'remove_user', { app, store, user }));
}

/** Sends the same payload once more, to the callback that the app has now. Changes nothing else. */
export function sendAgain(world: World, app: SandboxApp, sent: Delivery) {
  return send(world, app, sent);
}

/** Whether the app took the news: a 2xx answer. */
export function wasTaken({ status }: { status: number | null }): boolean {
  return status !== null && status >= 200 && status < 300;
}

function newMessage(
  world: World,
  kind: DeliveryKind,
  about: { app: SandboxApp; store: Store; user: StoreUser },
): Message {
  const payload = signPayload(world, about);
  return { kind, storeHash: about.store.hash, userEmail: about.user.email, payload };
}

async function send(world: World, app: SandboxApp, message: Message): Promise<DeliveryAnswer> {
  const { kind, storeHash, userEmail, payload } = message;
  const { clientId, callbacks } = app;
  const at = new Date(world.now()).toISOString();
  const url = new URL(kind === 'uninstall' ? callbacks.uninstall : callbacks.removeUser);
  url.searchParams.set('signed_payload_jwt', payload);
  const { status, body } = await get(url, world.closing);
  const answer = body.slice(0, keptAnswerLetters);
  const about = { id: randomId(), kind, clientId, storeHash, userEmail, payload };
  world.deliveries.unshift({ ...about, status, answer, at });
  world.deliveries.length = Math.min(world.deliveries.length, keptDeliveries);
  return { status, body };
}

async function get(url: URL, closing: AbortSignal): Promise<DeliveryAnswer> {
  try {
    const { statusCode, body } = await request(url, {
      signal: closing,
      headersTimeout: deadlineMs,
      bodyTimeout: deadlineMs,
    });
    return { status: statusCode, body: await body.text() };
  } catch (error) {
    return { status: null, body: error instanceof Error ? error.message : 'No answer' };
  }
}
