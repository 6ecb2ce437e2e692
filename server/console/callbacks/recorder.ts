/**
 * The recorder of an iClient, …/callbacks/recorder. Everybody who is signed in reads; builders switch it.
 *
 *   …/recorder           the callbacks that were recorded; POST switches it on or off
 *   …/recorder/stream    server-sent events: each new one as it arrives
 *   …/recorder/{id}      one of them, at an address that can be shared
 */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import { type Access, actorOf } from '../../access/access.ts';
import { AppError } from '../../errors.ts';
import type { EventStreams } from '../../http/event-stream.ts';
import { refuseFields } from '../../http/form-fields.ts';
import { only } from '../../http/only.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { type CallbackFrameDeps, callbacksPath, callbacksRoute, withIClient } from './frame.ts';
import { recordPage } from './record-page.ts';
import { readRecorderFilter } from './recorder-filter.ts';
import { type RecorderPageDeps, recorderPage } from './recorder-page.ts';
import { streamRecords } from './recorder-stream.ts';

export type RecorderDeps = CallbackFrameDeps &
  RecorderPageDeps & {
    access: Pick<Access, 'role' | 'stillSignedIn'>;
    eventStreams: Pick<EventStreams, 'open'>;
  };

export function recorderRoutes(deps: RecorderDeps): Router {
  const router = Router();
  router
    .route(callbacksRoute('/recorder'))
    .get(
      withIClient(deps, async (iclient, req, res) => {
        res.type('html').send(await recorderPage(deps, iclient, req, res));
      }),
    )
    .post(
      deps.access.role('builder'),
      withIClient(deps, (iclient, req, res) => switchRecorder(deps, iclient, req, res)),
    )
    .all(only('GET', 'POST'));
  router.all(
    callbacksRoute('/recorder/stream'),
    only('GET'),
    withIClient(deps, (iclient, req, res) =>
      streamRecords(deps, iclient, readRecorderFilter(req.query), req, res),
    ),
  );
  router.all(
    callbacksRoute('/recorder/:recordId'),
    only('GET'),
    withIClient(deps, async (iclient, req, res) => {
      const record = await deps.callbackRecords.find(iclient.id, String(req.params.recordId));
      if (!record)
        throw new AppError('callback_record_unknown', 'There is no record with this id any more.');
      res.type('html').send(await recordPage(deps, iclient, record, req, res));
    }),
  );
  return router;
}

const switchSchema = z.enum(['on', 'off']);

async function switchRecorder(
  { callbackRecords }: RecorderDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<void> {
  refuseFields(req.body, ['recorder']);
  const to = switchSchema.safeParse(req.body.recorder);
  if (!to.success)
    throw new AppError('parameter_invalid', 'The recorder is switched on or off.', {
      parameter: 'recorder',
    });
  const change = to.data === 'on' ? callbackRecords.switchOn : callbackRecords.switchOff;
  await change(iclient.id, actorOf(req, res));
  res.redirect(303, callbacksPath(iclient, `/recorder?notice=${to.data}`));
}
