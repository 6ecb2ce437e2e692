/** Draws up what the embedded page says of a connection, for the page after an install and the one in a session. */
import { describeScopes, missingScopes } from '../bigcommerce/scopes.ts';
import type { Connection } from '../connections/connection.ts';
import type { IClient } from '../iclients/iclient.ts';
import { type Language, textsFor } from '../language/language.ts';
import type { StoreUser } from '../store-users/store-user.ts';
import type { EmbeddedPage, EmbeddedUser } from './embedded-page.ts';

export type DescribedConnection = {
  connection: Connection;
  iclient: IClient;
  users: StoreUser[];
  language: Language;
  notice: EmbeddedPage['notice'];
  basePath: string;
  panelOrigins: string[];
};

export function describeConnection(described: DescribedConnection): EmbeddedPage {
  const { connection, iclient, users, language, notice, basePath, panelOrigins } = described;
  const { store, grantedScopes } = connection;
  const installedAt = connection.installedAt ?? connection.createdAt;
  const { moment, day } = datesInWords(language, store?.timeZone);
  return {
    language,
    texts: textsFor(language),
    notice,
    basePath,
    panelOrigins,
    store: { hash: connection.storeHash, name: store?.name, domain: store?.domain },
    app: { name: iclient.name },
    connection: { name: connection.name, status: connection.status },
    granted: describeScopes(grantedScopes, language),
    notGranted: describeScopes(
      missingScopes(connection.scopes ?? iclient.scopes, grantedScopes),
      language,
    ),
    installedAt: moment(installedAt),
    installedAtIso: new Date(installedAt).toISOString(),
    installedBy: connection.installedBy?.email || undefined,
    users: users.map((user) => describeUser(user, connection.owner?.id, day)),
  };
}

function describeUser(
  user: StoreUser,
  ownerId: string | undefined,
  day: (at: number) => string,
): EmbeddedUser {
  return {
    // BigCommerce does not always tell an address; then the id says who it is.
    email: user.email || user.id,
    isOwner: user.id === ownerId,
    firstSeen: day(user.firstSeenAt),
    firstSeenIso: new Date(user.firstSeenAt).toISOString(),
    lastSeen: day(user.lastSeenAt),
    lastSeenIso: new Date(user.lastSeenAt).toISOString(),
  };
}

/** Days and moments in the store's own time; a moment with the zone's name. */
function datesInWords(language: Language, storeZone: string | undefined) {
  const timeZone = storeZone !== undefined && isKnownZone(storeZone) ? storeZone : 'UTC';
  const date = { year: 'numeric', month: 'short', day: 'numeric', timeZone } as const;
  const time = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return {
    day: new Intl.DateTimeFormat(language, date).format,
    moment: new Intl.DateTimeFormat(language, { ...date, ...time }).format,
  };
}

// BigCommerce names some zones in ways that are not in the IANA database.
function isKnownZone(timeZone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone });
    return true;
  } catch {
    return false;
  }
}
