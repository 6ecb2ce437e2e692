/**
 * The API keys in use, kept at hand so that a request with one costs no round trip to Redis. A key
 * that is revoked anywhere is dropped here by a message; nothing is kept while messages may be
 * missed, and nothing is believed for longer than ten seconds.
 */
import { LRUCache } from 'lru-cache';
import type { Logger } from 'pino';
import type { ApiKey } from '../api-keys/api-key.ts';
import { digestOf } from '../api-keys/key-text.ts';
import type { ApiKeyStore } from '../api-keys/store.ts';
import { AppError } from '../errors.ts';
import type { Channels } from '../redis/channels.ts';
import { channels as names } from '../redis/keys.ts';
import type { WrongKeys } from './wrong-keys.ts';

export type KeyRing = {
  /** The answer without waiting; undefined when it is not known yet. */
  cached(key: string): ApiKey | undefined;
  /**
   * The key with that text.
   * @throws AppError `api_key_invalid`; `too_many_attempts` after many wrong ones from the address
   */
  authenticate(key: string | undefined, address: string): Promise<ApiKey>;
  /** Notes the use of a key, without waiting; Redis learns of it half a minute later, or at close. */
  noteUsed(key: ApiKey): void;
  close(): Promise<void>;
};

export type KeyRingDeps = {
  apiKeys: Pick<ApiKeyStore, 'findByKey' | 'noteUsed'>;
  channels: Pick<Channels, 'on' | 'onGap' | 'whole'>;
  wrongKeys: WrongKeys;
  log: Logger;
};

type Entry = { apiKey: ApiKey; readAt: number };

const keptAtMost = 5_000;
const believedMs = 10_000;
/** From this age on an entry that is asked for is read again, so that no request waits for it. */
const readAgainMs = 5_000;
const flushEveryMs = 30_000;

export function createKeyRing(deps: KeyRingDeps): KeyRing {
  const { apiKeys, channels } = deps;
  const entries = new LRUCache<string, Entry>({ max: keptAtMost });
  const reading = new Map<string, Promise<ApiKey | undefined>>();
  /** Grows whenever something known before may be wrong by now. */
  let epoch = 0;

  channels.on(names.changes, (message) => {
    if (!message.startsWith('api-key:')) return;
    epoch += 1;
    reading.clear();
    const id = message.slice('api-key:'.length);
    for (const [digest, { apiKey }] of entries) if (apiKey.id === id) entries.delete(digest);
  });
  channels.onGap(() => {
    epoch += 1;
    reading.clear();
    entries.clear();
  });

  async function read(key: string, digest: string): Promise<ApiKey | undefined> {
    const readAt = performance.now();
    const began = epoch;
    const heard = channels.whole();
    const apiKey = await apiKeys.findByKey(key);
    if (began !== epoch) return apiKey;
    if (apiKey && heard) entries.set(digest, { apiKey, readAt });
    else entries.delete(digest);
    return apiKey;
  }

  /** Requests that come together read once. */
  function readOnce(key: string, digest: string): Promise<ApiKey | undefined> {
    const underWay = reading.get(digest);
    if (underWay) return underWay;
    const started = read(key, digest).finally(() => {
      if (reading.get(digest) === started) reading.delete(digest);
    });
    reading.set(digest, started);
    return started;
  }

  function known(key: string, digest: string): ApiKey | undefined {
    const entry = entries.get(digest);
    if (!entry || !channels.whole()) return undefined;
    const age = performance.now() - entry.readAt;
    if (age > believedMs) return undefined;
    // A Redis that is away just now is asked again by the next request.
    if (age > readAgainMs) readOnce(key, digest).catch(() => undefined);
    return entry.apiKey;
  }

  const uses = noteUses(deps);
  return {
    cached: (key) => known(key, digestOf(key)),
    async authenticate(key, address) {
      if (key === undefined) throw new AppError('api_key_invalid', 'No API key was sent.');
      const digest = digestOf(key);
      const apiKey = known(key, digest) ?? (await readOnce(key, digest));
      if (apiKey) return apiKey;
      await deps.wrongKeys.count(address);
      throw new AppError('api_key_invalid', 'The API key is unknown or revoked.');
    },
    noteUsed: uses.note,
    close: uses.close,
  };
}

/** Collects uses and tells Redis of them now and then, each key once. */
function noteUses({ apiKeys, log }: Pick<KeyRingDeps, 'apiKeys' | 'log'>) {
  let usedAt = new Map<string, number>();
  let flushed = Promise.resolve();

  async function tell(): Promise<void> {
    if (usedAt.size === 0) return;
    const noted = usedAt;
    usedAt = new Map();
    const now = performance.now();
    try {
      await apiKeys.noteUsed(new Map([...noted].map(([id, at]) => [id, now - at])));
    } catch (err) {
      log.debug({ err }, 'The last uses of API keys are told to Redis later.');
      usedAt = new Map([...noted, ...usedAt]);
    }
  }

  const flush = () => {
    flushed = flushed.then(tell);
    return flushed;
  };
  const flushing = setInterval(flush, flushEveryMs).unref();
  return {
    note: ({ id }: ApiKey) => void usedAt.set(id, performance.now()),
    close() {
      clearInterval(flushing);
      return flush();
    },
  };
}
