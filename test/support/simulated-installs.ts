/** Simulates installs, as a builder's program does, and looks up what came of each step. */
import { expect } from 'chai';
import { checkTargetDeps } from '../../server/callback-tests/checks/check-deps.ts';
import {
  type RunSimulationDeps,
  runSimulation,
} from '../../server/callback-tests/simulation/run.ts';
import type {
  SimulatedStep,
  SimulatedStepName,
} from '../../server/callback-tests/simulation/simulated-install.ts';
import { simulationDeps } from '../../server/callback-tests/simulation/simulation-deps.ts';
import { simulatedPrefix } from '../../server/iclients/iclient.ts';
import { keys } from '../../server/redis/keys.ts';
import { createVault } from '../../server/vault/vault.ts';
import type { ApiClient } from './api-client.ts';
import type { Connector } from './connector.ts';
import { until } from './until.ts';

export type ShownStep = {
  name: SimulatedStepName;
  kind: string;
  progress: string;
  expectedErrorCode: string | null;
  verdict: string | null;
  reason: string | null;
  message: string | null;
  toDo: string | null;
  diagnosis: string | null;
  request: { method: string; url: string; claims: string | null } | null;
  arrival: { host: string; path: string; status: number | null; errorCode: string | null } | null;
  answer: { status: number; contentType: string | null; location: string | null } | null;
  panelChecks: { name: string; verdict: string; reason: string; message: string }[];
};
export type ShownInstall = {
  id: string;
  status: string;
  verdict: string | null;
  steps: ShownStep[];
};

export function pathOfSimulations(iclientId = 'default'): string {
  return `/iclients/${iclientId}/simulated-installs`;
}

/** So that another one may begin at once. */
export async function forgetRecent(connector: Connector): Promise<void> {
  const { redis } = connector.service.deps;
  const begun = await redis.keys('bcc:simulated-install:*:begun');
  for (const key of begun) await redis.del(key);
}

/** Begins one and waits for its end. */
export async function simulateInstall(
  connector: Connector,
  api: ApiClient,
  iclientId?: string,
): Promise<ShownInstall> {
  await forgetRecent(connector);
  const begun = await api.post(pathOfSimulations(iclientId));
  expect(begun.status, begun.text).to.equal(202);
  return simulationDone(api, begun.body.id, iclientId);
}

export function simulationDone(
  api: ApiClient,
  id: string,
  iclientId?: string,
): Promise<ShownInstall> {
  return until('the simulated install is done', async () => {
    const { body } = await api.get(`${pathOfSimulations(iclientId)}/${id}`);
    return body.status === 'done' ? (body as ShownInstall) : undefined;
  });
}

/** The reason of each step, by its name. */
export function reasonsOf({ steps }: ShownInstall): Record<string, string | null> {
  return Object.fromEntries(steps.map(({ name, reason }) => [name, reason]));
}

export function stepIn({ steps }: ShownInstall, name: SimulatedStepName): ShownStep {
  const step = steps.find((each) => each.name === name);
  if (!step) throw new Error(`There is no step ${name}.`);
  return step;
}

/** What a simulation is made of, for a test that plays it by itself, as another process does. */
export function simulationOf({ service }: Connector): RunSimulationDeps {
  const { config, redis, withTestClients, now, log } = service.deps;
  const vault = createVault(config.encryptionKeys);
  const { connections } = withTestClients;
  return simulationDeps(checkTargetDeps(config, { redis, now }), {
    redis,
    vault,
    connections,
    log,
  });
}

/**
 * Plays a simulated install, and does something each time that a step begins.
 * @param during is waited for
 */
export async function playInstall(
  connector: Connector,
  during: (step: SimulatedStep) => Promise<void> = async () => undefined,
  change: Partial<RunSimulationDeps> = {},
): Promise<SimulatedStep[]> {
  const iclient = await connector.service.deps.iclients.find('default');
  if (!iclient) throw new Error('There is no default iClient.');
  const { signal } = new AbortController();
  return runSimulation(
    { ...simulationOf(connector), ...change },
    iclient,
    signal,
    async (steps) => {
      const running = steps.find(({ progress }) => progress === 'running');
      if (running) await during(running);
    },
  );
}

/** The name of the simulation under way, as callbacks have it. */
export async function simulationUnderWay({ service }: Connector): Promise<string> {
  const [client = ''] = await service.deps.redis.zrange(keys.simulations, '0', '-1');
  return client.slice(simulatedPrefix.length).split('/')[0] ?? '';
}

export type MetSimulation = {
  /** Of its test client; the name is what callbacks have. */
  iclientId: string;
  name: string;
  connectionId: string;
  storeHash: string;
};

/** Plays an install, and looks at it while its app is installed and a user has opened it. */
export async function whileInstalled(
  connector: Connector,
  look: (met: MetSimulation) => Promise<void>,
): Promise<SimulatedStep[]> {
  let looked = false;
  const steps = await playInstall(connector, async (step) => {
    if (step.name !== 'remove_user') return;
    const pairs = await connector.service.deps.redis.hgetall(keys.appConnections);
    const [pair = '', connectionId = ''] =
      Object.entries(pairs).find(([each]) => each.startsWith(simulatedPrefix)) ?? [];
    const [iclientId = '', storeHash = ''] = pair.split('/');
    const name = iclientId.slice(simulatedPrefix.length);
    await look({ iclientId, name, connectionId, storeHash });
    looked = true;
  });
  expect(looked, 'it was looked at').to.equal(true);
  return steps;
}
