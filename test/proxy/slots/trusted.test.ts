import { expect } from 'chai';
import { createPool } from '../../../server/proxy/slots/pool.ts';
import { until } from '../../support/until.ts';

/** A pool whose Redis grants the whole level to whoever asks, and whose time passes when a test says so. */
async function poolWithSlot() {
  let time = 1_000;
  let exchanges = 0;
  const pool = createPool(
    {
      async exchange({ level }) {
        exchanges += 1;
        return {
          ...{ granted: level, born: 1, total: level, limit: level, limitBefore: level },
          ...{ othersWait: false, pausedMs: 0 },
        };
      },
      levelChanged: () => undefined,
    },
    () => time,
  );
  pool.setLevel(1);
  (await pool.acquire({ maxWaitMs: 1_000, keyId: 'ak_example' }).slot).release();
  return {
    pool,
    exchanges: () => exchanges,
    pass(ms: number) {
      time += ms;
    },
  };
}

describe('slots at hand that Redis has not confirmed for a while', () => {
  it('serve for less than ten seconds, whatever is free', async () => {
    const { pool, pass } = await poolWithSlot();
    pass(9_999);
    expect(pool.tryAcquire(), 'before').not.to.equal(undefined);
    await pool.close();
    const late = await poolWithSlot();
    late.pass(10_000);
    expect(late.pool.tryAcquire(), 'after').to.equal(undefined);
    await late.pool.close();
  });

  it('serve nobody who waits before Redis has confirmed them again', async () => {
    const { pool, pass, exchanges } = await poolWithSlot();
    pass(10_000);
    const before = exchanges();
    const slot = await pool.acquire({ maxWaitMs: 1_000, keyId: 'ak_example' }).slot;
    expect(exchanges()).to.be.greaterThan(before);
    slot.release();
    await pool.close();
  });

  it('serve again once it has', async () => {
    const { pool, pass, exchanges } = await poolWithSlot();
    pass(10_000);
    const before = exchanges();
    pool.keepUp();
    await until('Redis has answered', () => exchanges() > before);
    await until('a slot is at hand', () => pool.tryAcquire() !== undefined);
    await pool.close();
  });
});
