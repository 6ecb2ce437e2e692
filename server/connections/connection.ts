import type { Person, StoreProfile } from '../bigcommerce/wire.ts';

/** Where a connection stands; product-wide words. */
export const connectionStatuses = [
  'pending',
  'connected',
  'needs_reauthorization',
  'disconnected',
  'uninstalled',
] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

/** A named, saved way into one store. Its token stays in the store of connections. */
export type Connection = {
  id: string;
  kind: 'app';
  /** Unique, whatever its case. */
  name: string;
  status: ConnectionStatus;
  iclientId: string;
  storeHash: string;
  /** Granted scopes, as the token answer gave them. */
  grantedScopes: string[];
  accountUuid: string | undefined;
  owner: Person | undefined;
  installedBy: Person;
  /** What BigCommerce says of the store; unknown until it could be read once. */
  store: StoreProfile | undefined;
  /** Milliseconds since 1970, by Redis' clock. */
  createdAt: number;
  /** When the auth callback of the latest install arrived. */
  installedAt: number;
  updatedAt: number;
};

/** The form in which names are compared. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
