/** What tests callbacks in a running service: checks, simulated installs, and the ears of both. */
import type { Logger } from 'pino';
import type { Config } from '../../config/index.ts';
import type { ConnectionStore } from '../connections/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import type { Vault } from '../vault/vault.ts';
import { type CallbackChecks, createCallbackChecks } from './checks/callback-checks.ts';
import { checkTargetDeps } from './checks/check-deps.ts';
import type { CallbackMarks } from './checks/marks.ts';
import { createCallbackCheckRecords } from './checks/record.ts';
import type { SimulationArrivals } from './simulation/arrivals.ts';
import { createSimulatedInstallRecords } from './simulation/record.ts';
import {
  createSimulatedInstalls,
  type SimulatedInstalls,
} from './simulation/simulated-installs.ts';
import { simulationDeps } from './simulation/simulation-deps.ts';

export type CallbackTests = {
  callbackChecks: CallbackChecks;
  callbackMarks: Pick<CallbackMarks, 'arrive'>;
  simulatedInstalls: SimulatedInstalls;
  simulationArrivals: SimulationArrivals;
};

/** @param deps `connections` are those that find the connections of test clients */
export function openCallbackTests(
  config: Config,
  deps: {
    redis: RedisClient;
    vault: Vault;
    connections: ConnectionStore;
    log: Logger;
    /** Milliseconds since 1970. */
    now: () => number;
  },
): CallbackTests {
  const { redis, log } = deps;
  const checking = checkTargetDeps(config, deps);
  const simulating = simulationDeps(checking, deps);
  return {
    callbackChecks: createCallbackChecks({
      ...checking,
      records: createCallbackCheckRecords({ redis }),
      log,
    }),
    callbackMarks: checking.marks,
    simulatedInstalls: createSimulatedInstalls({
      ...simulating,
      records: createSimulatedInstallRecords({ redis }),
    }),
    simulationArrivals: simulating.simulationArrivals,
  };
}
