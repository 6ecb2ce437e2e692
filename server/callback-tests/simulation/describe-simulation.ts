/** A simulated install in words, its steps and what they come to, for pages, programs and the command line alike. */
import { isErrorCode } from '../../errors.ts';
import { failureFor, type Language, textsFor } from '../../language/language.ts';
import type { Verdict } from '../checks/check.ts';
import { diagnosisOf } from '../checks/check.ts';
import { type DescribedCheck, describeCheck } from '../checks/describe-check.ts';
import { type Diagnosis, diagnoses } from '../diagnoses.ts';
import {
  isOwnReason,
  overallVerdictOf,
  type SimulatedInstall,
  type SimulatedStep,
  type SimulatedStepName,
  type SimulationReason,
  simulatedStepNames,
  verdictOf,
  verdictOfReason,
} from './simulated-install.ts';

export type DescribedStep = Pick<SimulatedStep, 'name' | 'kind' | 'progress' | 'reason'> & {
  /** None before the step is done. */
  verdict: Verdict | undefined;
  title: string;
  /** What BigCommerce does in it. */
  text: string;
  /** What came of it. */
  message: string | undefined;
  /** What to do, where something is wrong. */
  todo: string | undefined;
  /** The cause that has a name, whose words tell what to do. */
  diagnosis: Diagnosis | undefined;
  checks: DescribedCheck[];
};

export function describeStep(step: SimulatedStep, language: Language): DescribedStep {
  const { simulation, diagnoses: words } = textsFor(language).callbacks;
  const { name, kind, progress, reason, detail } = step;
  const diagnosis = causeOf(step);
  const fix = diagnosis && words[diagnosis].fix;
  const said = reason && wordsOf(reason, detail, language);
  return {
    name,
    kind,
    progress,
    reason,
    verdict: verdictOf(step),
    ...simulation.steps[name],
    message: said?.message,
    todo: reason === 'refused' ? (fix ?? said?.todo) : (said?.todo ?? fix),
    diagnosis,
    checks: step.checks.map((check) => describeCheck(check, language)),
  };
}

function wordsOf(reason: SimulationReason, detail: string, language: Language) {
  const { simulation, checks } = textsFor(language).callbacks;
  if (!isOwnReason(reason)) {
    const todos: Partial<Record<SimulationReason, string>> = checks.todos;
    const words = reason === 'redirected' ? simulation.redirected : checks.reasons[reason];
    return { message: words(detail), todo: todos[reason] };
  }
  const todos: Partial<Record<SimulationReason, string>> = simulation.todos;
  return { message: simulation.reasons[reason](detailOf(detail, language)), todo: todos[reason] };
}

/** An error in words, or the title of a step. */
function detailOf(detail: string, language: Language): string {
  if (isErrorCode(detail)) return `${failureFor(language, detail).title} (${detail})`;
  return isStepName(detail) ? textsFor(language).callbacks.simulation.steps[detail].title : detail;
}

function isStepName(text: string): text is SimulatedStepName {
  return simulatedStepNames.some((name) => name === text);
}

/** Of a refusal that was not wanted what the recorder would say, else what the checks say. */
function causeOf({ reason, arrival }: SimulatedStep): Diagnosis | undefined {
  if (reason === undefined) return undefined;
  if (!isOwnReason(reason)) return diagnosisOf({ reason });
  if (reason !== 'refused' && reason !== 'refused_otherwise') return undefined;
  return diagnoses.find((known) => known === arrival?.diagnosis);
}

export type SimulationHeadline = { heading: string; text: string | undefined; failedStep?: string };

/** What all steps come to. */
export function describeHeadline(
  simulated: Pick<SimulatedInstall, 'status' | 'steps'>,
  language: Language,
): SimulationHeadline {
  const { simulationPage: words } = textsFor(language).callbacks;
  const verdict = overallVerdictOf(simulated);
  if (verdict === undefined) return { heading: words.underWay, text: words.underWayText };
  if (verdict === 'ok') return { heading: words.headlines.ok, text: undefined };
  if (verdict === 'warning') return { heading: words.headlines.warning, text: words.warningText };
  const failed = simulated.steps.find((step) => verdictOf(step) === 'failed');
  if (!failed) return { heading: words.headlines.unfinished, text: words.unfinishedText };
  const { title, message, todo, checks } = describeStep(failed, language);
  // A step that went as it should may have an answer that the control panel does not take.
  const wentWell = failed.reason !== undefined && verdictOfReason(failed.reason) !== 'failed';
  const check = wentWell && checks.find((found) => found.verdict === 'failed');
  const cause = check || { message, todo };
  return {
    heading: words.headlines.failed(title),
    text: [cause.message, cause.todo].filter(Boolean).join(' '),
    failedStep: failed.name,
  };
}
