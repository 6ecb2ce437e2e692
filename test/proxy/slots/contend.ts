/** Several processes' slots on one Redis, each with connections of its own, as processes have them. */
import type { Redis } from 'ioredis';
import { createLog } from '../../../server/log.ts';
import {
  createSlots,
  type Lender,
  type Slot,
  type Slots,
} from '../../../server/proxy/slots/slots.ts';
import { openChannels } from '../../../server/redis/channels.ts';
import { connectRedis } from '../../../server/redis/connect.ts';
import type { RedisServer } from '../../support/redis-server.ts';
import { until } from '../../support/until.ts';

export type Contender = {
  slots: Slots;
  changes: [lenderId: string, from: number, to: number][];
  /** As a killed process: says nothing any more and gives nothing back. */
  cut(): void;
  close(): Promise<void>;
};

export async function contender(server: RedisServer): Promise<Contender> {
  const log = createLog('silent');
  const redis = connectRedis({ urls: [server.url] }, log) as Redis;
  const channels = openChannels({ urls: [server.url] }, log);
  await until('the channels are whole', () => channels.whole());
  const changes: Contender['changes'] = [];
  const slots = createSlots({
    redis,
    channels,
    log,
    requestTimeoutMs: 2_000,
    levelChanged: (...change) => void changes.push(change),
  });
  const cut = () => {
    channels.close();
    redis.disconnect();
  };
  return {
    slots,
    changes,
    cut,
    async close() {
      await slots.close();
      cut();
    },
  };
}

/** Waits for a slot like a client that stays. */
export function acquire({ slots }: Contender, lender: Lender, maxWaitMs = 5_000): Promise<Slot> {
  return slots.acquire(lender, { maxWaitMs, keyId: 'ak_example' }).slot;
}

/** Counts who is inside at once. */
export function turnstile() {
  let inside = 0;
  let most = 0;
  return {
    most: () => most,
    inside: () => inside,
    /** Takes a slot, stays for `stayMs` and leaves. */
    async pass(contender: Contender, lender: Lender, stayMs: number) {
      const slot = contender.slots.tryAcquire(lender) ?? (await acquire(contender, lender, 10_000));
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setTimeout(resolve, stayMs));
      inside -= 1;
      slot.release();
    },
  };
}
