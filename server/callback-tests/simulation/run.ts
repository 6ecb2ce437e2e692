/** A whole simulated install, from the test client that it makes to the last trace that it takes away. */
import type { ConnectionStore } from '../../connections/store.ts';
import { authCallbackUrl } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { TestClients } from '../../iclients/simulated.ts';
import type { SimulationCodes } from './codes.ts';
import { pretendBigCommerce, simulatedStoreHash } from './pretend-bigcommerce.ts';
import { type RunStepDeps, runStep, type Stage, waitingStep } from './run-step.ts';
import type { SimulatedStep, SimulatedStepName } from './simulated-install.ts';
import { stepPlans } from './steps.ts';

export type CleanUpDeps = {
  testClients: TestClients;
  connections: Pick<ConnectionStore, 'findByStore' | 'delete'>;
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
    return await runSteps(deps, { iclient, client, bigcommerce, stopping }, told);
  } finally {
    await cleanUp(deps, client.id);
  }
}

async function runSteps(
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
  return arrival?.status !== undefined && arrival.status < 400;
}

/** Takes away what is left of simulations whose process did not come to it; what cannot go now is tried again. */
export async function removeOverdue(deps: CleanUpDeps): Promise<void> {
  const overdue = await deps.testClients.overdue();
  await Promise.allSettled(overdue.map((id) => cleanUp(deps, id)));
}

/** In this order: once the client is gone nothing more is saved for it, and it is remembered until nothing is left. */
async function cleanUp({ testClients, connections }: CleanUpDeps, id: string): Promise<void> {
  await testClients.remove(id);
  const connection = await connections.findByStore(id, simulatedStoreHash(id));
  if (connection) await connections.delete(connection.id, byService);
  await testClients.forget(id);
}

const byService = { actor: { kind: 'service' }, address: '' } as const;
