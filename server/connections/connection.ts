import type { DetectedScopes } from '../bigcommerce/detected-scopes.ts';
import type { Person, StoreProfile } from '../bigcommerce/wire.ts';
import type { ErrorCode } from '../errors.ts';

/** Where a connection stands; product-wide words. */
export const connectionStatuses = [
  'pending',
  'connected',
  'needs_reauthorization',
  'disconnected',
  'uninstalled',
] as const;
export type ConnectionStatus = (typeof connectionStatuses)[number];

export const connectionKinds = ['app', 'api_account'] as const;
export type ConnectionKind = (typeof connectionKinds)[number];

/** Requests in flight at once: a level of its own (1 to 25), or that of another connection to the same store. */
export type Concurrency = { level: number } | { borrowFrom: string };
export const defaultConcurrency: Concurrency = { level: 5 };

/** A named, saved way into one store. Its secrets stay in the store of connections. */
export type Connection = {
  id: string;
  kind: ConnectionKind;
  /** Unique, whatever its case. */
  name: string;
  status: ConnectionStatus;
  /** The app through which it was authorized; an API account has none. */
  iclientId: string | undefined;
  storeHash: string;
  /** Whose store it is; all connections of a store that have a company have the same one. */
  companyId: string | undefined;
  /** The picker session whose it is: which made it, or began last to mend it, and no other install came since. */
  pickerSession: string | undefined;
  /** Configured scopes of its own; undefined means those of its iClient. */
  scopes: string[] | undefined;
  /** Granted scopes, as the token answer gave them; empty for an API account. */
  grantedScopes: string[];
  /** What probing found, the last time that somebody tested. */
  detectedScopes: DetectedScopes | undefined;
  concurrency: Concurrency;
  accountUuid: string | undefined;
  owner: Person | undefined;
  /** Who authorized it last at BigCommerce; nobody yet while it is pending. */
  installedBy: Person | undefined;
  /** What BigCommerce says of the store; unknown until it could be read once. */
  store: StoreProfile | undefined;
  /** Milliseconds since 1970, by Redis' clock. */
  createdAt: number;
  /** When the latest authorization arrived. */
  installedAt: number | undefined;
  updatedAt: number;
  lastUsedAt: number | undefined;
  /** The last call that failed for a reason of the connection's own, such as a refused token; gone once it works. */
  lastFailure: { code: ErrorCode; at: number } | undefined;
  /** When that was; stays once it works again. */
  lastFailedAt: number | undefined;
};

/** The form in which names are compared. */
export function nameKey(name: string): string {
  return name.normalize('NFKC').toLowerCase();
}
