/** A whole simulated install, from the test client that it makes to the last trace that it takes away. */
import type { Logger } from 'pino';
import { wasTaken } from '../../callback-records/record.ts';
import type { ConnectionStore } from '../../connections/store.ts';
import { authCallbackUrl } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { LeftTestClient, TestClients } from '../../iclients/simulated.ts';
import type { SimulationCodes } from './codes.ts';
import { pretendBigCommerce } from './pretend-bigcommerce.ts';
import { type RunStepDeps, runStep, type Stage, waitingStep } from './run-step.ts';
import type { SimulatedStep, SimulatedStepName } from './simulated-install.ts';
import { stepPlans } from './steps.ts';

export type CleanUpDeps = {
  testClients: TestClients;
  /** Those that find the connections of test clients. */
  connections: Pick<ConnectionStore, 'findByStore' | 'delete'>;
  log: Logger;
};
export type RunSimulationDeps = RunStepDeps & CleanUpDeps & { codes: SimulationCodes };

/** Longer than all steps can take. */
const longestMs = 120_000;

/**
 * Plays BigCommerce against the callback URLs of an iClient, through a test client of its own.
 * @param told is given all steps whenever one of them begins or ends
 * @throws AppError `storage_unavailable`
 */
export async function runSimulation(
  deps: RunSimulationDeps,
  iclient: IClient,
  stopping: AbortSignal,
  told: (steps: SimulatedStep[]) => Promise<void> = async () => undefined,
): Promise<SimulatedStep[]> {
  await removeOverdue(deps);
  const client = await deps.testClients.keep(iclient, longestMs);
  try {
    const { publicUrl } = deps;
    const asked = { scopes: iclient.scopes, authUrl: authCallbackUrl(publicUrl, iclient) };
    const bigcommerce = pretendBigCommerce(deps, client, asked);
    return await playSteps(deps, { iclient, client, bigcommerce, stopping }, told);
  } finally {
    await cleanUp(deps, client);
  }
}

async function playSteps(
  deps: RunStepDeps,
  stage: Stage,
  told: (steps: SimulatedStep[]) => Promise<void>,
): Promise<SimulatedStep[]> {
  const steps = waitingSteps();
  const worked = new Set<SimulatedStepName>();
  for (const [index, plan] of stepPlans.entries()) {
    if (stage.stopping.aborted) break;
    const tell = (step: SimulatedStep) => {
      steps[index] = step;
      return stage.stopping.aborted ? undefined : told([...steps]);
    };
    const waiting = waitingStep(plan);
    const { needs } = plan;
    if (needs !== undefined && !worked.has(needs)) {
      await tell({ ...waiting, progress: 'done', reason: 'needs_step', detail: needs });
      continue;
    }
    await tell({ ...waiting, progress: 'running' });
    const step = await runStep(deps, stage, plan);
    if (wasDone(step)) worked.add(plan.name);
    await tell(step);
  }
  return steps;
}

export function waitingSteps(): SimulatedStep[] {
  return stepPlans.map(waitingStep);
}

/** Also where its answer was lost or changed on the way back. */
function wasDone({ arrival }: SimulatedStep): boolean {
  return arrival !== undefined && wasTaken(arrival);
}

/** Takes away what is left of simulations whose process did not come to it; what cannot go now is tried again. */
export async function removeOverdue(deps: CleanUpDeps): Promise<void> {
  const overdue = await deps.testClients.overdue();
  await Promise.all(
    overdue.map((client) =>
      cleanUp(deps, client).catch((err: unknown) =>
        deps.log.warn({ err }, 'What is left of a simulated install could not be removed.'),
      ),
    ),
  );
}

/** In this order: once the client is gone nothing more is saved for it, and it is remembered until nothing is left. */
async function cleanUp(
  { testClients, connections }: CleanUpDeps,
  client: LeftTestClient,
): Promise<void> {
  await testClients.remove(client.id);
  const connection = await connections.findByStore(client.id, client.storeHash);
  if (connection) await connections.delete(connection.id, byService);
  await testClients.forget(client);
}

const byService = { actor: { kind: 'service' }, address: '' } as const;
