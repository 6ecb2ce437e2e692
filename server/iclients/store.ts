/** iClients in Redis. Owns the keys `iclient*`; seals and opens client secrets itself. */
import { z } from 'zod';
import type { DefaultIClientConfig } from '../../config/index.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { defaultIClientSlug, type IClient } from './iclient.ts';

export type IClientStore = {
  find(id: string): Promise<IClient | undefined>;
  findBySlug(slug: string): Promise<IClient | undefined>;
  /** @throws VaultError when the secret does not open */
  clientSecret(iclientId: string): Promise<string>;
  /** Makes or refreshes the default iClient from the configuration. Doing it again changes only when it was updated. */
  saveDefault(config: DefaultIClientConfig): Promise<void>;
};

/** KEYS record, slugs, client ids · ARGV id, slug, client id, fields… ("createdAt" is set once, by Redis' clock) */
const saveIClient = redisScript(`
  ${luaClock}
  local id, slug, clientId, now = ARGV[1], ARGV[2], ARGV[3], nowMs()
  local previous = redis.call('HGET', KEYS[1], 'clientId')
  if previous and previous ~= clientId then redis.call('HDEL', KEYS[3], previous) end
  redis.call('HDEL', KEYS[1], 'accountUuid')
  redis.call('HSETNX', KEYS[1], 'createdAt', now)
  redis.call('HSET', KEYS[1], 'updatedAt', now, unpack(ARGV, 4))
  redis.call('HSET', KEYS[2], slug, id)
  redis.call('HSET', KEYS[3], clientId, id)
  return now
`);

const recordSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  clientId: z.string(),
  accountUuid: z.string().optional(),
  scopes: z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json))),
  createdAt: z.coerce.number(),
  updatedAt: z.coerce.number(),
});

export function createIClientStore({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): IClientStore {
  const find = async (id: string) => {
    const record = await redis.hgetall(keys.iclient(id));
    if (!('id' in record)) return undefined;
    const { accountUuid, ...rest } = recordSchema.parse(record);
    return { ...rest, accountUuid };
  };
  return {
    find,

    async findBySlug(slug) {
      const id = await redis.hget(keys.iclientSlugs, slug);
      return id === null ? undefined : find(id);
    },

    async clientSecret(iclientId) {
      const sealed = await redis.hget(keys.iclient(iclientId), 'clientSecret');
      if (sealed === null) throw new Error(`The iClient ${iclientId} has no client secret.`);
      return vault.open(sealed, secretOwner(iclientId));
    },

    async saveDefault({ clientId, clientSecret, scopes, accountUuid }) {
      const id = defaultIClientSlug;
      const fields: Record<string, string> = {
        id,
        slug: defaultIClientSlug,
        name: 'BigCommerce connector',
        clientId,
        clientSecret: vault.seal(clientSecret, secretOwner(id)),
        scopes: JSON.stringify(scopes),
        ...(accountUuid === undefined ? {} : { accountUuid }),
      };
      await saveIClient(
        redis,
        [keys.iclient(id), keys.iclientSlugs, keys.iclientClientIds],
        [id, defaultIClientSlug, clientId, ...Object.entries(fields).flat()],
      );
    },
  };
}

function secretOwner(iclientId: string) {
  return { record: `iclient:${iclientId}`, field: 'clientSecret' };
}
