/** What pages say of a recorded callback in short: a row of the list, and the head of its own page. */
import type { CallbackRecord, KeptRecord } from '../../callback-records/store.ts';
import { type Diagnosis, diagnoses } from '../../callback-tests/diagnoses.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { failureFor, type Language, textsFor } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import { callbacksPath } from './frame.ts';
import { verdictOf } from './recorder-filter.ts';

export type RecordRow = ReturnType<typeof recordRow>;

export function recordRow(record: KeptRecord, iclient: IClient, language: Language) {
  const { recorder, diagnoses: causes } = textsFor(language).callbacks;
  const verdict = verdictOf(record);
  const diagnosis = diagnosisOf(record);
  return {
    id: record.id,
    path: recordPath(record, iclient),
    at: momentsIn(language, 'second')(record.at),
    kind: recorder.kinds[record.kind],
    calledAt: calledAt(record),
    verdict,
    outcome: recorder.verdicts[verdict],
    reason: diagnosis ? causes[diagnosis].name : reasonOf(record, language),
  };
}

/** The origin of the call; only its host, where nobody in front said the scheme by which it was called. */
export function calledAt({ scheme, schemeTold, host }: CallbackRecord): string {
  return schemeTold ? `${scheme}://${host}` : host;
}

export function recordPath({ id }: Pick<KeptRecord, 'id'>, iclient: IClient): string {
  return callbacksPath(iclient, `/recorder/${id}`);
}

/** Undefined also for one that only another version knows. */
export function diagnosisOf({ diagnosis }: KeptRecord): Diagnosis | undefined {
  return diagnoses.find((known) => known === diagnosis);
}

function reasonOf({ code, parameter, status }: KeptRecord, language: Language) {
  if (status === undefined) return textsFor(language).callbacks.recorder.unanswered;
  return code === undefined ? undefined : failureFor(language, code, parameter).title;
}
