/**
 * What a sandbox still knows after a restart: apps, installs, tokens, API accounts, hooks,
 * deliveries and the owners' emails. Codes, quotas, faults and logged requests are forgotten.
 */
import { z } from 'zod';
import { appSchema } from '../control/control-schemas.ts';
import { installKey } from '../installs.ts';
import { ownerOf, type SandboxApp, type World } from '../world.ts';

const place = { clientId: z.string(), storeHash: z.string() };

export const keptStateSchema = z.object({
  version: z.literal(1),
  apps: z.array(appSchema),
  /** By store hash. */
  ownerEmails: z.record(z.string(), z.string()),
  installs: z.array(
    z.object({
      ...place,
      scopes: z.array(z.string()),
      installed: z.boolean(),
      token: z.string().nullable(),
      awaitingExchange: z.boolean(),
      pendingCallback: z.string().nullable(),
      revokedUserIds: z.array(z.number()),
    }),
  ),
  tokens: z.array(
    z.object({
      value: z.string(),
      clientId: z.string(),
      storeHash: z.string().nullable(),
      scopes: z.array(z.string()),
    }),
  ),
  // Absent from files that are older than API accounts.
  apiAccounts: z
    .array(
      z.object({
        id: z.string(),
        storeHash: z.string(),
        name: z.string(),
        clientId: z.string(),
        scopes: z.array(z.string()),
        token: z.string(),
      }),
    )
    .default([]),
  hooks: z.array(
    z.object({
      ...place,
      id: z.number(),
      scope: z.string(),
      destination: z.string(),
      isActive: z.boolean(),
      headers: z.record(z.string(), z.string()).nullable(),
      createdAt: z.number(),
    }),
  ),
  deliveries: z.array(
    z.object({
      ...place,
      id: z.string(),
      kind: z.enum(['uninstall', 'remove_user']),
      userEmail: z.string(),
      payload: z.string(),
      status: z.number().nullable(),
      answer: z.string(),
      at: z.string(),
    }),
  ),
});

export type KeptState = z.infer<typeof keptStateSchema>;

export function keptStateOf(world: World): KeptState {
  const owners = [...world.stores.values()].map((store) => [store.hash, ownerOf(store).email]);
  return {
    version: 1,
    apps: [...world.apps.values()],
    ownerEmails: Object.fromEntries(owners),
    installs: [...world.installs.values()].map((install) => ({
      ...install,
      revokedUserIds: [...install.revokedUserIds],
    })),
    tokens: [...world.tokens.values()],
    apiAccounts: [...world.apiAccounts.values()],
    hooks: world.hooks,
    deliveries: world.deliveries,
  };
}

/**
 * Puts a kept state into a world that has just been made. Of an app that is also among `given`,
 * the given secret and callbacks count: they belong to the service that runs now.
 */
export function restoreState(world: World, kept: KeptState, given: SandboxApp[]) {
  for (const app of kept.apps) {
    const now = given.find(({ clientId }) => clientId === app.clientId);
    const { clientSecret, callbacks } = now ?? app;
    world.apps.set(app.clientId, { ...app, clientSecret, callbacks });
  }
  for (const store of world.stores.values()) {
    const email = kept.ownerEmails[store.hash] ?? ownerOf(store).email;
    store.users = store.users.map((user) => (user.role === 'owner' ? { ...user, email } : user));
  }
  for (const install of kept.installs) {
    const revokedUserIds = new Set(install.revokedUserIds);
    world.installs.set(installKey(install), { ...install, revokedUserIds });
  }
  world.tokens = new Map(kept.tokens.map((token) => [token.value, token]));
  world.apiAccounts = new Map(kept.apiAccounts.map((account) => [account.id, account]));
  world.hooks = kept.hooks;
  world.deliveries = kept.deliveries;
}
