/** What the page of a simulated install shows of one step. */
import type { CallbackRecord } from '../../callback-records/store.ts';
import { checksOfArrival } from '../../callback-tests/recorder/arrival-checks.ts';
import { describeStep } from '../../callback-tests/simulation/describe-simulation.ts';
import {
  type SimulatedInstall,
  type SimulatedStep,
  verdictOf,
} from '../../callback-tests/simulation/simulated-install.ts';
import { type Language, textsFor } from '../../language/language.ts';
import { calledAt } from './record-view.ts';

/** All steps; where two failed alike, the cause is told at the first. */
export function stepViews({ status, steps }: SimulatedInstall, language: Language) {
  return steps.map((step, index) => {
    const isToldBefore = steps.slice(0, index).some((earlier) => failedAlike(earlier, step));
    return stepView(step, { isOver: status === 'done', isToldBefore }, language);
  });
}

function stepView(
  step: SimulatedStep,
  { isOver, isToldBefore }: { isOver: boolean; isToldBefore: boolean },
  language: Language,
) {
  const { simulationPage } = textsFor(language).callbacks;
  const { progress, request, answer, arrival, tookMs } = step;
  const described = describeStep(step, language);
  const undone = isOver ? 'not_run' : progress === 'running' ? 'running' : 'waiting';
  const state = described.verdict ?? undone;
  return {
    ...described,
    ...(isToldBefore ? { diagnosis: undefined, todo: undefined } : {}),
    isOpen: state === 'failed' && !isToldBefore,
    state,
    label: simulationPage.states[isRightlyRefused(step) ? 'refused' : state],
    took: tookMs === undefined ? undefined : new Intl.NumberFormat(language).format(tookMs),
    request: request && { ...request, parts: request.url.split('…') },
    arrival: arrival && arrivalView(step, arrival, language),
    answer,
  };
}

/** What came in, with the checks that it ran through; the one that rightly refused it is no failure. */
function arrivalView(step: SimulatedStep, arrival: CallbackRecord, language: Language) {
  const { recorder, simulationPage } = textsFor(language).callbacks;
  const { kind, code, via, status } = arrival;
  return {
    address: `${arrival.method} ${calledAt(arrival)}${arrival.path}`,
    via,
    code,
    checks: cameNowhere(step)
      ? []
      : checksOfArrival(kind, { code, answered: status !== undefined }).map(
          ({ check, verdict }) => {
            const isMeant = verdict === 'failed' && isRightlyRefused(step);
            return {
              words: recorder.checks[check],
              verdict: isMeant ? 'passed' : verdict,
              label: isMeant ? simulationPage.refusedHere : recorder.checkVerdicts[verdict],
            };
          },
        ),
  };
}

function failedAlike(one: SimulatedStep, other: SimulatedStep): boolean {
  const isSame = one.reason === other.reason && one.detail === other.detail;
  return isSame && verdictOf(one) === 'failed' && verdictOf(other) === 'failed';
}

/** It came in so that no callback could be seen in it. */
function cameNowhere({ reason }: SimulatedStep): boolean {
  return reason === 'query_lost' || reason === 'other_path';
}

function isRightlyRefused({ reason }: SimulatedStep): boolean {
  return reason === 'refused_as_expected';
}
