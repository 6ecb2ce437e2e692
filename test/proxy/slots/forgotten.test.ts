import { setImmediate as nextTurn } from 'node:timers/promises';
import { expect } from 'chai';
import { createPool } from '../../../server/proxy/slots/pool.ts';
import { exchangeSlots } from '../../../server/proxy/slots/scripts.ts';
import type { RedisClient } from '../../../server/redis/connect.ts';
import { keys } from '../../../server/redis/keys.ts';
import { connectedRedis } from '../../support/connected-redis.ts';
import { type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';

const lenderId = 'cn_forgotten';
const level = 3;
const leaseMs = 60_000;

/** What a process does that was away for longer than its lease, when what it missed arrives in any order. */
describe('a process whose slots Redis took back', () => {
  let server: RedisServer;
  let redis: RedisClient;
  before(async () => {
    server = await startRedisServer();
    redis = await connectedRedis({ urls: [server.url] });
  });
  after(async () => {
    redis.disconnect();
    await server.remove();
  });
  beforeEach(() => redis.del(keys.slots(lenderId)));

  /** Has every slot at hand, and its answers from Redis come when `answers` says so. */
  async function withAllSlots() {
    let answers: Promise<void> = Promise.resolve();
    let exchanges = 0;
    let asking = 0;
    let born = 0;
    const pool = createPool({
      async exchange(standing) {
        asking += 1;
        const holder = 'away';
        const answer = await exchangeSlots(redis, { lenderId, holder, leaseMs, ...standing });
        await answers;
        born = answer.born;
        exchanges += 1;
        asking -= 1;
        return answer;
      },
      levelChanged: () => undefined,
    });
    pool.setLevel(level);
    const pending = [1, 2, 3].map(() => pool.acquire({ maxWaitMs: 5_000, keyId: 'ak_example' }));
    const slots = await Promise.all(pending.map(({ slot }) => slot));
    for (const slot of slots) slot.release();
    await nextTurn();
    await until('it has nothing to ask', () => asking === 0);
    return {
      pool,
      exchanges: () => exchanges,
      born: () => born,
      /** From now on; answers what lets them come. */
      holdAnswers() {
        let letCome: () => void = () => undefined;
        answers = new Promise((resolve) => {
          letCome = resolve;
        });
        return letCome;
      },
    };
  }

  const grantedToOthers = async () => {
    const ages = Array.from({ length: 2 * level }, () => 0);
    const other = { lenderId, holder: 'other', level, leaseMs, returned: 0, inUse: 0, ages };
    return (await exchangeSlots(redis, other)).granted;
  };

  it('does not give them back a second time', async () => {
    const { pool, exchanges, holdAnswers } = await withAllSlots();
    await redis.del(keys.slots(lenderId));
    const letCome = holdAnswers();
    const before = exchanges();
    pool.keepUp();
    pool.wanted();
    letCome();
    await until('Redis knows it again', () => exchanges() >= before + 2);
    expect(await grantedToOthers()).to.equal(level);
    await pool.close();
  });

  it('heeds no grant of before', async () => {
    const { pool, born } = await withAllSlots();
    const bornBefore = born();
    await redis.del(keys.slots(lenderId));
    pool.keepUp();
    await until('Redis knows it again', () => born() !== bornBefore);
    pool.grantedUpTo(2 * level, bornBefore);
    expect(pool.tryAcquire()).to.equal(undefined);
    await pool.close();
  });
});
