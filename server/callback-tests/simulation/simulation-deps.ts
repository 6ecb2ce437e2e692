import type { Logger } from 'pino';
import type { ConnectionStore } from '../../connections/store.ts';
import { createTestClients } from '../../iclients/simulated.ts';
import type { RedisClient } from '../../redis/connect.ts';
import type { Vault } from '../../vault/vault.ts';
import type { CheckTargetDeps } from '../checks/check-target.ts';
import { createSimulationArrivals } from './arrivals.ts';
import { createSimulationCodes } from './codes.ts';
import type { RunSimulationDeps } from './run.ts';

/**
 * What simulated installs are made of, in the service and on the command line.
 * @param connections those that find the connections of test clients
 */
export function simulationDeps(
  checking: CheckTargetDeps,
  {
    redis,
    vault,
    connections,
    log,
  }: { redis: RedisClient; vault: Vault; connections: ConnectionStore; log: Logger },
): RunSimulationDeps {
  return {
    ...checking,
    connections,
    log,
    codes: createSimulationCodes({ redis, vault }),
    testClients: createTestClients({ redis, vault }),
    simulationArrivals: createSimulationArrivals({ redis }),
  };
}
