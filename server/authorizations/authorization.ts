import type { ErrorCode } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Language } from '../language/language.ts';

/** What came of an authorization. */
export type AuthorizationOutcome =
  /** The configured scopes that BigCommerce did not grant, if any. */
  | { status: 'done'; missingScopes: string[] }
  /** `otherStore` is the hash that BigCommerce named instead, with `store_mismatch`. */
  | { status: 'failed'; code: ErrorCode; otherStore?: string };

export type AuthorizingLink = {
  linkId: string;
  visitId: string;
  companyId: string;
  /** Whether it goes on in a window that a page of ours has opened and waits for. */
  inPopup: boolean;
};

/** An authorization of an app that somebody started here for one store, on its way through BigCommerce. */
export type Authorization = {
  /** SHA-256 of its state, hex. */
  id: string;
  /** The connection that it is for; without it (see `link`) that of the app to the store, there or not. */
  connectionId?: string | undefined;
  /** The merchant's link by which it was started, and the company that is to have the connection. */
  link?: AuthorizingLink | undefined;
  iclientId: string;
  storeHash: string;
  /** Asked for. */
  scopes: string[];
  /** Where BigCommerce sends the browser, as an exact string. */
  redirectUri: string;
  /** SHA-256 of the cookie of the browser that has to finish it, hex. */
  browser: string;
  startedBy: Extract<Actor, { kind: 'user' | 'api_key' | 'link' }>;
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
  | 'link'
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
