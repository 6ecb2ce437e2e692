/** Processes of the service that share one Redis, in front of a pretend API host of the test's own. */

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { Environment } from '../../config/index.ts';
import { createApiKeyStore } from '../../server/api-keys/store.ts';
import { type ConnectionStore, createConnectionStore } from '../../server/connections/store.ts';
import { createVault } from '../../server/vault/vault.ts';
import { connectedRedis } from './connected-redis.ts';
import { makeDataDir } from './connector.ts';
import { collectEnds } from './ends.ts';
import { by } from './proxied.ts';
import { startRedisServer } from './redis-server.ts';
import { type ServiceProcess, startServiceProcess } from './service-process.ts';
import { until } from './until.ts';
import { startUpstream, type Upstream, type UpstreamCall } from './upstream.ts';

/** The status, 0 when there was no whole answer, and how long it took. */
export type Called = { status: number; ms: number };

export type ProxyProcesses = {
  upstream: Upstream;
  connections: ConnectionStore;
  /** The text of an API key that may do everything. */
  key: string;
  /** Connected to the store with that hash; answers its id. */
  connect(storeHash: string, level: number): Promise<string>;
  /** A process more, ready to serve. */
  start(env?: Environment): Promise<ServiceProcess>;
  /** Calls that have arrived at BigCommerce for that store. */
  arrived(storeHash: string): UpstreamCall[];
  /** One call through a process. @param maxWaitSeconds how long it waits for its turn */
  call(service: ServiceProcess, connectionId: string, maxWaitSeconds?: number): Promise<Called>;
  /** So many of them at once. */
  calls(count: number, ...how: Parameters<ProxyProcesses['call']>): Promise<Called[]>;
  close(): Promise<void>;
};

export async function openProxyProcesses(): Promise<ProxyProcesses> {
  const ends = collectEnds();
  try {
    const server = ends.later(await startRedisServer(), ({ remove }) => remove());
    const upstream = ends.later(await startUpstream(), ({ close }) => close());
    const redis = ends.later(await connectedRedis({ urls: [server.url] }), (connected) =>
      connected.disconnect(),
    );
    const encryptionKey = randomBytes(32);
    const vault = createVault([{ id: 'k1', key: encryptionKey }]);
    const connections = createConnectionStore({ redis, vault });
    const { key } = await createApiKeyStore({ redis }).create(
      { name: 'Example', permissions: ['*'], connectionIds: undefined },
      by,
    );
    const call: ProxyProcesses['call'] = async (service, connectionId, maxWaitSeconds = 60) => {
      const start = performance.now();
      const status = await fetch(proxiedUrl(service, connectionId), {
        headers: { authorization: `Bearer ${key}`, 'x-connector-max-wait': `${maxWaitSeconds}` },
      }).then(
        (answer) => answer.text().then(() => answer.status),
        () => 0,
      );
      return { status, ms: performance.now() - start };
    };
    return {
      upstream,
      connections,
      key,
      call,
      calls: (count, ...how) => Promise.all(Array.from({ length: count }, () => call(...how))),
      arrived: (storeHash) =>
        upstream.calls.filter(({ url }) => url.startsWith(`/stores/${storeHash}/`)),
      async connect(storeHash, level) {
        const draft = {
          name: `Store ${storeHash}`,
          storeHash,
          accessToken: `invented-token-of-${storeHash}`,
          scopes: undefined,
          concurrency: { level },
        };
        return (await connections.createApiAccount(draft, by)).id;
      },
      async start(env = {}) {
        const dataDir = ends.later(await makeDataDir(), (dir) =>
          rm(dir, { recursive: true, force: true }),
        );
        const started = await startServiceProcess({
          DATA_DIR: dataDir,
          REDIS_URL: server.url,
          ENCRYPTION_KEYS: `k1:${encryptionKey.toString('base64')}`,
          SESSION_SECRET: 'an-invented-session-secret-of-these-tests',
          BIGCOMMERCE_API_URL: upstream.url,
          ...env,
        });
        const service = ends.later(started, ({ stop }) => stop());
        await until('it is ready', async () => (await fetch(`${service.address}/readyz`)).ok);
        return service;
      },
      close: ends.all,
    };
  } catch (error) {
    await ends.all();
    throw error;
  }
}

export function proxiedUrl({ address }: ServiceProcess, connectionId: string): string {
  return `${address}/proxy/${connectionId}/v3/catalog/products`;
}

/** Which statuses there are among them. */
export function statusesOf(answers: Called[]): number[] {
  return [...new Set(answers.map(({ status }) => status))];
}

export function longestOf(answers: Called[]): number {
  return Math.max(...answers.map(({ ms }) => ms));
}
