/**
 * Test clients of simulated installs: copies of an iClient with a client id and a secret of their own,
 * until their install ends. They are in no list and no index, so that only `calledIClient` leads to one.
 * Their records have no expiry: the key `simulations`, owned here, tells when each is overdue.
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

/** What has to be known of one to take away all that it left. */
export type LeftTestClient = {
  /** Its iClient id; the client id is another one. */
  id: string;
  /** Of the store that it is installed in, which can be no real one's: `simulated` and eight hex digits. */
  storeHash: string;
};

export type TestClient = LeftTestClient & {
  clientId: string;
  clientSecret: string;
  /** 24 hex digits: what a callback says to be meant for it. */
  testClientName: string;
};

export type TestClients = {
  /** @param forMs after so long it is `overdue`, if nobody has forgotten it */
  keep(iclient: IClient, forMs: number): Promise<TestClient>;
  /** From here on no callback finds it and no install is saved. Again: changes nothing. */
  remove(id: string): Promise<void>;
  /** Once nothing is left of it. */
  forget(client: LeftTestClient): Promise<void>;
  /** Those whose process did not come to forget them. */
  overdue(): Promise<LeftTestClient[]>;
};

/** KEYS record, simulations · ARGV member, for how many milliseconds, fields… */
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
      const testClientName = randomBytes(12).toString('hex');
      const id = `${simulatedPrefix}${testClientName}`;
      const clientId = `${simulatedPrefix}${randomBytes(16).toString('hex')}`;
      const clientSecret = randomBytes(32).toString('hex');
      // None of its digits are the name's: whoever learns of the store must not learn of the client.
      const storeHash = `simulated${randomBytes(4).toString('hex')}`;
      const fields = {
        id,
        slug,
        ...fieldsOf({ name, clientId, scopes, whitelist }),
        [secretField]: vault.seal(clientSecret, secretOwner(id)),
      };
      await keepOne(
        redis,
        [keys.iclient(id), keys.simulations],
        [memberOf({ id, storeHash }), forMs, ...Object.entries(fields).flat()],
      );
      return { id, storeHash, clientId, clientSecret, testClientName };
    },
    async remove(id) {
      await redis.del(keys.iclient(id));
    },
    async forget(client) {
      await redis.zrem(keys.simulations, memberOf(client));
    },
    async overdue() {
      const members = z.array(z.string()).parse(await findOverdue(redis, [keys.simulations], []));
      return members.map((member) => {
        const [id = '', storeHash = ''] = member.split('/');
        return { id, storeHash };
      });
    },
  };
}

function memberOf({ id, storeHash }: LeftTestClient): string {
  return `${id}/${storeHash}`;
}
