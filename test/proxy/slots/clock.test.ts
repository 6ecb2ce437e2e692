import { expect } from 'chai';
import { exchangeSlots, slowDownSlots } from '../../../server/proxy/slots/scripts.ts';
import type { RedisClient } from '../../../server/redis/connect.ts';
import { keys } from '../../../server/redis/keys.ts';
import { connectedRedis } from '../../support/connected-redis.ts';
import { type RedisServer, startRedisServer } from '../../support/redis-server.ts';

const lenderId = 'cn_clock';
const key = keys.slots(lenderId);
const leaseMs = 43_000;
const anHour = 3_600_000;

/** What was written while Redis' clock was an hour ahead, read after it was set right. */
describe('slots after Redis’ clock was set back', () => {
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
  beforeEach(() => redis.del(key));

  const ask = (holder: string, level: number, ages: number[]) =>
    exchangeSlots(redis, { lenderId, holder, level, leaseMs, returned: 0, inUse: 0, ages });
  const now = async () => {
    const [seconds = 0] = await redis.time();
    return Number(seconds) * 1_000;
  };
  const timesOf = async (field: string) =>
    ((await redis.hget(key, field)) ?? '').split(' ').map(Number);
  const writtenAhead = async (field: string, rest = '') =>
    redis.hset(key, field, `${(await now()) + anHour}${rest}`);

  it('lets everybody call again within a minute of what BigCommerce asked for', async () => {
    await slowDownSlots(redis, { id: lenderId, level: 4 }, 1_000);
    await writtenAhead('pausedUntil');
    expect((await ask('any', 4, [0])).pausedMs).to.be.within(1, 60_000);
    const [pausedUntil = 0] = await timesOf('pausedUntil');
    expect(pausedUntil - (await now())).to.be.within(1, 61_000);
  });

  it('lets the level climb five seconds after', async () => {
    await slowDownSlots(redis, { id: lenderId, level: 4 }, 0);
    await writtenAhead('climbAt');
    await ask('any', 4, []);
    const [climbAt = 0] = await timesOf('climbAt');
    expect(climbAt - (await now())).to.be.within(1, 6_000);
  });

  it('takes the slots of a process that died back when their lease would be over', async () => {
    expect((await ask('dead', 1, [0])).granted).to.equal(1);
    await writtenAhead('lease:dead', ` ${leaseMs}`);
    expect((await ask('any', 1, [0])).granted).to.equal(0);
    const [ends = 0, term] = await timesOf('lease:dead');
    expect(term).to.equal(leaseMs);
    expect(ends - (await now())).to.be.within(1, leaseMs + 1_000);
  });

  it('keeps no place in the queue for who does not ask again', async () => {
    await ask('holder', 1, [0]);
    await ask('dead', 1, [0]);
    await writtenAhead('waits:dead', ` ${await now()}`);
    expect((await ask('holder', 1, [])).othersWait).to.equal(false);
  });

  it('heeds what was written in time', async () => {
    await ask('holder', 1, [0]);
    await slowDownSlots(redis, { id: lenderId, level: 1 }, 5_000);
    await ask('waiting', 1, [10]);
    const before = await redis.hgetall(key);
    expect((await ask('other', 1, [])).othersWait).to.equal(true);
    expect(await redis.hgetall(key)).to.deep.include(before);
  });
});
