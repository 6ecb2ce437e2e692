/** A store of connections on a Redis of its own, with two iClients. */

import { randomBytes } from 'node:crypto';
import { type CompanyStore, createCompanyStore } from '../../server/companies/store.ts';
import type { Install } from '../../server/connections/save-install.ts';
import { type ConnectionStore, createConnectionStore } from '../../server/connections/store.ts';
import { createEventStore, type EventStore } from '../../server/events/store.ts';
import type { RedisClient } from '../../server/redis/connect.ts';
import { keys } from '../../server/redis/keys.ts';
import { createVault, type Vault } from '../../server/vault/vault.ts';
import { connectedRedis } from './connected-redis.ts';
import { startRedisServer } from './redis-server.ts';

export const by = {
  actor: { kind: 'user' as const, id: 'us_1', email: 'builder@agency.example' },
  address: '127.0.0.1',
};

export type OpenStore = {
  redis: RedisClient;
  vault: Vault;
  connections: ConnectionStore;
  companies: CompanyStore;
  events: EventStore;
  setScopes(iclientId: string, scopes: string[]): Promise<void>;
  /** Forgets everything but the iClients. */
  empty(): Promise<void>;
  close(): Promise<void>;
};

/** @param urls of a Redis or a cluster that is there already */
export async function openConnectionStore(urls?: string[]): Promise<OpenStore> {
  const server = urls ? undefined : await startRedisServer(['--appendonly', 'no']);
  const redis = await connectedRedis({ urls: urls ?? [server?.url ?? ''] });
  const vault = createVault([{ id: 'test', key: randomBytes(32) }]);
  const setScopes = async (id: string, scopes: string[]) =>
    void (await redis.hset(keys.iclient(id), 'id', id, 'scopes', JSON.stringify(scopes)));
  const addIClients = async () => {
    await setScopes('ic_one', ['store_v2_orders']);
    await setScopes('ic_two', ['store_v2_orders']);
  };
  await addIClients();
  return {
    redis,
    vault,
    connections: createConnectionStore({ redis, vault }),
    companies: createCompanyStore({ redis }),
    events: createEventStore({ redis }),
    setScopes,
    async empty() {
      await redis.flushdb();
      await addIClients();
    },
    async close() {
      redis.disconnect();
      await server?.remove();
    },
  };
}

/** A pending connection's draft. */
export function appDraft(name: string, storeHash: string, iclientId = 'ic_one') {
  return { name, storeHash, iclientId, scopes: undefined, concurrency: { level: 5 } };
}

/** An API account's draft. */
export function accountDraft(name: string, storeHash: string) {
  const accessToken = `invented-token-of-${name}`;
  return { name, storeHash, accessToken, scopes: undefined, concurrency: { level: 5 } };
}

export function installOf(
  storeHash: string,
  attempt: string,
  more: Partial<Install> = {},
): Install {
  return {
    iclientId: 'ic_one',
    grant: {
      accessToken: `invented-token-${attempt}`,
      scopes: ['store_v2_orders'],
      storeHash,
      user: { id: '7', email: 'owner@snowboots.example' },
      owner: undefined,
      accountUuid: undefined,
      answeredAt: undefined,
    },
    attempt,
    arrivedAt: Date.now(),
    address: '127.0.0.1',
    ...more,
  };
}
