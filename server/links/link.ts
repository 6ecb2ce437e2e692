import type { ErrorCode } from '../errors.ts';
import type { Actor } from '../events/event.ts';
import type { Language } from '../language/language.ts';

/** How a merchant may connect: by installing the app, or with a store-level API account. */
export const ways = ['app', 'api_account'] as const;
export type Way = (typeof ways)[number];

/** Where a link stands; only an open one lets anybody in. */
export const linkStates = ['open', 'used', 'expired', 'revoked'] as const;
export type LinkState = (typeof linkStates)[number];

/** A URL to share, by which a merchant without an account connects a store to a company. */
export type Link = {
  id: string;
  companyId: string;
  /** Offered, at least one, in the order of `ways`. */
  ways: Way[];
  /** The app to install; an API account is asked for the same scopes. */
  iclientId: string;
  /** Asked for; undefined means those of the iClient. */
  scopes: string[] | undefined;
  /** Ends with the first store that it connects. */
  singleUse: boolean;
  /** The builder's page that is told the result; see `acceptedReturnUrl`. */
  returnUrl: string | undefined;
  /** Undefined: that of the browser. */
  locale: Language | undefined;
  state: LinkState;
  createdBy: Actor;
  /** Milliseconds since 1970, by Redis' clock. */
  createdAt: number;
  expiresAt: number;
  /** When it connected a store last. */
  usedAt: number | undefined;
};

export type NewLink = Pick<
  Link,
  'companyId' | 'ways' | 'iclientId' | 'scopes' | 'singleUse' | 'returnUrl' | 'locale'
> & {
  /** Milliseconds. */
  lifetimeMs: number;
  /** A random text of the form that asks: within a day the same form makes no second link. */
  form?: string | undefined;
};

export const defaultLinkMs = 7 * 24 * 60 * 60_000;
/** A year: who needs more makes a new one. */
export const longestLinkMs = 366 * 24 * 60 * 60_000;

export function linkPath(token: string): string {
  return `/link/${token}`;
}

/** What a link that is not open is refused with. */
export const codeOfEnded: Record<Exclude<LinkState, 'open'>, ErrorCode> = {
  used: 'link_used',
  expired: 'link_expired',
  revoked: 'link_revoked',
};
