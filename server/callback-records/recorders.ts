/**
 * Which iClients have their callbacks recorded. Every callback asks, so a process keeps the answer while
 * messages reach it: as long as nobody records, no callback costs a word to Redis.
 */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import type { Channels } from '../redis/channels.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys, channels as names } from '../redis/keys.ts';
import { readRecorders, switchOff, switchOn } from './scripts.ts';

export type CallbackRecorders = {
  /** From now on for a day. @throws AppError `iclient_unknown` */
  switchOn(iclientId: string, by: By): Promise<void>;
  switchOff(iclientId: string, by: By): Promise<void>;
  /** Milliseconds since 1970; undefined while it is off. */
  recordsUntil(iclientId: string): Promise<number | undefined>;
  /** Whether callbacks of that iClient are recorded now; of any iClient, without an id. */
  isOn(iclientId?: string): Promise<boolean>;
};

const recordsForMs = 24 * 60 * 60 * 1000;

/** Until when each is recorded: by Redis' clock, and by this process's monotonic one. */
type Known = Map<string, { until: number; endsAt: number }>;

export function createCallbackRecorders({
  redis,
  channels,
}: {
  redis: RedisClient;
  channels: Pick<Channels, 'on' | 'onGap' | 'whole'>;
}): CallbackRecorders {
  let known: Known | undefined;
  /** Grows whenever something known before may be wrong by now. */
  let epoch = 0;
  const forget = () => {
    epoch += 1;
    known = undefined;
  };
  channels.on(names.callbackRecords, (message) => {
    if (message.startsWith('switch:')) forget();
  });
  channels.onGap(forget);

  const read = async (): Promise<Known> => {
    const began = epoch;
    const heard = channels.whole();
    const found = await readKnown(redis);
    if (heard && began === epoch) known = found;
    return found;
  };
  const present = async () => (known && channels.whole() ? known : read());

  return {
    async switchOn(iclientId, by) {
      const isKnown = await switchOn(redis, keysOf(iclientId), [
        iclientId,
        recordsForMs,
        event('iclient.recording_started', iclientId, by),
      ]);
      forget();
      if (isKnown === 0) throw new AppError('iclient_unknown', `There is no iClient ${iclientId}.`);
    },
    async switchOff(iclientId, by) {
      const stopped = event('iclient.recording_stopped', iclientId, by);
      await switchOff(redis, keysOf(iclientId), [iclientId, stopped]);
      forget();
    },
    recordsUntil: async (iclientId) => (await readKnown(redis)).get(iclientId)?.until,
    async isOn(iclientId) {
      const recorders = [...(await present())];
      return recorders.some(
        ([id, { endsAt }]) =>
          (iclientId === undefined || id === iclientId) && performance.now() < endsAt,
      );
    },
  };
}

const answerSchema = z.tuple([z.coerce.number()], z.string());

async function readKnown(redis: RedisClient): Promise<Known> {
  const askedAt = performance.now();
  const answer = await readRecorders(redis, [keys.callbackRecorders], []);
  const [now, ...pairs] = answerSchema.parse(answer);
  const found: Known = new Map();
  for (let i = 0; i < pairs.length; i += 2) {
    const until = Number(pairs[i + 1]);
    found.set(pairs[i] ?? '', { until, endsAt: askedAt + until - now });
  }
  return found;
}

function keysOf(iclientId: string): string[] {
  return [keys.iclient(iclientId), keys.callbackRecorders, keys.events];
}

function event(kind: Event['kind'], iclientId: string, by: By): string {
  const told: Event = { kind, iclientId, ...by };
  return JSON.stringify(told);
}
