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

  /** hash: user id -> JSON of a store user */
  storeUsers: (connectionId: string) => `${durable}:connection:${connectionId}:users`,
  /** hash: user id -> when BigCommerce took the access away, seconds */
  storeUserRemovals: (connectionId: string) =>
    `${durable}:connection:${connectionId}:user-removals`,

  /** stream: the audit trail, bounded */
  events: `${durable}:events`,

  /** string with an expiry: a signed payload that has acted */
  usedPayload: (iclientId: string, digest: string) =>
    `${durable}:used-payload:${iclientId}:${digest}`,

  /** string with an expiry: who exchanges an authorization code, and what came of it */
  codeClaim: (digest: string) => `bcc:code-claim:${digest}`,
  /** prefix of the sessions inside BigCommerce's iframe */
  embeddedSessionPrefix: 'bcc:embedded-session:',
};
