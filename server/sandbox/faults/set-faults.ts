import { z } from 'zod';
import type { World } from '../world.ts';
import { apiFaults, payloadFaults, tokenFaults } from './fault-list.ts';

const faultsSchema = z.strictObject({
  token: z.enum(tokenFaults.map(({ name }) => name)).optional(),
  api: z.enum(apiFaults.map(({ name }) => name)).optional(),
  payload: z.enum(payloadFaults.map(({ name }) => name)).optional(),
  delayMs: z.coerce.number().int().min(0).max(600_000).optional(),
});

/** Changes the faults that are named and leaves the others. Throws a ZodError for unknown ones. */
export function setFaults(world: World, input: unknown) {
  const { token, api, payload, delayMs } = faultsSchema.parse(input ?? {});
  world.faults = {
    token: token ?? world.faults.token,
    api: api ?? world.faults.api,
    payload: payload ?? world.faults.payload,
    delayMs: delayMs ?? world.faults.delayMs,
  };
}
