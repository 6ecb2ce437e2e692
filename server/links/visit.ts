import type { ErrorCode } from '../errors.ts';
import type { Language } from '../language/language.ts';
import type { Way } from './link.ts';

/** How a visit ended; the builder's page is told. */
export type VisitEnd =
  | { status: 'connected'; connectionId: string }
  | { status: 'cancelled' }
  | { status: 'failed'; errorCode: ErrorCode };

/** A connection, and which install of it is meant; see `Install`. */
export type Installed = { connectionId: string; attempt: string };

/** One browser on its way through a link. It is the browser's own: another one has another visit. */
export type LinkVisit = {
  /** SHA-256 of the link's id and the browser's name, hex. */
  id: string;
  linkId: string;
  /** Chosen with the switch; undefined: that of the link, then of the browser. */
  language: Language | undefined;
  /** What was agreed to: the version of the text, and when (ms since 1970, Redis' clock). */
  consent: { version: string; at: number } | undefined;
  way: Way | undefined;
  /** The store's address as it was typed. */
  store: string | undefined;
  /** The latest authorization that it started at BigCommerce. */
  authorizationId: string | undefined;
  /** What an install from BigCommerce's side made in this browser, for ten minutes, until it is confirmed. */
  installed: Installed | undefined;
  /** Whether an access token that was typed is kept, sealed, for another test. */
  hasToken: boolean;
  end: VisitEnd | undefined;
};

/** What is left out stays as it is; null takes it away. */
export type VisitChange = {
  [Field in 'language' | 'way' | 'store' | 'authorizationId' | 'installed' | 'end']?:
    | NonNullable<LinkVisit[Field]>
    | null
    | undefined;
};
