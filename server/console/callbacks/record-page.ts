/** What the page of one recorded callback shows. */
import type { Request, Response } from 'express';
import type { KeptRecord } from '../../callback-records/store.ts';
import { runSteps } from '../../callback-tests/callback-steps.ts';
import { diagnoseAddressOf } from '../../callback-tests/diagnose-arrival.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { failureFor } from '../../language/language.ts';
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
    steps: runSteps(kind, { code, answered: status !== undefined }).map(({ step, verdict }) => ({
      verdict,
      words: recorder.steps[step],
      label: recorder.stepVerdicts[verdict],
    })),
    connectionPath: connectionId && `/console/connections/${encodeURIComponent(connectionId)}`,
    url: `${deps.publicUrl}${recordPath(record, iclient)}`,
  });
}

/** The headers by which the caller said how it was called; proxies send them, and anybody else can. */
function forwardedIn({ via, schemeTold }: KeptRecord): string | undefined {
  const headers = [
    ...(via === undefined ? [] : ['X-Forwarded-Host']),
    ...(schemeTold ? ['X-Forwarded-Proto'] : []),
  ];
  return headers.length > 0 ? headers.join(', ') : undefined;
}
