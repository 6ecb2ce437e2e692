/**
 * The recorder's ear, in front of the routes of callbacks: what arrives for an iClient whose recorder is
 * on is kept once it was answered, refused or not. Nobody waits for it, and it never fails a callback.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { CallbackRecord, CallbackRecords, RecordBudget } from '../callback-records/store.ts';
import { failureOf, knownOf } from '../events/refused-callback.ts';
import { type MeantCallback, meantCallback } from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import { isRefusedEarly } from './callback-steps.ts';
import { type DiagnoseArrivalDeps, diagnoseArrival } from './diagnose-arrival.ts';
import { harmlessParts } from './harmless.ts';

export type RecordCallbacksDeps = DiagnoseArrivalDeps & {
  callbackRecords: Pick<CallbackRecords, 'add' | 'isOn'>;
  iclients: Pick<IClientStore, 'find' | 'findBySlug'>;
};

type Arrival = MeantCallback & { req: Request; res: Response; tookMs: number };

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

async function keep(deps: RecordCallbacksDeps, arrival: Arrival): Promise<void> {
  const { callbackRecords, iclients } = deps;
  if (!(await callbackRecords.isOn())) return;
  const { iclientId } = knownOf(arrival.res);
  const iclient = await (iclientId === undefined
    ? iclients.findBySlug(arrival.slug)
    : iclients.find(iclientId));
  if (!iclient || !(await callbackRecords.isOn(iclient.id))) return;
  const record = await recordOf(deps, iclient, arrival);
  await callbackRecords.add(iclient.id, record, budgetOf(record));
}

/** Whose places it takes. Of one that nobody waited for nothing tells that it was taken. */
function budgetOf({ kind, code, status, diagnosis }: CallbackRecord): RecordBudget {
  if (code === undefined && status !== undefined && status < 400) return 'passed';
  const isEarly = isRefusedEarly(kind, code) || diagnosis === 'payload_damaged';
  return isEarly ? 'refused_early' : 'looked_at';
}

/** A callback that was answered, or whose caller has gone, without what must not be kept of it. */
export async function recordOf(
  deps: RecordCallbacksDeps,
  iclient: IClient,
  { kind, req, res, tookMs }: Arrival,
): Promise<CallbackRecord> {
  const { connectionId } = knownOf(res);
  const { codeCameBefore, ...failure } = failureOf(res) ?? {};
  const record: CallbackRecord = {
    kind,
    ...harmlessParts(req),
    ...(res.writableFinished ? { status: res.statusCode } : {}),
    ...failure,
    tookMs,
    ...(connectionId === undefined ? {} : { connectionId }),
  };
  const arrival = { record, query: req.query, codeCameBefore };
  const cause = await diagnoseArrival(deps, iclient, arrival).catch(
    (err: unknown) => void req.log.warn({ err }, 'A callback could not be diagnosed.'),
  );
  return { ...record, ...(cause === undefined ? {} : { diagnosis: cause.diagnosis }) };
}
