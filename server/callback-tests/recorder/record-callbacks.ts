/**
 * The recorder's ear, in front of the routes of callbacks: what arrives for an iClient whose recorder is
 * on is kept once it was answered, refused or not. Nobody waits for it, and it never fails a callback.
 */
import type { Request, RequestHandler, Response } from 'express';
import { recordSchema, wasTaken } from '../../callback-records/record.ts';
import type {
  CallbackRecord,
  CallbackRecords,
  RecordBudget,
} from '../../callback-records/store.ts';
import { failureOf, hasRepeatedCode, knownOf } from '../../events/refused-callback.ts';
import { type MeantCallback, meantCallback } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { IClientStore } from '../../iclients/store.ts';
import { type Cause, type DiagnoseArrivalDeps, diagnoseArrival } from '../diagnose-arrival.ts';
import { iclientOf } from '../iclient-of.ts';
import { isRefusedEarly } from './arrival-checks.ts';
import { harmlessParts } from './harmless.ts';

export type RecordCallbacksDeps = DiagnoseArrivalDeps & {
  callbackRecords: Pick<CallbackRecords, 'add' | 'isOn'>;
  iclients: Pick<IClientStore, 'find' | 'findBySlug'>;
};

type AnsweredCallback = MeantCallback & { req: Request; res: Response; tookMs: number };

export function recordCallbacks(deps: RecordCallbacksDeps): RequestHandler {
  return (req, res, next) => {
    const meant = meantCallback(req.path);
    if (!meant) return next();
    const began = performance.now();
    res.once('close', () => {
      const tookMs = Math.round(performance.now() - began);
      keep(deps, { ...meant, req, res, tookMs }).catch((err: unknown) =>
        req.log.debug({ err }, 'A callback could not be recorded.'),
      );
    });
    next();
  };
}

async function keep(deps: RecordCallbacksDeps, answered: AnsweredCallback): Promise<void> {
  const { callbackRecords, iclients } = deps;
  if (!(await callbackRecords.isOn())) return;
  const iclient = await iclientOf(answered.res, answered, iclients);
  if (!iclient || !(await callbackRecords.isOn(iclient.id))) return;
  const record = await recordOf(deps, iclient, answered);
  await callbackRecords.add(iclient.id, record, budgetOf(record));
}

/** Whose places it takes. */
function budgetOf(record: CallbackRecord): RecordBudget {
  if (wasTaken(record)) return 'passed';
  const { kind, code, diagnosis } = record;
  const isEarly = isRefusedEarly(kind, code) || diagnosis === 'payload_damaged';
  return isEarly ? 'refused_early' : 'looked_at';
}

/** A callback that was answered, or whose caller has gone, without what must not be kept of it. */
export async function recordOf(
  deps: RecordCallbacksDeps,
  iclient: IClient,
  { kind, req, res, tookMs }: AnsweredCallback,
): Promise<CallbackRecord> {
  const { connectionId } = knownOf(res);
  const { codeCameBefore, ...failure } = failureOf(res) ?? {};
  const record: CallbackRecord = {
    kind,
    ...harmlessParts(req),
    ...(res.writableFinished ? { status: res.statusCode } : {}),
    ...failure,
    ...(hasRepeatedCode(res) ? { codeRepeated: true } : {}),
    tookMs,
    ...(connectionId === undefined ? {} : { connectionId }),
  };
  const arrival = { record, query: req.query, codeCameBefore };
  const cause = await diagnoseArrival(deps, iclient, arrival).catch(
    (err: unknown) => void req.log.warn({ err }, 'A callback could not be diagnosed.'),
  );
  return { ...record, ...(cause === undefined ? {} : found(cause)) };
}

/** Of what the inspector said, the times alone: the rest quotes the payload. */
function found({ diagnosis, finding }: Cause): Pick<CallbackRecord, 'diagnosis' | 'timesOff'> {
  const { reason, seconds } = finding ?? {};
  const timesOff = recordSchema.shape.timesOff.safeParse({ reason, seconds }).data;
  return { diagnosis, ...(timesOff === undefined ? {} : { timesOff }) };
}
