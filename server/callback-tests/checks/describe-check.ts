/** A check in words, for pages, programs and the command line alike. */
import { type Language, textsFor } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import type { Diagnosis } from '../diagnoses.ts';
import {
  type Check,
  type CheckedTarget,
  diagnosisOf,
  isUnfinished,
  type Verdict,
  verdictOf,
} from './check.ts';
import { headlineOf } from './headline.ts';

export type DescribedCheck = Pick<Check, 'name' | 'reason'> & {
  verdict: Verdict;
  message: string;
  /** What to do, where something is wrong. */
  todo: string | undefined;
  /** The cause that has a name, whose words tell what to do. */
  diagnosis: Diagnosis | undefined;
};

export function describeCheck(check: Check, language: Language): DescribedCheck {
  const { checks, diagnoses } = textsFor(language).callbacks;
  const { name, reason } = check;
  const diagnosis = diagnosisOf(check);
  const todos: Partial<Record<Check['reason'], string>> = checks.todos;
  return {
    name,
    reason,
    verdict: verdictOf(check),
    message: checks.reasons[reason](detailOf(check, language)),
    todo: todos[reason] ?? (diagnosis && diagnoses[diagnosis].fix),
    diagnosis,
  };
}

/** What all of them come to. */
export function describeHeadline(targets: readonly CheckedTarget[], language: Language) {
  const { summary } = textsFor(language).callbacks.checks;
  if (isUnfinished(targets)) return { verdict: 'failed' as const, ...summary.unfinished };
  const { verdict, brokenEntries, allArrive } = headlineOf(targets);
  if (brokenEntries.length === 0)
    return { verdict, ...summary[verdict === 'warning' && allArrive ? 'arriving' : verdict] };
  const { heading, text } = summary.entries;
  return { verdict, heading, text: text(brokenEntries.join(', ')) };
}

function detailOf({ name, detail }: Check, language: Language): string {
  const at = Date.parse(detail);
  const isMoment = name === 'certificate' && Number.isFinite(at);
  return isMoment ? momentsIn(language)(at).words : detail;
}
