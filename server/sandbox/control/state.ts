import type { World } from '../world.ts';

/** What a test may want to know. Holds tokens, which are worth nothing outside this sandbox. */
export function stateOf(world: World) {
  return {
    apps: [...world.apps.values()].map(({ clientId, name, scopes, callbacks }) => ({
      clientId,
      name,
      scopes,
      callbacks,
    })),
    stores: [...world.stores.values()].map(({ hash, name, domain, accountUuid, users }) => ({
      hash,
      name,
      domain,
      accountUuid,
      users,
    })),
    installs: [...world.installs.values()].map((install) => ({
      clientId: install.clientId,
      storeHash: install.storeHash,
      scopes: install.scopes,
      installed: install.installed,
      token: install.token,
      revokedUserIds: [...install.revokedUserIds],
    })),
    apiAccounts: [...world.apiAccounts.values()].map(({ id, storeHash, name, scopes, token }) => ({
      id,
      storeHash,
      name,
      scopes,
      token,
    })),
    deliveries: world.deliveries.map(({ kind, clientId, storeHash, status, at }) => ({
      kind,
      clientId,
      storeHash,
      status,
      at,
    })),
    requests: { token: world.counts.token, api: world.counts.api },
    redirectTargetReached: world.counts.redirectTarget,
  };
}
