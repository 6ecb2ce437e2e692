/** What came of a simulated install in short: the panel of the overview, and the head of its own page. */
import { describeHeadline } from '../../callback-tests/simulation/describe-simulation.ts';
import {
  overallVerdictOf,
  type SimulatedInstall,
} from '../../callback-tests/simulation/simulated-install.ts';
import type { Language } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';

export function summaryOf(simulated: SimulatedInstall, language: Language) {
  return {
    verdict: overallVerdictOf(simulated),
    finished: momentsIn(language)(simulated.finishedAt),
    ...describeHeadline(simulated, language),
  };
}
