/** What came of a simulated install in short: the panel of the overview, and the head of its own page. */
import { describeStep } from '../../callback-tests/simulation/describe-simulation.ts';
import {
  overallVerdictOf,
  type SimulatedInstall,
  verdictOf,
  verdictOfReason,
} from '../../callback-tests/simulation/simulated-install.ts';
import { type Language, textsFor } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';

export function summaryOf(simulated: SimulatedInstall, language: Language) {
  return {
    verdict: overallVerdictOf(simulated),
    finished: momentsIn(language)(simulated.finishedAt),
    ...headlineOf(simulated, language),
  };
}

type Headline = { heading: string; text: string | undefined; failedStep?: string };

function headlineOf(simulated: SimulatedInstall, language: Language): Headline {
  const { simulationPage: words } = textsFor(language).callbacks;
  const verdict = overallVerdictOf(simulated);
  if (verdict === undefined) return { heading: words.underWay, text: words.underWayText };
  if (verdict === 'ok') return { heading: words.headlines.ok, text: undefined };
  if (verdict === 'warning') return { heading: words.headlines.warning, text: words.warningText };
  const failed = simulated.steps.find((step) => verdictOf(step) === 'failed');
  if (!failed) return { heading: words.headlines.unfinished, text: words.unfinishedText };
  const { title, message, todo, checks } = describeStep(failed, language);
  // A step that went as it should may have an answer that the control panel does not take.
  const wentWell = failed.reason !== undefined && verdictOfReason(failed.reason) === 'ok';
  const check = wentWell && checks.find((found) => found.verdict === 'failed');
  const cause = check || { message, todo };
  return {
    heading: words.headlines.failed(title),
    text: [cause.message, cause.todo].filter(Boolean).join(' '),
    failedStep: failed.name,
  };
}
