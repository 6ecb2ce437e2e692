import type { Connection } from '../connections/connection.ts';

/** A connection as a picker's page shows it, and as it tells the page that opened it. */
export type PickerRow = {
  id: string;
  name: string;
  kind: Connection['kind'];
  status: Connection['status'];
  storeHash: string;
  storeName: string | undefined;
  domain: string | undefined;
  /** Changes with each authorization: milliseconds since 1970. */
  authorizedAt: number | undefined;
  /** What would mend it: an authorization at BigCommerce, or a new access token. */
  fixWith: 'authorization' | 'token' | undefined;
};

export function rowOf(connection: Connection): PickerRow {
  const { id, name, kind, status, storeHash, store, installedAt } = connection;
  return {
    id,
    name,
    kind,
    status,
    storeHash,
    storeName: store?.name,
    domain: store?.domain,
    authorizedAt: installedAt,
    fixWith: status === 'connected' ? undefined : kind === 'app' ? 'authorization' : 'token',
  };
}
