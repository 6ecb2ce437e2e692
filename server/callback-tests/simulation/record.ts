/** Simulated installs in Redis, for an hour. Owns the keys `simulated-install*`. */
import { z } from 'zod';
import { recordSchema } from '../../callback-records/record.ts';
import { AppError, type ErrorCode, isErrorCode } from '../../errors.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { redisScript } from '../../redis/script.ts';
import { checkNames, reasons } from '../checks/check.ts';
import {
  type SimulatedInstall,
  simulatedStepNames,
  simulationReasons,
} from './simulated-install.ts';

export type SimulatedInstallRecords = {
  /**
   * Keeps a new one, unless one of its iClient is under way: answers that one then.
   * @throws AppError `simulation_too_soon` ten seconds after the last one began
   */
  begin(install: SimulatedInstall): Promise<SimulatedInstall>;
  save(install: SimulatedInstall): Promise<void>;
  find(iclientId: string, id: string): Promise<SimulatedInstall | undefined>;
  /** The one that began last. */
  latest(iclientId: string): Promise<SimulatedInstall | undefined>;
};

const keptMs = 60 * 60_000;
/** It is saved with every step; one whose process died is forgotten so soon. */
const pendingMs = 30_000;
const betweenMs = 10_000;

/**
 * KEYS latest, record, recent · ARGV install, lifetime, time between two
 * Answers the one under way, which may be another, or how long to wait in milliseconds.
 */
const beginOne = redisScript(`
  local latest = redis.call('GET', KEYS[1])
  if latest and cjson.decode(latest).status == 'pending' then return latest end
  if not redis.call('SET', KEYS[3], '', 'NX', 'PX', ARGV[3]) then return redis.call('PTTL', KEYS[3]) end
  redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  return ARGV[1]
`);

/** KEYS latest, record · ARGV install, lifetime, id */
const saveOne = redisScript(`
  local latest = redis.call('GET', KEYS[1])
  redis.call('SET', KEYS[2], ARGV[1], 'PX', ARGV[2])
  if not latest or cjson.decode(latest).id == ARGV[3] then redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2]) end
  return 1
`);

const stepSchema = z.object({
  name: z.enum(simulatedStepNames),
  kind: z.enum(callbackKinds),
  expectedCode: z.custom<ErrorCode>(isErrorCode).optional(),
  progress: z.enum(['waiting', 'running', 'done']),
  reason: z.enum(simulationReasons).optional(),
  detail: z.string(),
  checks: z.array(
    z.object({ name: z.enum(checkNames), reason: z.enum(reasons), detail: z.string() }),
  ),
  request: z
    .object({ method: z.literal('GET'), url: z.string(), claims: z.string().optional() })
    .optional(),
  arrival: recordSchema.optional(),
  answer: z
    .object({
      status: z.number(),
      contentType: z.string().optional(),
      location: z.string().optional(),
      outcome: z.string().optional(),
    })
    .optional(),
  tookMs: z.number().optional(),
});

const installSchema = z.object({
  id: z.string(),
  iclientId: z.string(),
  status: z.enum(['pending', 'done']),
  startedAt: z.number(),
  finishedAt: z
    .number()
    .optional()
    .transform((at) => at),
  steps: z.array(stepSchema),
});

export function createSimulatedInstallRecords({
  redis,
}: {
  redis: RedisClient;
}): SimulatedInstallRecords {
  const keysOf = ({ iclientId, id }: SimulatedInstall) => [
    keys.latestSimulatedInstall(iclientId),
    keys.simulatedInstall(iclientId, id),
  ];
  const read = async (key: string) => {
    const kept = await redis.get(key);
    return kept === null ? undefined : readInstall(kept);
  };
  return {
    async begin(install) {
      const begun = await beginOne(
        redis,
        [...keysOf(install), keys.recentSimulatedInstall(install.iclientId)],
        [JSON.stringify(install), pendingMs, betweenMs],
      );
      if (typeof begun === 'number') throw tooSoon(begun);
      return readInstall(begun);
    },
    async save(install) {
      const lifetime = install.status === 'done' ? keptMs : pendingMs;
      await saveOne(redis, keysOf(install), [JSON.stringify(install), lifetime, install.id]);
    },
    find: async (iclientId, id) =>
      /^si_[0-9a-f]{24}$/.test(id) ? read(keys.simulatedInstall(iclientId, id)) : undefined,
    latest: (iclientId) => read(keys.latestSimulatedInstall(iclientId)),
  };
}

/** @param waitMs until another one may begin */
export function tooSoon(waitMs: number): AppError {
  return new AppError('simulation_too_soon', 'Another simulated install began a moment ago.', {
    retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)),
  });
}

function readInstall(json: unknown): SimulatedInstall {
  const { finishedAt, ...install } = installSchema.parse(JSON.parse(z.string().parse(json)));
  return { ...install, finishedAt };
}
