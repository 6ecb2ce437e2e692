/** Simulated installs in Redis, for an hour. Owns the keys `simulated-install*`. */
import { z } from 'zod';
import { recordSchema } from '../../callback-records/record.ts';
import { AppError, type ErrorCode, isErrorCode } from '../../errors.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import {
  type BackgroundRuns,
  backgroundRunSchema,
  createBackgroundRuns,
} from '../background-runs.ts';
import { checkSchema } from '../checks/record.ts';
import {
  type SimulatedInstall,
  simulatedStepNames,
  simulationReasons,
} from './simulated-install.ts';

/** `begin` throws AppError `simulation_too_soon` within ten seconds of the last one's begin. */
export type SimulatedInstallRecords = BackgroundRuns<SimulatedInstall>;

const stepSchema = z.object({
  name: z.enum(simulatedStepNames),
  kind: z.enum(callbackKinds),
  expectedCode: z.custom<ErrorCode>(isErrorCode).optional(),
  progress: z.enum(['waiting', 'running', 'done']),
  reason: z.enum(simulationReasons).optional(),
  detail: z.string(),
  checks: z.array(checkSchema),
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

const installSchema = backgroundRunSchema.extend({ steps: z.array(stepSchema) });

export function createSimulatedInstallRecords({
  redis,
}: {
  redis: RedisClient;
}): SimulatedInstallRecords {
  return createBackgroundRuns({
    redis,
    schema: installSchema,
    isId: (text) => /^si_[0-9a-f]{24}$/.test(text),
    keysOf: {
      one: keys.simulatedInstall,
      latest: keys.latestSimulatedInstall,
      begun: keys.begunSimulatedInstall,
    },
    keptMs: 60 * 60_000,
    // It is saved with every step.
    pendingMs: 30_000,
    betweenMs: 10_000,
    tooSoon: (iclientId, wait) =>
      new AppError('simulation_too_soon', `${iclientId} was simulated a moment ago.`, wait),
  });
}
