/** What the page of one recorded callback shows. */
import type { Request, Response } from 'express';
import type { KeptRecord } from '../../callback-records/store.ts';
import { diagnoseAddressOf } from '../../callback-tests/diagnose-arrival.ts';
import {
  type ArrivalCheck,
  checksOfArrival,
} from '../../callback-tests/recorder/arrival-checks.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { failureFor, type Language, textsFor } from '../../language/language.ts';
import { spansIn } from '../../language/spans.ts';
import { callbackFrame, callbacksPath } from './frame.ts';
import { diagnosisOf, recordPath, recordRow } from './record-view.ts';
import type { RecorderPageDeps } from './recorder-page.ts';

export async function recordPage(
  deps: Pick<RecorderPageDeps, 'publicUrl' | 'views'>,
  iclient: IClient,
  record: KeptRecord,
  req: Request,
  res: Response,
): Promise<string> {
  const frame = callbackFrame(iclient, 'recorder', req, res);
  const { language, texts } = frame.page;
  const { recorder } = texts.callbacks;
  const { kind, code, parameter, status, connectionId } = record;
  const diagnosis = diagnosisOf(record);
  const ofAddress = diagnoseAddressOf(deps.publicUrl, iclient, record);
  return deps.views.render('callbacks/record', {
    ...frame,
    recorderPath: callbacksPath(iclient, '/recorder'),
    row: recordRow(record, iclient, language),
    record,
    diagnosis,
    forwarded: forwardedIn(record),
    addressDiagnosis: ofAddress === diagnosis ? undefined : ofAddress,
    failure: code && failureFor(language, code, parameter),
    took: new Intl.NumberFormat(language).format(record.tookMs),
    exact: record.timesOff && timesInWords(record.timesOff, language),
    checks: checksOfArrival(kind, { code, answered: status !== undefined }).map(
      ({ check, verdict }) => ({
        verdict,
        words: recorder.checks[check],
        label:
          record.codeRepeated && ofExchange.includes(check)
            ? recorder.passedBefore
            : recorder.checkVerdicts[verdict],
      }),
    ),
    connectionPath: connectionId && `/console/connections/${encodeURIComponent(connectionId)}`,
    url: `${deps.publicUrl}${recordPath(record, iclient)}`,
  });
}

/** What one whose code came before got without running through it. */
const ofExchange: readonly ArrivalCheck[] = ['exchange', 'token_store', 'saved'];

function timesInWords(
  { reason, seconds }: NonNullable<KeptRecord['timesOff']>,
  language: Language,
): string {
  const { reasons } = textsFor(language).callbacks.inspector;
  return reasons[reason]({ name: '', names: '', value: '', span: spansIn(language)(seconds) });
}

/** The headers by which the caller said how it was called; proxies send them, and anybody else can. */
function forwardedIn({ via, schemeTold }: KeptRecord): string | undefined {
  const headers = [
    ...(via === undefined ? [] : ['X-Forwarded-Host']),
    ...(schemeTold ? ['X-Forwarded-Proto'] : []),
  ];
  return headers.length > 0 ? headers.join(', ') : undefined;
}
