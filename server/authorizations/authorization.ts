import type { ErrorCode } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Language } from '../language/language.ts';

/** What came of an authorization. */
export type AuthorizationOutcome =
  /** The configured scopes that BigCommerce did not grant, if any. */
  | { status: 'done'; missingScopes: string[] }
  /** `otherStore` is the hash that BigCommerce named instead, with `store_mismatch`. */
  | { status: 'failed'; code: ErrorCode; otherStore?: string };

/** An authorization of an app connection that somebody started here, on its way through BigCommerce. */
export type Authorization = {
  /** SHA-256 of its state, hex. */
  id: string;
  connectionId: string;
  iclientId: string;
  storeHash: string;
  /** Asked for. */
  scopes: string[];
  /** Where BigCommerce sends the browser, as an exact string. */
  redirectUri: string;
  /** SHA-256 of the cookie of the browser that has to finish it, hex. */
  browser: string;
  startedBy: Extract<Actor, { kind: 'user' | 'api_key' }>;
  /** Of the session in which a user started it: it ends with their sessions. */
  sessionKey?: string | undefined;
  /** Milliseconds since 1970, by Redis' clock. */
  startedAt: number;
  /** Where its browser is sent when it has ended; without it the browser is shown a page of ours. */
  returnUrl?: string | undefined;
  /** That of the person whose browser it is. */
  language: Language;
  /** SHA-256 of the code with which BigCommerce answered, hex; undefined before. */
  codeDigest: string | undefined;
} & ({ status: 'waiting' } | { status: 'exchanging' } | AuthorizationOutcome);

export type NewAuthorization = Pick<
  Authorization,
  | 'connectionId'
  | 'iclientId'
  | 'storeHash'
  | 'scopes'
  | 'redirectUri'
  | 'browser'
  | 'startedBy'
  | 'sessionKey'
  | 'returnUrl'
  | 'language'
>;
