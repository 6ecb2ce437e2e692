/**
 * What arrived of a simulated install, told by the process at which it came in to the one that sent it.
 * Owns the keys `simulation-arrival*`.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CallbackRecord, recordSchema } from '../../callback-records/record.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { redisScript } from '../../redis/script.ts';
import { oneSpelling } from '../checks/one-spelling.ts';

const expectedSchema = z.object({ step: z.string(), kind: z.enum(callbackKinds) });
/** The request that somebody waits for. */
export type ExpectedRequest = z.infer<typeof expectedSchema>;

const arrivalSchema = expectedSchema.extend({
  /** Of the query as it came, which has a code or a payload. */
  queryDigest: z.string(),
  /** Of the same in the one spelling of all that mean the same. */
  meaningDigest: z.string(),
  hasQuery: z.boolean(),
  path: z.string(),
  /** Once it was answered, or its caller had gone. */
  record: recordSchema.optional(),
});
export type SimulationArrival = z.infer<typeof arrivalSchema>;

export type SimulationArrivals = {
  /** From now on that request may come in. */
  expect(testClientName: string, request: ExpectedRequest): Promise<void>;
  /**
   * Notes that it came. Answers undefined when nobody waits for it.
   * @param step where it says which one it is
   */
  came(
    testClientName: string,
    arrival: Omit<SimulationArrival, 'step' | 'kind'> & { step?: string | undefined },
  ): Promise<SimulationArrival | undefined>;
  answered(
    testClientName: string,
    arrival: SimulationArrival,
    record: CallbackRecord,
  ): Promise<void>;
  /** What came; waits for a moment until it was answered. Nothing is expected any more. */
  take(testClientName: string): Promise<SimulationArrival | undefined>;
};

const usableMs = 30_000;
const patienceMs = 2_000;
const pollMs = 10;

/** KEYS slot · ARGV what it holds, what it is to hold, milliseconds. Answers 1 when it held that. */
const replace = redisScript(`
  if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
  redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3])
  return 1
`);

export function createSimulationArrivals({ redis }: { redis: RedisClient }): SimulationArrivals {
  const put = async (testClientName: string, held: string, next: SimulationArrival) => {
    const key = keys.simulationArrival(testClientName);
    return (await replace(redis, [key], [held, JSON.stringify(next), usableMs])) === 1;
  };
  const read = async (testClientName: string) => {
    const held = await redis.get(keys.simulationArrival(testClientName));
    return held === null || held.startsWith(waiting) ? undefined : readArrival(held);
  };
  return {
    async expect(testClientName, request) {
      const held = `${waiting}${JSON.stringify(request)}`;
      await redis.set(keys.simulationArrival(testClientName), held, 'PX', usableMs);
    },
    async came(testClientName, { step, ...arrival }) {
      const held = await redis.get(keys.simulationArrival(testClientName));
      if (!held?.startsWith(waiting)) return undefined;
      const expected = expectedSchema.parse(JSON.parse(held.slice(waiting.length)));
      if (step !== undefined && step !== expected.step) return undefined;
      const came = { ...expected, ...arrival };
      return (await put(testClientName, held, came)) ? came : undefined;
    },
    async answered(testClientName, arrival, record) {
      await put(testClientName, JSON.stringify(arrival), { ...arrival, record });
    },
    async take(testClientName) {
      let arrival = await read(testClientName);
      for (let waited = 0; arrival && !arrival.record && waited < patienceMs; waited += pollMs) {
        await delay(pollMs);
        arrival = await read(testClientName);
      }
      await redis.del(keys.simulationArrival(testClientName));
      return arrival;
    },
  };
}

const waiting = 'waiting:';

function readArrival(json: string): SimulationArrival {
  return arrivalSchema.parse(JSON.parse(json));
}

/** @param query without the `?` */
export function digestsOfQuery(
  query: string,
): Pick<SimulationArrival, 'queryDigest' | 'meaningDigest'> {
  return { queryDigest: digestOf(query), meaningDigest: digestOf(oneSpelling(query)) };
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}
