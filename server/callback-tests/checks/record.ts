/** Checks of callback URLs in Redis, for an hour. Owns the keys `callback-check*`. */
import { z } from 'zod';
import { AppError } from '../../errors.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import {
  type BackgroundRuns,
  backgroundRunSchema,
  createBackgroundRuns,
} from '../background-runs.ts';
import { type CallbackCheck, checkNames, reasons } from './check.ts';

/** `begin` throws AppError `callback_check_too_soon` within fifteen seconds of the last one's begin. */
export type CallbackCheckRecords = BackgroundRuns<CallbackCheck>;

export const checkSchema = z.object({
  name: z.enum(checkNames),
  reason: z.enum(reasons),
  detail: z.string(),
});

const callbackCheckSchema = backgroundRunSchema.extend({
  targets: z.array(
    z.object({
      kind: z.enum(callbackKinds),
      url: z.string(),
      whitelisted: z.boolean(),
      checks: z.array(checkSchema),
    }),
  ),
});

export function createCallbackCheckRecords({
  redis,
}: {
  redis: RedisClient;
}): CallbackCheckRecords {
  return createBackgroundRuns({
    redis,
    schema: callbackCheckSchema,
    isId: (text) => /^cc_[0-9a-f]{24}$/.test(text),
    keysOf: {
      one: keys.callbackCheck,
      latest: keys.latestCallbackCheck,
      begun: keys.begunCallbackCheck,
    },
    keptMs: 60 * 60_000,
    pendingMs: 90_000,
    betweenMs: 15_000,
    tooSoon: (iclientId, wait) =>
      new AppError('callback_check_too_soon', `${iclientId} was checked a moment ago.`, wait),
  });
}
