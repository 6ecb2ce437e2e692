/** Simulates an install from the command line. The service has to be running: the callbacks come in there. */
import {
  describeHeadline,
  describeStep,
} from '../callback-tests/simulation/describe-simulation.ts';
import { type RunSimulationDeps, runSimulation } from '../callback-tests/simulation/run.ts';
import {
  overallVerdictOf,
  type SimulatedStep,
} from '../callback-tests/simulation/simulated-install.ts';
import type { IClientStore } from '../iclients/store.ts';
import { textsFor } from '../language/language.ts';
import type { Command } from './command.ts';
import { namedIClient } from './named-iclient.ts';

const { notTested } = textsFor('en').callbacks.simulationPage;

export type SimulateInstallDeps = {
  iclients: Pick<IClientStore, 'findBySlug'>;
  simulationDeps: RunSimulationDeps;
};

export const simulateInstall: Command<SimulateInstallDeps> = async (
  args,
  { iclients, simulationDeps },
) => {
  const iclient = await namedIClient(args, iclients);
  const steps = await runSimulation(simulationDeps, iclient, new AbortController().signal);
  const done = { status: 'done', steps } as const;
  const isFailed = overallVerdictOf(done) === 'failed';
  const { heading } = describeHeadline(done, 'en');
  const end = isFailed ? heading : `${heading}\n${notTested}`;
  return { text: [...steps.map(describe), end].join('\n\n'), exitCode: isFailed ? 1 : 0 };
};

function describe(step: SimulatedStep): string {
  const { verdict = '', title, message, todo, checks } = describeStep(step, 'en');
  const found = [{ message, todo }, ...checks.filter((check) => check.verdict !== 'ok')];
  return [
    `${verdict.padEnd(9)}${title}`,
    ...(step.request ? [step.request.url] : []),
    ...found.flatMap((each) => [each.message, each.todo]).filter((line) => line !== undefined),
  ].join(`\n${' '.repeat(9)}`);
}
