import type { ConnectionStore } from '../../connections/store.ts';
import { createTestClients } from '../../iclients/simulated.ts';
import type { RedisClient } from '../../redis/connect.ts';
import type { Vault } from '../../vault/vault.ts';
import type { CheckTargetDeps } from '../checks/check-target.ts';
import { createSimulationArrivals } from './arrivals.ts';
import { createSimulationCodes } from './codes.ts';
import type { RunSimulationDeps } from './run.ts';

/** What simulated installs are made of, in the service and on the command line. */
export function simulationDeps(
  checking: CheckTargetDeps,
  { redis, vault, connections }: { redis: RedisClient; vault: Vault; connections: ConnectionStore },
): RunSimulationDeps {
  return {
    ...checking,
    connections,
    codes: createSimulationCodes({ redis, vault }),
    testClients: createTestClients({ redis, vault }),
    simulationArrivals: createSimulationArrivals({ redis }),
  };
}
