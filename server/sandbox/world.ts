/**
 * What one running sandbox remembers: plain data in memory, owned by that sandbox alone.
 * Every other file of this folder reads and changes a `World` that it is given.
 */
import { type Catalogue, seedCatalogue } from './seeds/catalogue.ts';
import { seedStores } from './seeds/stores.ts';

export type SandboxApp = {
  clientId: string;
  clientSecret: string;
  name: string;
  /** Scopes that the app asks for, as set in the developer portal. */
  scopes: string[];
  /** Absolute URLs. */
  callbacks: { auth: string; load: string; uninstall: string; removeUser: string };
};

export type Role = 'owner' | 'authorized' | 'user';
export type StoreUser = { id: number; email: string; role: Role; locale: string };

export type Store = {
  hash: string;
  id: number;
  name: string;
  domain: string;
  accountUuid: string;
  language: string;
  country: string;
  countryCode: string;
  currency: string;
  currencySymbol: string;
  timezone: string;
  users: StoreUser[];
};

/** One app on one store. It stays here, as not installed, after an uninstall. */
export type Install = {
  clientId: string;
  storeHash: string;
  /** Granted scopes, the automatic ones included. */
  scopes: string[];
  installed: boolean;
  token: string | null;
  /** The merchant has agreed, and the app has not yet exchanged its code. */
  awaitingExchange: boolean;
  /** The auth callback that the panel's next visit to the app opens, once. */
  pendingCallback: string | null;
  revokedUserIds: Set<number>;
};

export type Code = {
  code: string;
  clientId: string;
  /** Null when the authorization was for a user alone. */
  storeHash: string | null;
  user: StoreUser;
  owner: StoreUser;
  accountUuid: string;
  scopes: string[];
  redirectUri: string;
  /** Milliseconds since 1970. */
  issuedAt: number;
  used: boolean;
};

export type Token = { value: string; clientId: string; storeHash: string | null; scopes: string[] };

/** A store-level API account; its client secret is shown once and checked nowhere. */
export type ApiAccount = {
  id: string;
  storeHash: string;
  name: string;
  clientId: string;
  scopes: string[];
  token: string;
};

export type DeliveryKind = 'uninstall' | 'remove_user';
/** A callback sent by the sandbox's server. `status` is null when nobody answered. */
export type Delivery = {
  id: string;
  kind: DeliveryKind;
  clientId: string;
  storeHash: string;
  /** Whom the payload names. */
  userEmail: string;
  /** As it was sent, so that the very same can be sent again. */
  payload: string;
  status: number | null;
  /** The start of what the app answered, or why there was no answer. */
  answer: string;
  /** ISO 8601. */
  at: string;
};

export type LoggedRequest = {
  method: string;
  path: string;
  headers: Record<string, string | string[] | undefined>;
  body?: unknown;
};

export type Hook = {
  id: number;
  clientId: string;
  storeHash: string;
  scope: string;
  destination: string;
  isActive: boolean;
  headers: Record<string, string> | null;
  /** Seconds since 1970. */
  createdAt: number;
};

export type Faults = {
  authorize: string;
  token: string;
  api: string;
  payload: string;
  delayMs: number;
};

/** Everything that a reset puts back. */
type Memory = {
  apps: Map<string, SandboxApp>;
  stores: Map<string, Store>;
  catalogues: Map<string, Catalogue>;
  installs: Map<string, Install>;
  codes: Map<string, Code>;
  tokens: Map<string, Token>;
  apiAccounts: Map<string, ApiAccount>;
  hooks: Hook[];
  /** By store hash: requests of the current 30 second window. */
  quotas: Map<string, { startedAt: number; used: number }>;
  deliveries: Delivery[];
  requests: LoggedRequest[];
  counts: { token: number; api: number; redirectTarget: number };
  faults: Faults;
};

export type World = Memory & {
  now: () => number;
  /** Aborted when the sandbox closes, so that no timer or request outlives it. */
  closing: AbortSignal;
  reset(): void;
};

/** @param now milliseconds since 1970 */
export function createWorld(options: {
  apps: SandboxApp[];
  now: () => number;
  closing: AbortSignal;
}): World {
  const world: World = {
    ...freshMemory(options.apps),
    now: options.now,
    closing: options.closing,
    reset: () => {
      Object.assign(world, freshMemory(options.apps));
    },
  };
  return world;
}

function freshMemory(apps: SandboxApp[]): Memory {
  const stores = seedStores();
  return {
    apps: new Map(apps.map((app) => [app.clientId, app])),
    stores: new Map(stores.map((store) => [store.hash, store])),
    catalogues: new Map(stores.map((store) => [store.hash, seedCatalogue(store)])),
    installs: new Map(),
    codes: new Map(),
    tokens: new Map(),
    apiAccounts: new Map(),
    hooks: [],
    quotas: new Map(),
    deliveries: [],
    requests: [],
    counts: { token: 0, api: 0, redirectTarget: 0 },
    faults: { authorize: 'none', token: 'none', api: 'none', payload: 'none', delayMs: 2000 },
  };
}

/** The store's owner; every seeded store has one. */
export function ownerOf(store: Store): StoreUser {
  const owner = store.users.find((user) => user.role === 'owner');
  if (!owner) throw new Error(`Store ${store.hash} has no owner`);
  return owner;
}

/** The owner and authorized users may install and uninstall; others may only open an app. */
export function mayInstall(user: StoreUser): boolean {
  return user.role !== 'user';
}
