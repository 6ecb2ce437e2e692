/**
 * Short messages from process to process, over a connection to Redis that does nothing else.
 *
 * Redis delivers what it can and keeps nothing, so a listener must know when it may have missed
 * something. Each second a beat goes the way of all messages, from the master that has the durable
 * records to this process; while beats come back, everything published before them has come, too.
 */
import { randomBytes } from 'node:crypto';
import type { Redis, RedisOptions } from 'ioredis';
import type { Logger } from 'pino';
import { connectRedis, type RedisAddress } from './connect.ts';
import { channels, keys } from './keys.ts';
import { masterOf } from './master-of.ts';
import { redisScript } from './script.ts';

export type Channels = {
  on(channel: string, heard: (message: string) => void): void;
  /** Messages may have been missed: forget what was cached. */
  onGap(listener: () => void): void;
  /** Whether every message arrives at present: only then may anything be cached. */
  whole(): boolean;
  close(): void;
};

const beatEveryMs = 1_000;
/** A beat that came back proves so long, from when it was sent, that messages arrive. */
const beatProvesMs = 2_500;
/** Without a beat for so long, another connection is tried. */
const giveUpMs = 5_000;
const reconnectDelayMs = 200;

/** KEYS a durable key, which leads to the master that publishes changes · ARGV channel, message */
const publish = redisScript(`return redis.call('PUBLISH', ARGV[1], ARGV[2])`);

const listening = {
  lazyConnect: true,
  enableOfflineQueue: true,
  autoResubscribe: false,
  retryStrategy: () => null,
} satisfies RedisOptions;

/** Connects in the background and keeps reconnecting; an outage is told by the service's own connection. */
export function openChannels(address: RedisAddress, log: Logger): Channels {
  const beats = channels.beats(randomBytes(9).toString('base64url'));
  const heard = new Map<string, ((message: string) => void)[]>();
  const gapListeners: (() => void)[] = [];
  const sender = connectRedis(address, log.child({}, { level: 'silent' }));
  let listener: Redis | undefined;
  let listeningSince = 0;
  let provenAt = Number.NEGATIVE_INFINITY;
  let connecting = false;
  let toldForbidden = false;
  let closed = false;

  const tellGap = () => {
    provenAt = Number.NEGATIVE_INFINITY;
    for (const tell of gapListeners) tell();
  };

  const sendBeat = () => {
    const sentAt = String(performance.now());
    publish(sender, [keys.events], [beats, sentAt]).catch(() => undefined);
  };

  const receive = (channel: string, message: string) => {
    if (channel === beats) provenAt = Math.max(provenAt, Number(message));
    else for (const hear of heard.get(channel) ?? []) hear(message);
  };

  const listen = async () => {
    if (listener || connecting || closed || sender.status !== 'ready') return;
    connecting = true;
    try {
      const mine = (await masterOf(sender, keys.events)).duplicate(listening);
      listener = mine;
      listeningSince = performance.now();
      mine.on('error', (error: Error) => log.debug({ err: error }, 'the channels were cut'));
      mine.on('message', receive);
      mine.once('end', () => {
        if (listener === mine) drop();
      });
      await mine.connect();
      await mine.subscribe(channels.changes, channels.slots, channels.callbackRecords, beats);
      tellGap();
      sendBeat();
    } catch (error) {
      warnIfForbidden(error);
      drop();
    } finally {
      connecting = false;
    }
  };

  // Redis' settings do not mend themselves, and the service works without caches: told once.
  const warnIfForbidden = (error: unknown) => {
    if (toldForbidden || !(error instanceof Error && /NOPERM/.test(error.message))) return;
    toldForbidden = true;
    log.warn({ err: error }, 'Redis lets its user have no channels, so nothing is cached.');
  };

  const drop = () => {
    const dropped = listener;
    listener = undefined;
    dropped?.disconnect();
    tellGap();
  };

  const beating = setInterval(() => {
    const since = Math.max(provenAt, listeningSince);
    if (listener && performance.now() - since > giveUpMs) drop();
    if (listener) sendBeat();
  }, beatEveryMs);
  const reconnecting = setInterval(listen, reconnectDelayMs);
  sender.on('ready', listen);

  return {
    on: (channel, hear) => void heard.set(channel, [...(heard.get(channel) ?? []), hear]),
    onGap: (tell) => void gapListeners.push(tell),
    whole: () => performance.now() - provenAt < beatProvesMs,
    close() {
      closed = true;
      clearInterval(beating);
      clearInterval(reconnecting);
      drop();
      sender.removeAllListeners('error').on('error', () => undefined);
      sender.disconnect();
    },
  };
}
