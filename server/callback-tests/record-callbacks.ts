/**
 * The recorder's ear, in front of the routes of callbacks: what arrives for an iClient whose recorder is
 * on is kept once it was answered, refused or not. Nobody waits for it, and it never fails a callback.
 */
import { type Request, type Response, Router } from 'express';
import type { CallbackRecord, CallbackRecords } from '../callback-records/store.ts';
import { failureOf, knownOf } from '../events/refused-callback.ts';
import {
  type CallbackKind,
  callbackKinds,
  callbackPaths,
  slugOf,
} from '../iclients/callback-urls.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import { isRefusedEarly } from './callback-steps.ts';
import { type DiagnoseArrivalDeps, diagnoseArrival } from './diagnose-arrival.ts';
import { harmlessParts } from './harmless.ts';

export type RecordCallbacksDeps = DiagnoseArrivalDeps & {
  callbackRecords: Pick<CallbackRecords, 'add' | 'isOn'>;
  iclients: Pick<IClientStore, 'find' | 'findBySlug'>;
};

type Arrival = { kind: CallbackKind; slug: string; req: Request; res: Response; tookMs: number };

export function recordCallbacks(deps: RecordCallbacksDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  for (const kind of callbackKinds)
    router.all(callbackPaths(kind), (req, res, next) => {
      const began = performance.now();
      const slug = slugOf(req.params);
      res.once('close', () => {
        const tookMs = Math.round(performance.now() - began);
        keep(deps, { kind, slug, req, res, tookMs }).catch((err: unknown) =>
          req.log.debug({ err }, 'A callback could not be recorded.'),
        );
      });
      next();
    });
  return router;
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
  const isEarly =
    isRefusedEarly(record.kind, record.code) || record.diagnosis === 'payload_damaged';
  await callbackRecords.add(iclient.id, record, isEarly ? 'refused_early' : 'looked_at');
}

async function recordOf(
  deps: RecordCallbacksDeps,
  iclient: IClient,
  { kind, req, res, tookMs }: Arrival,
): Promise<CallbackRecord> {
  const { connectionId } = knownOf(res);
  const record: CallbackRecord = {
    kind,
    ...harmlessParts(req),
    ...(res.writableFinished ? { status: res.statusCode } : {}),
    ...failureOf(res),
    tookMs,
    ...(connectionId === undefined ? {} : { connectionId }),
  };
  const diagnosis = await diagnoseArrival(deps, iclient, record, req.query).catch(
    (err: unknown) => void req.log.warn({ err }, 'A callback could not be diagnosed.'),
  );
  return { ...record, ...(diagnosis === undefined ? {} : { diagnosis }) };
}
