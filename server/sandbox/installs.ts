/** The life of an app on a store: what consent, exchange, uninstall and the death of a token change. */
import type { Install, SandboxApp, Store, World } from './world.ts';

/** The record of an app on a store, if anybody ever agreed to it there. */
export function findInstall(world: World, clientId: string, storeHash: string) {
  return world.installs.get(installKey({ clientId, storeHash }));
}

/** The same record, made when it is missing. */
export function installOf(world: World, clientId: string, storeHash: string): Install {
  const known = findInstall(world, clientId, storeHash);
  if (known) return known;
  const install: Install = {
    clientId,
    storeHash,
    scopes: [],
    installed: false,
    token: null,
    awaitingExchange: false,
    pendingCallback: null,
    revokedUserIds: new Set(),
  };
  world.installs.set(installKey(install), install);
  return install;
}

/** The exchange is what installs the app; the new token kills the old one. */
export function completeInstall(world: World, install: Install, scopes: string[], token: string) {
  killToken(world, install);
  world.tokens.set(token, {
    value: token,
    clientId: install.clientId,
    storeHash: install.storeHash,
    scopes,
  });
  const done = { installed: true, awaitingExchange: false, pendingCallback: null };
  Object.assign(install, { scopes, token, ...done });
}

/** From here on the API refuses the token; the app itself stays installed. */
export function killToken(world: World, install: Install) {
  if (install.token) world.tokens.delete(install.token);
  install.token = null;
}

export function markUninstalled(world: World, install: Install) {
  killToken(world, install);
  install.revokedUserIds.clear();
  Object.assign(install, { installed: false, awaitingExchange: false, pendingCallback: null });
}

/** Adds or replaces an app. Other scopes than before kill the tokens that were granted to it. */
export function saveApp(world: World, app: SandboxApp) {
  const before = world.apps.get(app.clientId);
  world.apps.set(app.clientId, app);
  if (!before || sameScopes(before.scopes, app.scopes)) return;
  for (const install of world.installs.values()) {
    if (install.clientId === app.clientId) killToken(world, install);
  }
}

/** Changing the owner's email kills every token of the store. */
export function changeOwnerEmail(world: World, store: Store, email: string) {
  store.users = store.users.map((user) => (user.role === 'owner' ? { ...user, email } : user));
  for (const install of world.installs.values()) {
    if (install.storeHash === store.hash) killToken(world, install);
  }
}

/** Under which a world keeps an install. */
export function installKey({ clientId, storeHash }: Pick<Install, 'clientId' | 'storeHash'>) {
  return `${clientId} ${storeHash}`;
}

function sameScopes(a: string[], b: string[]): boolean {
  return [...a].sort().join(' ') === [...b].sort().join(' ');
}
