/** Checks of callback URLs in Redis, for an hour. Owns the keys `callback-check*`. */
import { z } from 'zod';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { redisScript } from '../../redis/script.ts';
import { type CallbackCheck, checkNames, reasons } from './check.ts';

export type CallbackCheckRecords = {
  /** Keeps a new one, unless one of its iClient is under way: answers that one then. */
  begin(check: CallbackCheck): Promise<CallbackCheck>;
  save(check: CallbackCheck): Promise<void>;
  find(iclientId: string, id: string): Promise<CallbackCheck | undefined>;
  /** The one that began last. */
  latest(iclientId: string): Promise<CallbackCheck | undefined>;
};

const keptMs = 60 * 60_000;
/** One whose process died is forgotten so soon. */
const pendingMs = 90_000;

/** KEYS latest, record · ARGV check, lifetime. Answers the one under way, which may be another. */
const beginOne = redisScript(`
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).status == 'pending' then return latest end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]
`);

/** KEYS latest, record · ARGV check, lifetime, id */
const saveOne = redisScript(`
  local latest = redis.call('GET', KEYS[1])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  if not latest or cjson.decode(latest).id == ARGV[3] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  return 1
`);

const checkSchema = z.object({
  id: z.string(),
  iclientId: z.string(),
  status: z.enum(['pending', 'done']),
  startedAt: z.number(),
  finishedAt: z
    .number()
    .optional()
    .transform((at) => at),
  targets: z.array(
    z.object({
      kind: z.enum(callbackKinds),
      url: z.string(),
      whitelisted: z.boolean(),
      checks: z.array(
        z.object({ name: z.enum(checkNames), reason: z.enum(reasons), detail: z.string() }),
      ),
    }),
  ),
});

export function createCallbackCheckRecords({
  redis,
}: {
  redis: RedisClient;
}): CallbackCheckRecords {
  const keysOf = ({ iclientId, id }: CallbackCheck) => [
    keys.latestCallbackCheck(iclientId),
    keys.callbackCheck(iclientId, id),
  ];
  const read = async (key: string) => {
    const kept = await redis.get(key);
    return kept === null ? undefined : readCheck(kept);
  };
  return {
    async begin(check) {
      const begun = await beginOne(redis, keysOf(check), [JSON.stringify(check), pendingMs]);
      return readCheck(begun);
    },
    async save(check) {
      const lifetime = check.status === 'done' ? keptMs : pendingMs;
      await saveOne(redis, keysOf(check), [JSON.stringify(check), lifetime, check.id]);
    },
    find: async (iclientId, id) =>
      /^cc_[0-9a-f]{24}$/.test(id) ? read(keys.callbackCheck(iclientId, id)) : undefined,
    latest: (iclientId) => read(keys.latestCallbackCheck(iclientId)),
  };
}

function readCheck(json: unknown): CallbackCheck {
  const { finishedAt, ...check } = checkSchema.parse(JSON.parse(z.string().parse(json)));
  return { ...check, finishedAt };
}
