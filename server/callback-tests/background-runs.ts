/**
 * Records of tests that run in the background, one of an iClient at a time: the latest is found by the
 * iClient alone, whoever asks and in whichever process it runs. Whoever makes these owns the keys.
 */
import { z } from 'zod';
import type { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';

export const backgroundRunSchema = z.object({
  id: z.string(),
  iclientId: z.string(),
  status: z.enum(['pending', 'done']),
  /** Milliseconds since 1970. */
  startedAt: z.number(),
  finishedAt: z.number().optional(),
});
export type BackgroundRun = z.output<typeof backgroundRunSchema>;

export type BackgroundRuns<Run extends BackgroundRun> = {
  /**
   * Keeps a new one, unless one of its iClient is under way: answers that one then.
   * @throws AppError of `tooSoon` when the last one began a moment ago
   */
  begin(run: Run): Promise<Run>;
  /** How long until a new one of this iClient may begin, in milliseconds; 0 when it may. */
  waitMs(iclientId: string): Promise<number>;
  /** Also tells that it is still under way. What was forgotten meanwhile stays so. */
  save(run: Run): Promise<void>;
  /** Forgets the latest one, wherever it is under way. Earlier ones end by themselves. */
  forget(iclientId: string): Promise<void>;
  /** One whose process fell silent is `done` as it was saved last, without a `finishedAt`. */
  find(iclientId: string, id: string): Promise<Run | undefined>;
  /** The one that began last. */
  latest(iclientId: string): Promise<Run | undefined>;
};

export type BackgroundRunsOptions<Run extends BackgroundRun> = {
  redis: RedisClient;
  schema: z.ZodType<Run>;
  isId(text: string): boolean;
  keysOf: {
    one(iclientId: string, id: string): string;
    latest(iclientId: string): string;
    /** As long as it is there, none begins. */
    begun(iclientId: string): string;
  };
  /** How long one is kept, since it was saved last. */
  keptMs: number;
  /** How long one counts as under way, since it was saved last: its process may have died. */
  pendingMs: number;
  /** They begin so far apart. */
  betweenMs: number;
  tooSoon(iclientId: string, wait: { retryAfterSeconds: number }): AppError;
};

/** Puts beside a run until when it counts as under way, by Redis' clock. */
const luaKept = `
  ${luaClock}
  local function kept(run, pendingMs)
    return string.format('{"pendingUntil":%.0f,"run":%s}', nowMs() + pendingMs, run)
  end
`;

/**
 * KEYS latest, record, begun · ARGV run, lifetime, time under way, time between two
 * Answers the one under way, which may be another, or how long to wait in milliseconds.
 */
const beginOne = redisScript(`
  ${luaKept}
  local latest = redis.call('GET', KEYS[1])
  if latest then
    local last = cjson.decode(latest)
    if last.run.status == 'pending' and last.pendingUntil > nowMs() then return latest end
  end
  if not redis.call('SET', KEYS[3], '', 'PX', ARGV[4], 'NX') then return redis.call('PTTL', KEYS[3]) end
  local begun = kept(ARGV[1], ARGV[3])
  redis.call('SET', KEYS[1], begun, 'PX', ARGV[2])
  redis.call('SET', KEYS[2], begun, 'PX', ARGV[2])
  return begun
`);

/** KEYS latest, record · ARGV run, lifetime, time under way, id */
const saveOne = redisScript(`
  ${luaKept}
  local saved = kept(ARGV[1], ARGV[3])
  if not redis.call('SET', KEYS[2], saved, 'PX', ARGV[2], 'XX') then return 0 end
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).run.id == ARGV[4] then redis.call('SET', KEYS[1], saved, 'PX', ARGV[2]) end
  return 1
`);

/** KEYS latest or record · Answers the time and what is kept. */
const readOne = redisScript(`
  ${luaClock}
  local found = redis.call('GET', KEYS[1])
  return found and { nowMs(), found }
`);

/** KEYS latest, record, begun · ARGV id of that record. Leaves another one that began meanwhile. */
const forgetOne = redisScript(`
  redis.call('DEL', KEYS[2], KEYS[3])
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).run.id == ARGV[1] then redis.call('DEL', KEYS[1]) end
`);

const foundSchema = z.tuple([z.number(), z.string()]).nullable();

export function createBackgroundRuns<Run extends BackgroundRun>(
  options: BackgroundRunsOptions<Run>,
): BackgroundRuns<Run> {
  const { redis, schema, isId, keysOf, keptMs, pendingMs, betweenMs, tooSoon } = options;
  const keysOfRun = ({ iclientId, id }: Run) => [
    keysOf.latest(iclientId),
    keysOf.one(iclientId, id),
  ];
  const keptSchema = z.object({ pendingUntil: z.number(), run: schema });
  const read = (json: unknown) => keptSchema.parse(JSON.parse(z.string().parse(json)));
  const readAt = async (key: string) => {
    const found = foundSchema.parse(await readOne(redis, [key], []));
    if (found === null) return undefined;
    const [now, json] = found;
    const { pendingUntil, run } = read(json);
    const isSilent = run.status === 'pending' && pendingUntil <= now;
    return isSilent ? Object.assign(run, { status: 'done' as const }) : run;
  };
  const latest = (iclientId: string) => readAt(keysOf.latest(iclientId));
  return {
    async begin(run) {
      const { iclientId } = run;
      const begun = await beginOne(
        redis,
        [...keysOfRun(run), keysOf.begun(iclientId)],
        [JSON.stringify(run), keptMs, pendingMs, betweenMs],
      );
      if (typeof begun !== 'number') return read(begun).run;
      throw tooSoon(iclientId, { retryAfterSeconds: Math.max(1, Math.ceil(begun / 1000)) });
    },
    waitMs: async (iclientId) => Math.max(0, await redis.pttl(keysOf.begun(iclientId))),
    async save(run) {
      await saveOne(redis, keysOfRun(run), [JSON.stringify(run), keptMs, pendingMs, run.id]);
    },
    find: async (iclientId, id) => (isId(id) ? readAt(keysOf.one(iclientId, id)) : undefined),
    latest,
    async forget(iclientId) {
      const run = await latest(iclientId);
      if (!run) return void (await redis.del(keysOf.begun(iclientId)));
      await forgetOne(redis, [...keysOfRun(run), keysOf.begun(iclientId)], [run.id]);
    },
  };
}
