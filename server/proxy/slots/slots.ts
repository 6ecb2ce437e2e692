/**
 * Slots: how many requests of a connection are at BigCommerce at once, over all processes.
 *
 * Each process keeps the slots that it uses and settles with Redis when it needs more, when others
 * wait, and every few seconds; a request that finds a slot at hand costs Redis nothing.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { Channels } from '../../redis/channels.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { channels as channelNames } from '../../redis/keys.ts';
import { createPool, type Pool, trustedMs } from './pool.ts';
import { exchangeSlots, slowDownSlots } from './scripts.ts';
import type { AcquireOptions, PendingSlot, Slot } from './slot.ts';

export type { Slot } from './slot.ts';

/** The connection whose slots are used: the lender of one that borrows, else itself. */
export type Lender = { id: string; level: number };

export type Slots = {
  /** A slot at hand, without waiting; undefined when there is none. */
  tryAcquire(lender: Lender): Slot | undefined;
  /**
   * First come, first served over all processes.
   * @throws AppError `slots_busy` (retryAfterSeconds) when too many wait, in all or with the same API
   * key, or `maxWaitMs` is over; `storage_unavailable`
   */
  acquire(lender: Lender, options: AcquireOptions): PendingSlot;
  /** BigCommerce said that it was too much: one at a time, and nobody before `waitMs` is over. */
  slowDown(lender: Lender, waitMs: number): Promise<void>;
  /** The lender's own level was changed; heeded by those who wait here already. */
  setLevel(lender: Lender): void;
  /** Of one lender, or of all. */
  state(lenderId?: string): { inUse: number; waiting: number };
  /** Gives everything back. */
  close(): Promise<void>;
};

export type SlotsDeps = {
  redis: RedisClient;
  channels: Pick<Channels, 'on'>;
  log: Logger;
  /** No request holds its slot for longer. */
  requestTimeoutMs: number;
  /** The level of a connection changed for the time being. */
  levelChanged(lenderId: string, from: number, to: number): void;
};

const keepUpEveryMs = 3_000;

export function createSlots(deps: SlotsDeps): Slots {
  const { redis, log } = deps;
  const leaseMs = deps.requestTimeoutMs + trustedMs + keepUpEveryMs;
  const pools = new Map<string, Pool & { holder: string }>();

  const poolOf = ({ id, level }: Lender) => {
    let pool = pools.get(id);
    if (!pool) {
      const holder = randomBytes(9).toString('base64url');
      const own = createPool({
        exchange: (standing) =>
          exchangeSlots(redis, { lenderId: id, holder, leaseMs, ...standing }),
        levelChanged: (from, to) => deps.levelChanged(id, from, to),
      });
      pool = Object.assign(own, { holder });
      pools.set(id, pool);
    }
    pool.setLevel(level);
    return pool;
  };

  // "<lender> *": a slot is wanted. "<lender> <holder> <born> <count>": so many were granted to it.
  deps.channels.on(channelNames.slots, (message) => {
    const [lenderId = '', holder, born, granted] = message.split(' ');
    const pool = pools.get(lenderId);
    if (!pool) return;
    if (holder === '*') pool.wanted();
    else if (holder === pool.holder) pool.grantedUpTo(Number(granted), Number(born));
  });

  const keepUp = setInterval(() => {
    for (const [id, pool] of pools) if (!pool.keepUp()) pools.delete(id);
  }, keepUpEveryMs).unref();

  return {
    tryAcquire: (lender) => poolOf(lender).tryAcquire(),
    acquire: (lender, options) => poolOf(lender).acquire(options),

    async slowDown(lender, waitMs) {
      const pool = poolOf(lender);
      pool.wanted();
      const before = await slowDownSlots(redis, lender, waitMs);
      log.debug({ connectionId: lender.id, waitMs }, 'BigCommerce asked to slow down.');
      if (before !== 1) deps.levelChanged(lender.id, before, 1);
    },

    setLevel: ({ id, level }) => pools.get(id)?.setLevel(level),

    state(lenderId) {
      const counted = lenderId === undefined ? [...pools.values()] : [pools.get(lenderId)];
      return {
        inUse: counted.reduce((sum, pool) => sum + (pool?.inUse() ?? 0), 0),
        waiting: counted.reduce((sum, pool) => sum + (pool?.waiting() ?? 0), 0),
      };
    },

    async close() {
      clearInterval(keepUp);
      await Promise.allSettled([...pools.values()].map((pool) => pool.close()));
      pools.clear();
    },
  };
}
