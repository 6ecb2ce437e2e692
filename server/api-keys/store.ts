/**
 * The keys with which builders' programs use the API. Redis holds a key's SHA-256 and never its text,
 * so who reads Redis can use none. Owns the keys `api-key*`.
 */
import { randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { ApiKey } from './api-key.ts';
import { digestOf, hintOf, isKeyText, makeKeyText } from './key-text.ts';
import { type Permission, tidied } from './permissions.ts';
import { apiKeyOf, readRecord } from './record.ts';
import * as scripts from './scripts.ts';

export type NewApiKey = {
  name: string;
  permissions: readonly Permission[];
  /** Limits it to these; none at all would reach nothing. */
  connectionIds?: readonly string[] | undefined;
  /** A random text of the form that asks: within a day the same form makes no second key. */
  form?: string | undefined;
};

export type ApiKeyStore = {
  /**
   * Makes a key. Its text is answered here and can never be read again.
   * @throws AppError `api_key_made_before` (details.apiKeyId) when the form was sent before
   */
  create(draft: NewApiKey, by: By): Promise<{ apiKey: ApiKey; key: string }>;
  /** All of them, by name. */
  list(): Promise<ApiKey[]>;
  find(id: string): Promise<ApiKey | undefined>;
  findByKey(key: string): Promise<ApiKey | undefined>;
  /** Every process refuses it from then on. @throws AppError `api_key_unknown` */
  revoke(id: string, by: By): Promise<void>;
  /** @param lastUsed by id, how many milliseconds ago */
  noteUsed(lastUsed: ReadonlyMap<string, number>): Promise<void>;
};

const formRemembered = 24 * 60 * 60;

export function createApiKeyStore({ redis }: { redis: RedisClient }): ApiKeyStore {
  const record = async (id: string) => readRecord(await redis.hgetall(keys.apiKey(id)));
  const find = async (id: string) => {
    const found = await record(id);
    return found && apiKeyOf(found);
  };
  const known = async (id: string) => {
    const apiKey = await find(id);
    if (!apiKey) throw new AppError('api_key_unknown', `There is no API key ${id}.`);
    return apiKey;
  };
  return {
    find,

    async create(draft, by) {
      const key = makeKeyText();
      return { apiKey: await known(await add(redis, draft, key, by)), key };
    },

    async list() {
      const ids = await redis.hvals(keys.apiKeyDigests);
      const found = (await Promise.all(ids.map(find))).filter((apiKey) => apiKey !== undefined);
      return found.sort((a, b) => a.name.localeCompare(b.name) || a.createdAt - b.createdAt);
    },

    async findByKey(key) {
      if (!isKeyText(key)) return undefined;
      const id = await redis.hget(keys.apiKeyDigests, digestOf(key));
      return id === null ? undefined : find(id);
    },

    async revoke(id, by) {
      const { name } = await known(id);
      const event: Event = { kind: 'api_key.revoked', apiKeyId: id, name, ...by };
      await scripts.revoke(
        redis,
        [keys.apiKey(id), keys.apiKeyDigests, keys.events],
        [id, JSON.stringify(event)],
      );
    },

    async noteUsed(lastUsed) {
      if (lastUsed.size === 0) return;
      const names = [...lastUsed.keys()].map(keys.apiKey);
      await scripts.noteUsed(redis, names, [...lastUsed.values()].map(Math.round));
    },
  };
}

async function add(redis: RedisClient, draft: NewApiKey, key: string, by: By): Promise<string> {
  const { name, connectionIds, form = '' } = draft;
  const id = `ak_${randomBytes(12).toString('hex')}`;
  const event: Event = { kind: 'api_key.created', apiKeyId: id, name, ...by };
  const fields = {
    name,
    permissions: JSON.stringify(tidied(draft.permissions)),
    hint: hintOf(key),
    createdBy: JSON.stringify(by.actor),
    ...(connectionIds ? { connectionIds: JSON.stringify([...new Set(connectionIds)]) } : {}),
  };
  const made = await scripts.create(
    redis,
    [keys.apiKey(id), keys.apiKeyDigests, keys.apiKeyForm(form), keys.events],
    [
      id,
      digestOf(key),
      form,
      formRemembered,
      JSON.stringify(event),
      ...Object.entries(fields).flat(),
    ],
  );
  if (made === id) return id;
  throw new AppError('api_key_made_before', 'The form has made a key already.', {
    details: { apiKeyId: String(made) },
  });
}
