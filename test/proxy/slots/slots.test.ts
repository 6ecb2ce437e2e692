import { expect } from 'chai';
import { failureOf } from '../../support/failure-of.ts';
import { type RedisServer, startRedisServer } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';
import { acquire, type Contender, contender, turnstile } from './contend.ts';

describe('slots', () => {
  let server: RedisServer;
  let contenders: Contender[];
  let lenders = 0;
  const lender = (level: number) => ({ id: `cn_${++lenders}`, level });
  before(async () => {
    server = await startRedisServer();
    contenders = await Promise.all([1, 2, 3].map(() => contender(server)));
  });
  after(async () => {
    await Promise.all(contenders.map((each) => each.close()));
    await server.remove();
  });
  const [first, second] = [() => contenders[0] as Contender, () => contenders[1] as Contender];

  it('never lets more in than the level, over all processes, and everybody in at last', async () => {
    const shared = lender(4);
    const door = turnstile();
    const visits = contenders.flatMap((each, i) =>
      Array.from({ length: 80 }, (_, n) => door.pass(each, shared, (n * 7 + i * 3) % 5)),
    );
    await Promise.all(visits);
    expect(door.most()).to.equal(4);
  });

  it('uses the whole level when one process has all the work', async () => {
    const busy = lender(25);
    const door = turnstile();
    await Promise.all(Array.from({ length: 100 }, () => door.pass(first(), busy, 20)));
    expect(door.most()).to.equal(25);
  });

  it('finds a slot at hand, without Redis, once it has had one', async () => {
    const own = lender(2);
    await turnstile().pass(first(), own, 0);
    server.pause();
    try {
      const slot = first().slots.tryAcquire(own);
      expect(slot).not.to.equal(undefined);
      slot?.release();
    } finally {
      server.resume();
    }
  });

  it('serves first who came first, whichever process they came to', async () => {
    const narrow = lender(1);
    const slot = await acquire(first(), narrow, 5_000);
    const order: number[] = [];
    const visits: Promise<void>[] = [];
    for (let n = 0; n < 9; n += 1) {
      const each = contenders[n % 3] as Contender;
      visits.push(
        acquire(each, narrow, 8_000).then((mine) => {
          order.push(n);
          mine.release();
        }),
      );
      await until('it waits', () => each.slots.state(narrow.id).waiting === Math.floor(n / 3) + 1);
      // The next one comes a few milliseconds later.
      await server.say('PING');
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
    slot.release();
    await Promise.all(visits);
    expect(order).to.deep.equal([0, 1, 2, 3, 4, 5, 6, 7, 8]);
  });

  it('hands idle slots to another process at once', async () => {
    const moved = lender(3);
    const door = turnstile();
    await Promise.all([1, 2, 3].map(() => door.pass(first(), moved, 5)));
    const began = performance.now();
    await Promise.all([1, 2, 3].map(() => door.pass(second(), moved, 0)));
    expect(performance.now() - began).to.be.below(1_000);
  });

  it('lets nobody in above a level that was lowered', async () => {
    const { id } = lender(5);
    const held = await Promise.all(
      Array.from({ length: 5 }, () => acquire(first(), { id, level: 5 })),
    );
    const lowered = { id, level: 2 };
    const next = acquire(first(), lowered);
    for (const slot of held.slice(0, 3)) slot.release();
    expect(first().slots.tryAcquire(lowered)).to.equal(undefined);
    expect(first().slots.state(id)).to.deep.equal({ inUse: 2, waiting: 1 });
    held[3]?.release();
    (await next).release();
    held[4]?.release();
  });

  it('refuses who waited too long, and says when to come again', async () => {
    const full = lender(1);
    const slot = await acquire(first(), full, 1_000);
    const error = await failureOf(acquire(second(), full, 50));
    expect(error).to.include({ code: 'slots_busy', status: 429 });
    expect(error.retryAfterSeconds).to.equal(1);
    slot.release();
  });

  it('takes back the slots of a process that died, when their lease is over and not before', async () => {
    const orphaned = lender(2);
    const dying = await contender(server);
    for (const _ of [1, 2]) await acquire(dying, orphaned, 1_000);
    dying.cut();
    const early = await failureOf(acquire(second(), orphaned, 300));
    expect(early).to.include({ code: 'slots_busy' });
    await endLeases(orphaned.id);
    const slot = await acquire(second(), orphaned, 5_000);
    slot.release();
  });

  it('lets a process whose lease is over free nobody else’s slot', async () => {
    const lapsed = lender(1);
    const late = await acquire(first(), lapsed, 1_000);
    await endLeases(lapsed.id);
    const slot = await acquire(second(), lapsed, 5_000);
    late.release();
    const error = await failureOf(acquire(contenders[2] as Contender, lapsed, 300));
    expect(error).to.include({ code: 'slots_busy' });
    slot.release();
  });

  /** As if the time of every lease had passed. */
  async function endLeases(lenderId: string): Promise<void> {
    const names = (await server.say(`HKEYS bcc:slots:${lenderId}`)).match(/lease:[\w-]+/g) ?? [];
    for (const name of names) await server.say(`HSET bcc:slots:${lenderId} ${name} 1`);
  }
});

describe('a connection that BigCommerce asked to slow down', () => {
  let server: RedisServer;
  let contenders: Contender[];
  before(async () => {
    server = await startRedisServer();
    contenders = await Promise.all([1, 2].map(() => contender(server)));
  });
  after(async () => {
    await Promise.all(contenders.map((each) => each.close()));
    await server.remove();
  });

  it('calls nobody before the time is over, then one at a time, then 2, 4 and all again', async () => {
    const [first, second] = contenders as [Contender, Contender];
    const slowed = { id: 'cn_slowed', level: 6 };
    await turnstile().pass(first, slowed, 0);
    await first.slots.slowDown(slowed, 400);
    const began = performance.now();
    const door = turnstile();
    await Promise.all([first, first, second].map((each) => door.pass(each, slowed, 30)));
    expect(performance.now() - began).to.be.above(395 + 3 * 30);
    expect(door.most()).to.equal(1);

    for (const level of [2, 4, 6]) {
      await server.say(`HSET bcc:slots:${slowed.id} climbAt ${await redisNow()}`);
      const next = turnstile();
      await Promise.all(
        Array.from({ length: 14 }, (_, n) => next.pass(n % 2 ? first : second, slowed, 40)),
      );
      expect(next.most(), `at level ${level}`).to.equal(level);
    }
    expect([...first.changes, ...second.changes].sort((a, b) => a[2] - b[2])).to.deep.equal([
      [slowed.id, 6, 1],
      [slowed.id, 1, 2],
      [slowed.id, 2, 4],
      [slowed.id, 4, 6],
    ]);
  });

  async function redisNow(): Promise<number> {
    return Number((await server.say('TIME')).match(/\d{10}/)?.[0]) * 1_000;
  }

  it('gives no slot that comes free before the time is over', async () => {
    const [first] = contenders as [Contender];
    const held = { id: 'cn_held', level: 1 };
    const slot = await acquire(first, held);
    await first.slots.slowDown(held, 300);
    const began = performance.now();
    const waiting = acquire(first, held);
    await until('Redis was asked', () => first.slots.state(held.id).waiting === 1);
    await server.say('PING');
    slot.release();
    (await waiting).release();
    expect(performance.now() - began).to.be.above(290);
  });

  it('refuses at once who cannot wait so long', async () => {
    const [first] = contenders as [Contender];
    const paused = { id: 'cn_paused', level: 3 };
    await first.slots.slowDown(paused, 20_000);
    const began = performance.now();
    const error = await failureOf(acquire(first, paused, 5_000));
    expect(error).to.include({ code: 'slots_busy' });
    expect(error.retryAfterSeconds).to.be.within(19, 20);
    expect(performance.now() - began).to.be.below(1_000);
  });
});
