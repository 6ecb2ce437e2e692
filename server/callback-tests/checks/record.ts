/** Checks of callback URLs in Redis, for an hour. Owns the keys `callback-check*`. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { redisScript } from '../../redis/script.ts';
import { type CallbackCheck, checkNames, reasons } from './check.ts';

export type CallbackCheckRecords = {
  /**
   * Keeps a new one, unless one of its iClient is under way: answers that one then.
   * @throws AppError `callback_check_too_soon` within a minute of the last one's begin
   */
  begin(check: CallbackCheck): Promise<CallbackCheck>;
  /** How long until a new one of this iClient may begin, in milliseconds; 0 when it may. */
  waitMs(iclientId: string): Promise<number>;
  /** What was forgotten meanwhile stays so. */
  save(check: CallbackCheck): Promise<void>;
  /** Forgets the latest one, wherever it is under way. */
  forget(iclientId: string): Promise<void>;
  find(iclientId: string, id: string): Promise<CallbackCheck | undefined>;
  /** The one that began last. */
  latest(iclientId: string): Promise<CallbackCheck | undefined>;
};

const keptMs = 60 * 60_000;
/** One whose process died is forgotten so soon. */
const pendingMs = 90_000;
const betweenMs = 60_000;

/**
 * KEYS latest, record, begun · ARGV check, lifetime, time between two
 * Answers the one under way, which may be another, or how long to wait in milliseconds.
 */
const beginOne = redisScript(`
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).status == 'pending' then return latest end
  if not redis.call('SET', KEYS[3], '', 'PX', ARGV[3], 'NX') then return redis.call('PTTL', KEYS[3]) end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]
`);

/** KEYS latest, record · ARGV check, lifetime, id */
const saveOne = redisScript(`
  if not redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2], 'XX') then return 0 end
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).id == ARGV[3] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  return 1
`);

/** KEYS latest, record, begun · ARGV id of that record. Leaves another one that began meanwhile. */
const forgetOne = redisScript(`
  redis.call('DEL', KEYS[2], KEYS[3])
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).id == ARGV[1] then redis.call('DEL', KEYS[1]) end
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
  const latest = (iclientId: string) => read(keys.latestCallbackCheck(iclientId));
  return {
    async begin(check) {
      const { iclientId } = check;
      const begun = await beginOne(
        redis,
        [...keysOf(check), keys.begunCallbackCheck(iclientId)],
        [JSON.stringify(check), pendingMs, betweenMs],
      );
      if (typeof begun !== 'number') return readCheck(begun);
      throw new AppError('callback_check_too_soon', `${iclientId} was checked a moment ago.`, {
        retryAfterSeconds: Math.max(1, Math.ceil(begun / 1000)),
      });
    },
    waitMs: async (iclientId) => Math.max(0, await redis.pttl(keys.begunCallbackCheck(iclientId))),
    async save(check) {
      const lifetime = check.status === 'done' ? keptMs : pendingMs;
      await saveOne(redis, keysOf(check), [JSON.stringify(check), lifetime, check.id]);
    },
    find: async (iclientId, id) =>
      /^cc_[0-9a-f]{24}$/.test(id) ? read(keys.callbackCheck(iclientId, id)) : undefined,
    latest,
    async forget(iclientId) {
      const check = await latest(iclientId);
      if (!check) return void (await redis.del(keys.begunCallbackCheck(iclientId)));
      await forgetOne(redis, [...keysOf(check), keys.begunCallbackCheck(iclientId)], [check.id]);
    },
  };
}

function readCheck(json: unknown): CallbackCheck {
  const { finishedAt, ...check } = checkSchema.parse(JSON.parse(z.string().parse(json)));
  return { ...check, finishedAt };
}
