/**
 * What arrived of a simulated install, told by the process at which it came in to the one that sent it.
 * Owns the keys `simulation-arrival*`.
 */
import { createHash } from 'node:crypto';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { type CallbackRecord, recordSchema } from '../../callback-records/record.ts';
import type { RedisClient } from '../../redis/connect.ts';
import { keys } from '../../redis/keys.ts';
import { redisScript } from '../../redis/script.ts';

const arrivalSchema = z.object({
  step: z.string(),
  /** As it came: a digest of it, since it has a code or a payload. */
  query: z.string(),
  hasQuery: z.boolean(),
  path: z.string(),
  /** Once it was answered, or its caller had gone. */
  record: recordSchema.optional(),
});
export type Arrival = z.infer<typeof arrivalSchema>;

export type SimulationArrivals = {
  /** From now on the request of that step may come in. */
  expect(simulation: string, step: string): Promise<void>;
  /**
   * Notes that it came. Answers undefined when nobody waits for it.
   * @param step where it says which one it is
   */
  came(
    simulation: string,
    arrival: Omit<Arrival, 'step'> & { step?: string | undefined },
  ): Promise<Arrival | undefined>;
  answered(simulation: string, arrival: Arrival, record: CallbackRecord): Promise<void>;
  /** What came; waits for a moment until it was answered. Nothing is expected any more. */
  take(simulation: string): Promise<Arrival | undefined>;
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
  const put = async (simulation: string, held: string, next: Arrival) => {
    const key = keys.simulationArrival(simulation);
    return (await replace(redis, [key], [held, JSON.stringify(next), usableMs])) === 1;
  };
  const read = async (simulation: string) => {
    const held = await redis.get(keys.simulationArrival(simulation));
    return held === null || held.startsWith(waiting) ? undefined : readArrival(held);
  };
  return {
    async expect(simulation, step) {
      await redis.set(keys.simulationArrival(simulation), `${waiting}${step}`, 'PX', usableMs);
    },
    async came(simulation, { step, ...arrival }) {
      const held = await redis.get(keys.simulationArrival(simulation));
      if (!held?.startsWith(waiting)) return undefined;
      const expected = held.slice(waiting.length);
      if (step !== undefined && step !== expected) return undefined;
      const came = { step: expected, ...arrival };
      return (await put(simulation, held, came)) ? came : undefined;
    },
    async answered(simulation, arrival, record) {
      await put(simulation, JSON.stringify(arrival), { ...arrival, record });
    },
    async take(simulation) {
      let arrival = await read(simulation);
      for (let waited = 0; arrival && !arrival.record && waited < patienceMs; waited += pollMs) {
        await delay(pollMs);
        arrival = await read(simulation);
      }
      await redis.del(keys.simulationArrival(simulation));
      return arrival;
    },
  };
}

const waiting = 'waiting:';

function readArrival(json: string): Arrival {
  return arrivalSchema.parse(JSON.parse(json));
}

/** @param query without the `?` */
export function digestOfQuery(query: string): string {
  return createHash('sha256').update(query).digest('base64url');
}
