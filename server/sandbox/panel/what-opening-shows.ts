import { callbackUrl } from '../oauth/codes.ts';
import { signPayload } from '../signed-payload.ts';
import { type Install, mayInstall, type SandboxApp, type World } from '../world.ts';
import type { Panel } from './panel.ts';

export type Opening =
  | { shows: 'frame'; src: string; installing: boolean }
  | { shows: 'installing' }
  | { shows: 'consent' }
  | { shows: 'refusal'; words: string };

/**
 * What a click on an app leads to. The auth callback is opened once for each consent; afterwards
 * only the app's exchange ends the state "installing". `url` is the deep link for the app.
 */
export function whatOpeningShows(
  world: World,
  panel: Panel,
  app: SandboxApp,
  install: Install | undefined,
  url: string,
): Opening {
  const { store, user } = panel;
  if (install?.revokedUserIds.has(user.id)) {
    return refusal('Your access to this app was removed. Ask the store’s owner to restore it.');
  }
  if (install?.pendingCallback) {
    const src = install.pendingCallback;
    install.pendingCallback = null;
    return { shows: 'frame', src, installing: true };
  }
  if (install?.installed && install.token) {
    const claims = url.startsWith('/') ? { url } : {};
    const jwt = signPayload(world, { app, store, user, claims });
    const src = callbackUrl(app.callbacks.load, { signed_payload_jwt: jwt });
    return { shows: 'frame', src, installing: false };
  }
  if (install?.awaitingExchange) return { shows: 'installing' };
  if (mayInstall(user)) return { shows: 'consent' };
  return refusal('Only the owner and authorized users can install this app or agree to it again.');
}

function refusal(words: string): Opening {
  return { shows: 'refusal', words };
}
