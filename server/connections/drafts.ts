/** What the store of connections takes and answers. */
import { z } from 'zod';
import type { DetectedScopes } from '../bigcommerce/detected-scopes.ts';
import type { StoreProfile } from '../bigcommerce/wire.ts';
import type { ErrorCode } from '../errors.ts';
import { isVisibleName } from '../language/visible-name.ts';
import type { Concurrency, Connection, ConnectionKind, ConnectionStatus } from './connection.ts';

/** A name that a connection may have, trimmed; see `isVisibleName`. */
export const connectionNameSchema = z
  .string()
  .transform((name) => name.trim().toWellFormed())
  .pipe(z.string().refine(isVisibleName));

/** A connection through an app, before anybody authorized it. */
export type NewConnection = {
  /** See `connectionNameSchema`. */
  name: string;
  iclientId: string;
  storeHash: string;
  /** Undefined means those of the iClient. */
  scopes: string[] | undefined;
  concurrency: Concurrency;
  companyId?: string | undefined;
  /** Made in a picker, by somebody without an account; see `saveInstall`. */
  picker?: PickerOrigin | undefined;
};

/** A session of the picker, and the API key in whose name everything in it is done. */
export type PickerOrigin = { session: string; apiKeyId: string };

/** A connection by store-level credentials. Calls need only the token. */
export type NewApiAccount = {
  name: string;
  storeHash: string;
  accessToken: string;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  scopes: string[] | undefined;
  concurrency: Concurrency;
  companyId?: string | undefined;
  /** What a test before saving found. */
  detectedScopes?: DetectedScopes | undefined;
  profile?: StoreProfile | undefined;
};

/** What is left out stays as it is. */
export type ConnectionChange = {
  name?: string | undefined;
  /** Only while it is pending, and lends nothing. */
  storeHash?: string | undefined;
  /** Null: those of the iClient again. */
  scopes?: string[] | null | undefined;
  concurrency?: Concurrency | undefined;
  /** Null: of no company any more. */
  companyId?: string | null | undefined;
  /** API accounts only; a new token makes the connection `connected`. */
  accessToken?: string | undefined;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  detectedScopes?: DetectedScopes | undefined;
  profile?: StoreProfile | undefined;
};

/** What came of a test. */
export type TestOutcome = {
  /** The token that was tested: when the connection holds another one by now, nothing is saved. */
  token: string;
  detectedScopes?: DetectedScopes | undefined;
  profile?: StoreProfile | undefined;
  /** Why it failed. `tokenRefused` (BigCommerce answered 401) makes it `needs_reauthorization`. */
  failure?: { code: ErrorCode; tokenRefused: boolean } | undefined;
  /** A program's call told it, and nobody tested: no event says so. */
  duringCall?: boolean;
};

export const connectionSorts = ['name', 'updated', 'last_used'] as const;
export type ConnectionSort = (typeof connectionSorts)[number];

export type ConnectionQuery = {
  /** By name from A, or the latest first. */
  sort: ConnectionSort;
  /**
   * Beginnings of words of name, store hash, store name and domain; all must be found. A pasted
   * address of a store means that store.
   */
  q?: string | undefined;
  status?: ConnectionStatus | undefined;
  kind?: ConnectionKind | undefined;
  iclientId?: string | undefined;
  companyId?: string | undefined;
  storeHash?: string | undefined;
  /** Of these alone. */
  ids?: readonly string[] | undefined;
  /** From `nextCursor`. */
  cursor?: string | undefined;
  /** From `previousCursor`; the page that ends there, whatever `cursor` says. */
  before?: string | undefined;
  limit: number;
};

export type ConnectionPage = {
  connections: Connection[];
  /** Leads to the page before; undefined on the first one. */
  previousCursor: string | undefined;
  /** Leads to the next page; undefined on the last one. */
  nextCursor: string | undefined;
  /** More may match the search than are looked at: these are some of them. */
  tooMany: boolean;
};
