import { z } from 'zod';
import type { World } from '../world.ts';
import { apiFaults, authorizeFaults, payloadFaults, tokenFaults } from './fault-list.ts';

/** A number from JSON, or its digits from a form. */
const milliseconds = z
  .union([z.number(), z.string().trim().regex(/^\d+$/).transform(Number)])
  .pipe(z.number().int().min(0).max(600_000));

export const faultsSchema = z.strictObject({
  authorize: z.enum(authorizeFaults.map(({ name }) => name)).optional(),
  token: z.enum(tokenFaults.map(({ name }) => name)).optional(),
  api: z.enum(apiFaults.map(({ name }) => name)).optional(),
  payload: z.enum(payloadFaults.map(({ name }) => name)).optional(),
  delayMs: milliseconds.optional(),
});

/** Changes the faults that are named and leaves the others. Throws a ZodError for unknown ones. */
export function setFaults(world: World, input: unknown) {
  const { authorize, token, api, payload, delayMs } = faultsSchema.parse(input ?? {});
  world.faults = {
    authorize: authorize ?? world.faults.authorize,
    token: token ?? world.faults.token,
    api: api ?? world.faults.api,
    payload: payload ?? world.faults.payload,
    delayMs: delayMs ?? world.faults.delayMs,
  };
}

/** Switches every fault off; the delay of a slow answer stays as it was chosen. */
export function clearFaults(world: World) {
  setFaults(world, { authorize: 'none', token: 'none', api: 'none', payload: 'none' });
}

/** The faults that are on, such as "token = hang, api = slow"; '' when there are none. */
export function faultsOn({ faults: { authorize, token, api, payload } }: World): string {
  return Object.entries({ authorize, token, api, payload })
    .filter(([, fault]) => fault !== 'none')
    .map(([place, fault]) => `${place} = ${fault}`)
    .join(', ');
}
