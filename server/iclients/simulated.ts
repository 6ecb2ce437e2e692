/**
 * Test clients of simulated installs: copies of an iClient with a client id and a secret of their own,
 * for a minute. They are in no list and no index, so that only `calledIClient` leads to one. Owns the key
 * `simulations`, which tells when each has to be gone.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { type IClient, simulatedPrefix } from './iclient.ts';
import { fieldsOf, secretField, secretOwner } from './record.ts';

export type TestClient = {
  /** Its iClient id; the client id is another one. */
  id: string;
  clientId: string;
  clientSecret: string;
  /** 24 hex digits: what a callback says to be meant for it. */
  simulation: string;
};

export type TestClients = {
  /** @param forMs after so long it is `overdue`, if nobody has forgotten it */
  keep(iclient: IClient, forMs: number): Promise<TestClient>;
  /** From here on no callback finds it and no install is saved. Again: changes nothing. */
  remove(id: string): Promise<void>;
  /** Once nothing is left of it. */
  forget(id: string): Promise<void>;
  /** Ids of those whose process did not come to forget them. */
  overdue(): Promise<string[]>;
};

/** KEYS record, simulations · ARGV id, for how many milliseconds, fields… */
const keepOne = redisScript(`
  ${luaClock}
  local now = nowMs()
  redis.call('HSET', KEYS[1], 'createdAt', now, 'updatedAt', now, unpack(ARGV, 3))
  redis.call('ZADD', KEYS[2], now + ARGV[2], ARGV[1])
`);

/** KEYS simulations */
const findOverdue = redisScript(`
  ${luaClock}
  return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', string.format('%.0f', nowMs()))
`);

export function createTestClients({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): TestClients {
  return {
    async keep({ slug, name, scopes, whitelist }, forMs) {
      const simulation = randomBytes(12).toString('hex');
      const id = `${simulatedPrefix}${simulation}`;
      const clientId = `${simulatedPrefix}${randomBytes(16).toString('hex')}`;
      const clientSecret = randomBytes(32).toString('hex');
      const fields = {
        id,
        slug,
        ...fieldsOf({ name, clientId, scopes, whitelist }),
        [secretField]: vault.seal(clientSecret, secretOwner(id)),
      };
      await keepOne(
        redis,
        [keys.iclient(id), keys.simulations],
        [id, forMs, ...Object.entries(fields).flat()],
      );
      return { id, clientId, clientSecret, simulation };
    },
    async remove(id) {
      await redis.del(keys.iclient(id));
    },
    async forget(id) {
      await redis.zrem(keys.simulations, id);
    },
    overdue: async () =>
      z.array(z.string()).parse(await findOverdue(redis, [keys.simulations], [])),
  };
}
