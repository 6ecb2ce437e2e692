/**
 * Every key name in Redis. Nothing else in the project spells one.
 *
 * Durable records share the hash tag `{bcc}` and so one slot of a cluster: each change, with its
 * indexes and its event, is one atomic script. They change rarely. What changes with every request
 * (sessions, claims) has no tag and spreads over the cluster.
 */
const durable = '{bcc}';

export const keys = {
  /** hash: one iClient */
  iclient: (id: string) => `${durable}:iclient:${id}`,
  /** hash: slug -> iClient id */
  iclientSlugs: `${durable}:iclient-slugs`,
  /** hash: client id -> iClient id */
  iclientClientIds: `${durable}:iclient-client-ids`,

  /** hash: one connection */
  connection: (id: string) => `${durable}:connection:${id}`,
  /** hash: "iClient id/store hash" -> connection id */
  appConnections: `${durable}:app-connections`,
  /** hash: name in lower case -> connection id */
  connectionNames: `${durable}:connection-names`,
  /** begins the names of the sorted sets that list connections; scripts build the rest (connections/index-lua.ts) */
  connectionIndex: `${durable}:connection-index`,
  /** sorted set, score 0: ids of the connections through one iClient */
  connectionsOfIClient: (iclientId: string) => `${durable}:connection-index:iclient:${iclientId}`,
  /** sorted set, score 0: ids of the connections to one store */
  connectionsOfStore: (storeHash: string) => `${durable}:connection-index:store:${storeHash}`,
  /** sorted set, score 0: ids of the connections that borrow concurrency from this one */
  connectionBorrowers: (id: string) => `${durable}:connection-index:borrowers:${id}`,

  /** hash: user id -> JSON of a store user */
  storeUsers: (connectionId: string) => `${durable}:connection:${connectionId}:users`,
  /** hash: user id -> when BigCommerce took the access away, seconds */
  storeUserRemovals: (connectionId: string) =>
    `${durable}:connection:${connectionId}:user-removals`,

  /** hash: one user of the console */
  user: (id: string) => `${durable}:user:${id}`,
  /** hash: email in lower case -> user id */
  userEmails: `${durable}:user-emails`,
  /** set: ids of the users who are admins */
  admins: `${durable}:admins`,
  /** string with an expiry: a one-time link, by the digest of its token */
  oneTimeLink: (digest: string) => `${durable}:one-time-link:${digest}`,

  /** stream: the audit trail, bounded */
  events: `${durable}:events`,
  /** string: how many events the trail keeps */
  eventsKept: `${durable}:events-kept`,
  /** stream: callbacks that were refused, bounded on its own */
  refusals: 'bcc:refusals',

  /** string with an expiry: a signed payload that has acted */
  usedPayload: (iclientId: string, digest: string) =>
    `${durable}:used-payload:${iclientId}:${digest}`,

  /** string with an expiry: who exchanges an authorization code, and what came of it */
  codeClaim: (digest: string) => `bcc:code-claim:${digest}`,
  /** hash with an expiry: an authorization that somebody started here; its id is the digest of its state */
  authorization: (id: string) => `bcc:authorization:${id}`,
  /** string with an expiry: the latest authorization of one browser for one app and store */
  waitingAuthorization: (digest: string) => `bcc:waiting-authorization:${digest}`,
  /** prefix of the sessions of the console */
  consoleSessionPrefix: 'bcc:console-session:',
  /** prefixes of counters with an expiry: failed sign-ins of one account, of one address */
  accountAttemptsPrefix: 'bcc:account-attempts',
  addressAttemptsPrefix: 'bcc:address-attempts',
  /** prefix of the sessions inside BigCommerce's iframe */
  embeddedSessionPrefix: 'bcc:embedded-session:',
};
