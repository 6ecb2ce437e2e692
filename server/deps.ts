/** The one place that constructs things. `openDeps(config)` answers all that the app is made of, and closes it again. */
import type { Logger } from 'pino';
import type { Config } from '../config/index.ts';
import { type Access, createAccess } from './access/access.ts';
import { type Attempts, createAttempts } from './access/attempts.ts';
import { createKeyRing, type KeyRing } from './access/key-ring.ts';
import { createTrustedBrowsers, type TrustedBrowsers } from './access/trusted-browsers.ts';
import { createWrongKeys, type WrongKeys } from './access/wrong-keys.ts';
import {
  createIdempotentRequests,
  type IdempotentRequests,
} from './api/idempotency/idempotent-requests.ts';
import { type ApiKeyStore, createApiKeyStore } from './api-keys/store.ts';
import { type AuthorizationLinks, createAuthorizationLinks } from './authorizations/links.ts';
import { type AuthorizationStore, createAuthorizationStore } from './authorizations/store.ts';
import { type BigCommerceClient, createBigCommerceClient } from './bigcommerce/client.ts';
import { type CallbackRecords, createCallbackRecords } from './callback-records/store.ts';
import { type CallbackTests, openCallbackTests } from './callback-tests/open.ts';
import { createSimulationCodes } from './callback-tests/simulation/codes.ts';
import { withSimulations } from './callback-tests/simulation/with-simulations.ts';
import { type CompanyStore, createCompanyStore } from './companies/store.ts';
import { createScopeRechecks, type ScopeRechecks } from './connections/scope-rechecks.ts';
import { type ConnectionStore, createConnectionStore } from './connections/store.ts';
import { keepEventsBounded } from './events/keep-bounded.ts';
import { createEventStore, type EventStore } from './events/store.ts';
import { createReadiness, type Readiness } from './health/readiness.ts';
import { createEventStreams, type EventStreams } from './http/event-stream.ts';
import { createViews, type Views } from './http/views.ts';
import { keepDefaultIClient } from './iclients/keep-default.ts';
import { createIClientStore, type IClientStore } from './iclients/store.ts';
import { type CodeClaims, createCodeClaims } from './install/code-claims.ts';
import { type CompleteInstall, createCompleteInstall } from './install/complete-install.ts';
import { type AccountTests, createAccountTests } from './link/account-tests.ts';
import { createVisitLimit, type VisitLimit } from './link/visit-limit.ts';
import { createLinkStore, type LinkStore } from './links/store.ts';
import { createVisitStore, type VisitStore } from './links/visits.ts';
import { createMetrics, type Metrics } from './metrics/metrics.ts';
import { createStartAuthorization, type StartAuthorization } from './pages/start-authorization.ts';
import { createPickerSessionStore, type PickerSessionStore } from './picker-sessions/store.ts';
import { type OpenProxy, openProxy } from './proxy/open.ts';
import { type Channels, openChannels } from './redis/channels.ts';
import { connectRedis, type RedisAddress, type RedisClient } from './redis/connect.ts';
import { type EmbeddedRedis, startEmbeddedRedis } from './redis/embedded.ts';
import { logRedisSettings } from './redis/settings.ts';
import { createSettingsStore, type SettingsStore } from './settings/store.ts';
import { createStoreUserStore, type StoreUserStore } from './store-users/store.ts';
import { createUserStore, type UserStore } from './users/store.ts';
import { createVault } from './vault/vault.ts';

export type Deps = CallbackTests & {
  config: Config;
  log: Logger;
  /** Milliseconds since 1970. */
  now: () => number;
  redis: RedisClient;
  channels: Channels;
  bigcommerce: BigCommerceClient;
  /** They find no test clients of simulated installs, and nothing of those: as if they were not there. */
  iclients: IClientStore;
  companies: CompanyStore;
  connections: ConnectionStore;
  /** The same with the test clients, for callbacks alone. */
  withTestClients: { iclients: IClientStore; connections: ConnectionStore };
  scopeRechecks: ScopeRechecks;
  authorizations: AuthorizationStore;
  authorizationLinks: AuthorizationLinks;
  links: LinkStore;
  accountTests: AccountTests;
  visitLimit: VisitLimit;
  visits: VisitStore;
  settings: SettingsStore;
  startAuthorization: StartAuthorization;
  storeUsers: StoreUserStore;
  users: UserStore;
  access: Access;
  attempts: Attempts;
  trustedBrowsers: TrustedBrowsers;
  apiKeys: ApiKeyStore;
  wrongKeys: WrongKeys;
  pickerSessions: PickerSessionStore;
  keyRing: KeyRing;
  idempotentRequests: IdempotentRequests;
  events: EventStore;
  callbackRecords: CallbackRecords;
  eventStreams: EventStreams;
  codeClaims: CodeClaims;
  completeInstall: CompleteInstall;
  readiness: Readiness;
  metrics: Metrics;
  proxy: OpenProxy;
  turnOf: OpenProxy['turnOf'];
  views: Views;
  close(): Promise<void>;
};

/**
 * Starts the embedded Redis if the configuration asks for it, and connects in the background
 * otherwise: a Redis that is away delays readiness and not the start.
 * @throws DataDirInUseError, DataDirTooLongError, RedisMissingError or RedisStartError from the embedded Redis
 */
export async function openDeps(
  config: Config,
  { log, now }: { log: Logger; now: () => number },
): Promise<Deps> {
  const embedded =
    config.redis.kind === 'embedded'
      ? await startEmbeddedRedis({ dataDir: config.dataDir, log })
      : undefined;
  const address = addressOf(config, embedded);
  const redis = connectRedis(address, log);
  const channels = openChannels(address, log);
  logRedisSettings(redis, log);
  const events = createEventStore({ redis });
  keepEventsBounded({ redis, events, log }, config.eventsKept);
  const vault = createVault(config.encryptionKeys);
  const bigcommerce = withSimulations(createBigCommerceClient(config.bigcommerce, now), {
    codes: createSimulationCodes({ redis, vault }),
  });
  const iclients = createIClientStore({ redis, vault });
  const connections = createConnectionStore({ redis, vault });
  const withTestClients = {
    iclients: createIClientStore({ redis, vault, testClients: true }),
    connections: createConnectionStore({ redis, vault, testClients: true }),
  };
  const users = createUserStore({ redis });
  const apiKeys = createApiKeyStore({ redis });
  const wrongKeys = createWrongKeys({ redis });
  const keyRing = createKeyRing({ apiKeys, channels, wrongKeys, log });
  const metrics = createMetrics();
  const proxy = openProxy({
    apiUrl: config.bigcommerce.apiUrl,
    timeoutMs: config.proxyTimeoutMs,
    trustProxy: config.trustProxy,
    redis,
    channels,
    connections,
    keyRing,
    events,
    metrics,
    log,
  });
  const { sessionSecret, publicUrl } = config;
  const authorizations = createAuthorizationStore({ redis, vault });
  const callbackTests = openCallbackTests(config, {
    redis,
    vault,
    connections: withTestClients.connections,
    log,
    now,
  });
  const scopeRechecks = createScopeRechecks({ iclients, connections, log });
  const defaultIClient = keepDefaultIClient(
    iclients,
    config.defaultIClient,
    log,
    () => void scopeRechecks.run(0),
  );
  return {
    config,
    log,
    now,
    redis,
    channels,
    bigcommerce,
    iclients,
    companies: createCompanyStore({ redis }),
    connections,
    withTestClients,
    scopeRechecks,
    authorizations,
    authorizationLinks: createAuthorizationLinks({ redis }),
    links: createLinkStore({ redis }),
    accountTests: createAccountTests({ redis }),
    visitLimit: createVisitLimit({ redis }),
    visits: createVisitStore({ redis, vault }),
    settings: createSettingsStore({ redis, returnHosts: config.returnHosts }),
    startAuthorization: createStartAuthorization({
      publicUrl: config.publicUrl,
      bigcommerce,
      iclients,
      authorizations,
    }),
    storeUsers: createStoreUserStore({ redis }),
    users,
    access: createAccess({ redis, users, sessionSecret, publicUrl }),
    attempts: createAttempts({ redis }),
    trustedBrowsers: createTrustedBrowsers(sessionSecret),
    apiKeys,
    wrongKeys,
    pickerSessions: createPickerSessionStore({ redis }),
    keyRing,
    idempotentRequests: createIdempotentRequests({ redis, vault }),
    events,
    ...callbackTests,
    callbackRecords: createCallbackRecords({ redis, channels }),
    eventStreams: createEventStreams(),
    codeClaims: createCodeClaims({ redis }),
    completeInstall: createCompleteInstall({
      connections: withTestClients.connections,
      bigcommerce,
    }),
    readiness: createReadiness({ redis, prepared: defaultIClient.done }),
    metrics,
    proxy,
    turnOf: proxy.turnOf,
    views: createViews(),
    async close() {
      defaultIClient.stop();
      scopeRechecks.stop();
      await callbackTests.callbackChecks.stop();
      await callbackTests.simulatedInstalls.stop();
      await proxy.close();
      await keyRing.close();
      channels.close();
      // An end that was asked for is no outage.
      redis.removeAllListeners('error').on('error', () => undefined);
      redis.disconnect();
      await bigcommerce.close();
      await embedded?.stop();
    },
  };
}

function addressOf(config: Config, embedded: EmbeddedRedis | undefined): RedisAddress {
  if (embedded) return { socketPath: embedded.socketPath };
  return { urls: config.redis.kind === 'external' ? config.redis.urls : [] };
}
