/** What the page inside BigCommerce's control panel shows; `views/embedded/overview.eta` draws it. */
import type { PermissionGroup } from '../bigcommerce/scopes.ts';
import type { ConnectionStatus } from '../connections/connection.ts';
import type { Language, Texts } from '../language/language.ts';

export type EmbeddedPage = {
  language: Language;
  texts: Texts;
  /** Said once, on the page that answers an install. */
  notice: 'installed' | 'reinstalled' | undefined;
  /** Where the session's pages are, such as `/app/cn_8f3k`; empty right after an install. */
  basePath: string;
  /** Name and domain are unknown when the store's profile could not be read. */
  store: { hash: string; name: string | undefined; domain: string | undefined };
  app: { name: string };
  connection: {
    name: string;
    status: ConnectionStatus;
  };
  granted: PermissionGroup[];
  /** Asked for, and not granted. */
  notGranted: PermissionGroup[];
  /** Formatted for people; the `Iso` twin is for machines. */
  installedAt: string;
  installedAtIso: string;
  /** An email address. */
  installedBy: string | undefined;
  users: EmbeddedUser[];
  /** Origins that may frame the page, such as `https://*.mybigcommerce.com`. */
  panelOrigins: string[];
};

export type EmbeddedUser = {
  email: string;
  isOwner: boolean;
  firstSeen: string;
  firstSeenIso: string;
  lastSeen: string;
  lastSeenIso: string;
};
