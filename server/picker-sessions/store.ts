/**
 * Sessions of the picker in Redis. A session's token is `ps_<id>.<secret>`: the id is part of
 * addresses, the secret is known to the page alone and to Redis as its digest. Owns the keys
 * `picker-session*`.
 */
import { hash, randomBytes, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { connectionKinds, connectionStatuses } from '../connections/connection.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { PickerSession } from './picker-session.ts';

export type NewPickerSession = Pick<
  PickerSession,
  'apiKeyId' | 'origin' | 'filter' | 'allowCreate' | 'locale'
>;

export type PickerSessionStore = {
  /** The token can never be read again. */
  make(draft: NewPickerSession): Promise<{ session: PickerSession; token: string }>;
  /** Whoever asks; an expired one is found for a day more, so that its page can say so. */
  find(id: string): Promise<PickerSession | undefined>;
  /** The session of a token, expired or not; undefined for one that was never made. */
  findByToken(token: string): Promise<PickerSession | undefined>;
  /** Lets the session show a connection that was made or mended in it. */
  admit(id: string, connectionId: string): Promise<void>;
};

/** How long a session may be used, in milliseconds. */
export const pickerSessionMs = 30 * 60_000;
const rememberedMs = 24 * 60 * 60_000;

/** KEYS session · ARGV digest, draft, lifetime, remembered. Answers when it expires. */
const create = redisScript(`
  ${luaClock}
  local expiresAt = nowMs() + tonumber(ARGV[3])
  redis.call('HSET', KEYS[1], 'digest', ARGV[1], 'draft', ARGV[2], 'expiresAt', string.format('%.0f', expiresAt))
  redis.call('PEXPIRE', KEYS[1], tonumber(ARGV[3]) + tonumber(ARGV[4]))
  return expiresAt
`);

/** KEYS session · answers the time in ms and the fields. */
const read = redisScript(`
  ${luaClock}
  return { nowMs(), redis.call('HGETALL', KEYS[1]) }
`);

const admitted = 'admitted:';

/** KEYS session · ARGV field */
const admitOne = redisScript(`
  if redis.call('EXISTS', KEYS[1]) == 1 then redis.call('HSET', KEYS[1], ARGV[1], '1') end
  return 1
`);

const draftSchema = z.object({
  apiKeyId: z.string(),
  origin: z.string(),
  filter: z.object({
    status: z.enum(connectionStatuses).optional(),
    kind: z.enum(connectionKinds).optional(),
    iclientId: z.string().optional(),
    storeHash: z.string().optional(),
    q: z.string().optional(),
  }),
  allowCreate: z.boolean(),
  locale: z.enum(['en', 'fr']).optional(),
});

export function createPickerSessionStore({ redis }: { redis: RedisClient }): PickerSessionStore {
  const record = async (id: string) => {
    if (!/^ps_[\w-]{22}$/.test(id)) return undefined;
    const [now, list] = z
      .tuple([z.number(), z.array(z.string())])
      .parse(await read(redis, [keys.pickerSession(id)], []));
    return list.length === 0 ? undefined : { now, fields: fieldsOf(list) };
  };
  const find = async (id: string) => {
    const found = await record(id);
    return found && sessionOf(id, found.fields, found.now);
  };
  return {
    find,

    async make(draft) {
      const id = `ps_${randomBytes(16).toString('base64url')}`;
      const secret = randomBytes(32).toString('base64url');
      const args = [digestOf(secret), JSON.stringify(draft), pickerSessionMs, rememberedMs];
      const answer = await create(redis, [keys.pickerSession(id)], args);
      const expiresAt = z.number().parse(answer);
      const session = { id, ...draft, admitted: [], expiresAt, expired: false };
      return { session, token: `${id}.${secret}` };
    },

    async findByToken(token) {
      const [id = '', secret = '', ...rest] = token.split('.');
      if (rest.length > 0 || !/^[\w-]{43}$/.test(secret)) return undefined;
      const found = await record(id);
      if (!found || !isSame(found.fields.get('digest') ?? '', digestOf(secret))) return undefined;
      return sessionOf(id, found.fields, found.now);
    },

    async admit(id, connectionId) {
      await admitOne(redis, [keys.pickerSession(id)], [`${admitted}${connectionId}`]);
    },
  };
}

function fieldsOf(list: string[]): Map<string, string> {
  const fields = new Map<string, string>();
  for (let index = 0; index + 1 < list.length; index += 2)
    fields.set(list[index] ?? '', list[index + 1] ?? '');
  return fields;
}

function sessionOf(id: string, fields: Map<string, string>, now: number): PickerSession {
  const draft = draftSchema.parse(JSON.parse(fields.get('draft') ?? ''));
  const expiresAt = Number(fields.get('expiresAt'));
  return {
    id,
    ...draft,
    locale: draft.locale,
    admitted: [...fields.keys()]
      .filter((name) => name.startsWith(admitted))
      .map((name) => name.slice(admitted.length)),
    expiresAt,
    expired: now >= expiresAt,
  };
}

function digestOf(secret: string): string {
  return hash('sha256', secret, 'hex');
}

function isSame(one: string, other: string): boolean {
  return one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
}
