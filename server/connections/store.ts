/** Connections in Redis. Owns the keys `connection*`; seals and opens tokens itself. */

import type { SignedCall } from '../bigcommerce/signed-payload.ts';
import type { StoreProfile } from '../bigcommerce/wire.ts';
import type { Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import type { Connection } from './connection.ts';
import { readConnection, tokenField, tokenOwner } from './record.ts';
import { type Install, pairKey, type SavedInstall, saveInstall } from './save-install.ts';
import { type UninstallOutcome, uninstallConnection } from './uninstall.ts';

export type ConnectionStore = {
  find(id: string): Promise<Connection | undefined>;
  findByStore(iclientId: string, storeHash: string): Promise<Connection | undefined>;
  /** @throws VaultError when the token does not open; undefined when the connection holds none */
  accessToken(id: string): Promise<string | undefined>;
  /** See `saveInstall`. */
  saveInstall(install: Install): Promise<SavedInstall>;
  saveStoreProfile(id: string, profile: StoreProfile): Promise<void>;
  /** See `uninstallConnection`. */
  uninstall(
    id: string,
    call: SignedCall,
    events: { uninstalled: Event; ignored: Event },
  ): Promise<UninstallOutcome>;
};

/** KEYS connection · ARGV profile. A connection that was deleted meanwhile is not made again. */
const saveProfile = redisScript(`
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  return redis.call('HSET', KEYS[1], 'store', ARGV[1])
`);

export function createConnectionStore({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): ConnectionStore {
  const find = async (id: string) => {
    const record = await redis.hgetall(keys.connection(id));
    return 'id' in record ? readConnection(record) : undefined;
  };
  return {
    find,

    async findByStore(iclientId, storeHash) {
      const id = await redis.hget(keys.appConnections, pairKey(iclientId, storeHash));
      return id === null ? undefined : find(id);
    },

    async accessToken(id) {
      const sealed = await redis.hget(keys.connection(id), tokenField);
      return sealed === null ? undefined : vault.open(sealed, tokenOwner(id));
    },

    saveInstall: (install) => saveInstall({ redis, vault }, install),

    async saveStoreProfile(id, profile) {
      await saveProfile(redis, [keys.connection(id)], [JSON.stringify(profile)]);
    },

    uninstall: (id, call, events) => uninstallConnection(redis, id, call, events),
  };
}
