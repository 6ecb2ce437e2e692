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
  /** string with an expiry: the key of the link that invites an email; there is one at most */
  invitation: (email: string) => `${durable}:invitation:${email}`,
  /** sorted set: emails that are invited, by until when, milliseconds since 1970 */
  invitations: `${durable}:invitations`,

  /** hash: one API key */
  apiKey: (id: string) => `${durable}:api-key:${id}`,
  /** hash: SHA-256 of an API key's text -> its id */
  apiKeyDigests: `${durable}:api-key-digests`,
  /** string with an expiry: id of the API key that a form made */
  apiKeyForm: (form: string) => `${durable}:api-key-form:${form}`,

  /** hash: one company */
  company: (id: string) => `${durable}:company:${id}`,
  /** hash: external id -> company id */
  companyExternalIds: `${durable}:company-external-ids`,
  /** begins the names of the sorted sets that list and find companies */
  companyIndex: `${durable}:company-index`,
  /** sorted set, score 0: ids of the connections of one company (connections/index-lua.ts) */
  connectionsOfCompany: (companyId: string) => `${durable}:connection-index:company:${companyId}`,

  /** hash: one link */
  link: (id: string) => `${durable}:link:${id}`,
  /** hash: SHA-256 of a link's token -> its id */
  linkDigests: `${durable}:link-digests`,
  /** sorted set: ids of the links of one company, by when they were made */
  companyLinks: (companyId: string) => `${durable}:company-links:${companyId}`,
  /** string with an expiry: id of the link that a form made */
  linkForm: (form: string) => `${durable}:link-form:${form}`,

  /** hash: iClient id -> until when its callbacks are recorded, milliseconds since 1970 */
  callbackRecorders: `${durable}:callback-recorders`,

  /** sorted set: `id/store hash` of the test clients of simulated installs, by when they are to be gone, milliseconds since 1970 */
  simulations: `${durable}:simulations`,

  /** hash: the settings of the whole service */
  settings: `${durable}:settings`,

  /** stream: the audit trail, bounded */
  events: `${durable}:events`,
  /** string: how many events the trail keeps */
  eventsKept: `${durable}:events-kept`,
  /** string with an expiry: an event that is not told again within a minute */
  toldEvent: (digest: string) => `${durable}:told-event:${digest}`,
  /** list: ids of the latest events about one connection, bounded */
  connectionEvents: (connectionId: string) => `${durable}:connection-events:${connectionId}`,
  /** stream: callbacks that were refused or changed nothing, bounded on its own */
  refusals: 'bcc:refusals',
  /** list with an expiry: ids of the latest refusals about one connection, bounded */
  connectionRefusals: (connectionId: string) => `bcc:connection-refusals:${connectionId}`,
  /** stream: sign-ins that were refused, bounded on its own */
  signInRefusals: 'bcc:sign-in-refusals',

  /** stream: levels of connections that went down and up again, bounded on its own */
  levelChanges: 'bcc:level-changes',
  /** list with an expiry: ids of the latest of them of one connection, bounded */
  connectionLevelChanges: (connectionId: string) => `bcc:connection-level-changes:${connectionId}`,

  /** string with an expiry: a signed payload that has acted */
  usedPayload: (iclientId: string, digest: string) =>
    `${durable}:used-payload:${iclientId}:${digest}`,

  /** string with an expiry: who exchanges an authorization code, and what came of it */
  codeClaim: (digest: string) => `bcc:code-claim:${digest}`,
  /** hash with an expiry: an authorization that somebody started here; its id is the digest of its state */
  authorization: (id: string) => `bcc:authorization:${id}`,
  /** string with an expiry: what a link to authorize a connection stands for, by the digest of its token */
  authorizationLink: (digest: string) => `bcc:authorization-link:${digest}`,
  /** hash with an expiry: what came of an API request with an Idempotency-Key, by its digest */
  idempotentRequest: (apiKeyId: string, digest: string) => `bcc:idempotency:${apiKeyId}:${digest}`,
  /** list with an expiry: ids of the latest authorizations of one browser for one app, newest first */
  waitingAuthorization: (digest: string) => `bcc:waiting-authorization:${digest}`,
  /** hash with an expiry: one browser on its way through a link */
  linkVisit: (id: string) => `bcc:link-visit:${id}`,
  /** string with an expiry: the link whose visit in one browser waits for an install of one app */
  waitingInstall: (digest: string) => `bcc:waiting-install:${digest}`,
  /** hash with an expiry: the leave of one page to let its user pick a connection */
  pickerSession: (id: string) => `bcc:picker-session:${id}`,
  /** stream with an expiry: callbacks of one iClient as they arrived, bounded */
  callbackRecords: (iclientId: string) => `bcc:callback-records:${iclientId}`,
  /** string with an expiry: what arrived with a one-time mark of a check of callback URLs */
  callbackMark: (mark: string) => `bcc:callback-mark:${mark}`,
  /** string with an expiry: one check of an iClient's callback URLs; the latest is found by its iClient alone */
  callbackCheck: (iclientId: string, id: string) => `bcc:callback-check:{${iclientId}}:${id}`,
  latestCallbackCheck: (iclientId: string) => `bcc:callback-check:{${iclientId}}:latest`,
  /** string with an expiry: as long as it is there, no further check of this iClient begins */
  begunCallbackCheck: (iclientId: string) => `bcc:callback-check:{${iclientId}}:begun`,
  /** string with an expiry: one simulated install; the latest is found by its iClient alone */
  simulatedInstall: (iclientId: string, id: string) => `bcc:simulated-install:{${iclientId}}:${id}`,
  latestSimulatedInstall: (iclientId: string) => `bcc:simulated-install:{${iclientId}}:latest`,
  /** string with an expiry: as long as it is there, no further one of this iClient begins */
  begunSimulatedInstall: (iclientId: string) => `bcc:simulated-install:{${iclientId}}:begun`,
  /** string with an expiry: what a code of a simulated install is exchanged for, by its digest */
  simulationCode: (digest: string) => `bcc:simulation-code:${digest}`,
  /** string with an expiry: the request that a simulated install waits for, or what arrived of it */
  simulationArrival: (testClientName: string) => `bcc:simulation-arrival:${testClientName}`,
  /** hash with an expiry: which process holds how many slots of one connection (proxy/slots/scripts.ts) */
  slots: (connectionId: string) => `bcc:slots:${connectionId}`,
  /** prefix of the sessions of the console */
  consoleSessionPrefix: 'bcc:console-session:',
  /** prefixes of counters with an expiry: failed sign-ins of one account, of one account from one network, of one network */
  accountAttemptsPrefix: 'bcc:account-attempts',
  accountNetworkAttemptsPrefix: 'bcc:account-network-attempts',
  networkAttemptsPrefix: 'bcc:network-attempts',
  /** prefixes of counters with an expiry: tests of API accounts by one link, from one network; in a quarter of an hour, and in one */
  linkTestsPrefix: 'bcc:link-tests',
  linkTestNetworksPrefix: 'bcc:link-test-networks',
  allLinkTestsPrefix: 'bcc:all-link-tests',
  allLinkTestNetworksPrefix: 'bcc:all-link-test-networks',
  /** prefix of counters with an expiry: visits that a network began by a link */
  begunVisitsPrefix: 'bcc:begun-visits',
  /** prefixes of counters with an expiry: consents by a link, authorizations of a visit and by a link */
  agreedVisitsPrefix: 'bcc:agreed-visits',
  visitAuthorizationsPrefix: 'bcc:visit-authorizations',
  linkAuthorizationsPrefix: 'bcc:link-authorizations',
  /** prefix of counters with an expiry: wrong API keys from one network */
  wrongKeysPrefix: 'bcc:wrong-api-keys',
  /** prefix of the sessions inside BigCommerce's iframe */
  embeddedSessionPrefix: 'bcc:embedded-session:',
};

/** Every channel over which processes tell each other something. Nothing is kept in them. */
export const channels = {
  /** `connection:<id>` or `api-key:<id>`: its record was written or deleted */
  changes: 'bcc:changes',
  /** what concurrency slots are about */
  slots: 'bcc:slots',
  /** `record:<iClient id>`: a callback was recorded; `switch:<iClient id>`: its recorder went on or off */
  callbackRecords: 'bcc:callback-records',
  /** by which one process knows that messages reach it */
  beats: (process: string) => `bcc:beats:${process}`,
};
