/**
 * What the recorder has seen: callbacks of an iClient as they arrived, refused ones too, for a day and so
 * many at most. Those that anybody can send never take the places of those that were taken. Owns the keys
 * `callback-record*`; the middleware of callback-tests/ writes, the console reads.
 */
import { z } from 'zod';
import type { Channels } from '../redis/channels.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys, channels as names } from '../redis/keys.ts';
import { type CallbackRecord, isRecordId, type KeptRecord, readRecord } from './record.ts';
import { type CallbackRecorders, createCallbackRecorders } from './recorders.ts';
import { addRecord, readRecords } from './scripts.ts';

export type { CallbackRecord, KeptRecord } from './record.ts';

export type CallbackRecords = CallbackRecorders & {
  add(iclientId: string, record: CallbackRecord, budget: RecordBudget): Promise<void>;
  /** The newest first. */
  list(iclientId: string): Promise<KeptRecord[]>;
  /** Those that came after the one with that id, the oldest first; all for an id that is none. */
  since(iclientId: string, id: string): Promise<KeptRecord[]>;
  find(iclientId: string, id: string): Promise<KeptRecord | undefined>;
  /** All of them. */
  forget(iclientId: string): Promise<void>;
  /**
   * Hears when a callback of that iClient was recorded or its recorder switched, in whichever process,
   * and when messages of that may have been missed, as they are while Redis is away.
   * @returns a function that ends it
   */
  listen(iclientId: string, hear: () => void): () => void;
};

/**
 * How many are kept of those that were taken, of those refused once their code or payload was looked at,
 * as a forged one is, and of those refused before.
 */
export const keptAtMost = { passed: 80, looked_at: 70, refused_early: 50 };
export type RecordBudget = keyof typeof keptAtMost;

const keptForMs = 24 * 60 * 60 * 1000;

const entriesSchema = z.array(z.tuple([z.string(), z.array(z.string())]));

export function createCallbackRecords({
  redis,
  channels,
}: {
  redis: RedisClient;
  channels: Pick<Channels, 'on' | 'onGap' | 'whole'>;
}): CallbackRecords {
  // It hears of a switch first, so that who asks it in `listen` is told what is so since.
  const recorders = createCallbackRecorders({ redis, channels });
  const listeners = new Map<string, Set<() => void>>();
  channels.on(names.callbackRecords, (message) => {
    const [, iclientId = ''] = message.split(':', 2);
    for (const hear of listeners.get(iclientId) ?? []) hear();
  });

  channels.onGap(() => {
    for (const own of listeners.values()) for (const hear of own) hear();
  });

  const read = async (iclientId: string, oldest = '') => {
    const found = await readRecords(redis, [keys.callbackRecords(iclientId)], [oldest, keptForMs]);
    return entriesSchema.parse(found).map(readRecord);
  };

  return {
    ...recorders,
    async add(iclientId, record, budget) {
      await addRecord(
        redis,
        [keys.callbackRecords(iclientId)],
        [JSON.stringify(record), keptAtMost[budget], keptForMs, iclientId, budget],
      );
    },
    list: (iclientId) => read(iclientId),
    async since(iclientId, id) {
      const found = await read(iclientId, isRecordId(id) ? id : '');
      return found.filter((record) => record.id !== id).reverse();
    },
    find: async (iclientId, id) => (await read(iclientId)).find((record) => record.id === id),
    forget: async (iclientId) => void (await redis.del(keys.callbackRecords(iclientId))),
    listen(iclientId, hear) {
      const own = listeners.get(iclientId) ?? new Set();
      listeners.set(iclientId, own.add(hear));
      return () => {
        own.delete(hear);
        if (own.size === 0 && listeners.get(iclientId) === own) listeners.delete(iclientId);
      };
    },
  };
}
