/**
 * The recorder live. The stream tells at once whether the recorder is on, and each new callback as the row
 * that the page would have for it, and ends with the session or the iClient. Where a browser asks to go on
 * after an id, nothing is told twice or left out. While Redis is away it says that it is interrupted.
 */
import type { Request, Response } from 'express';
import { type Access, consolePage } from '../../access/access.ts';
import type { CallbackRecords } from '../../callback-records/store.ts';
import type { EventStreams } from '../../http/event-stream.ts';
import { singleParameters } from '../../http/query.ts';
import type { Views } from '../../http/views.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { IClientStore } from '../../iclients/store.ts';
import { recordRow } from './record-view.ts';
import { matchesFilter, type RecorderFilter } from './recorder-filter.ts';

export type RecorderStreamDeps = {
  access: Pick<Access, 'stillSignedIn'>;
  callbackRecords: Pick<CallbackRecords, 'isOn' | 'listen' | 'since'>;
  eventStreams: Pick<EventStreams, 'open'>;
  iclients: Pick<IClientStore, 'find'>;
  views: Views;
};

/** While Redis is away. */
const askAgainMs = 1_000;

export function streamRecords(
  deps: RecorderStreamDeps,
  iclient: IClient,
  filter: RecorderFilter,
  req: Request,
  res: Response,
): void {
  const { after = '' } = singleParameters(req.query, ['after']);
  const { language, texts } = consolePage(req, res);
  const stream = deps.eventStreams.open(res, req.sessionID);
  let last = req.get('Last-Event-ID') ?? after;
  let toldOn: boolean | 'interrupted' | undefined;

  const tellNew = oneAtATime(async () => {
    if (!(await deps.access.stillSignedIn(req))) return stream.end();
    const isOn = await deps.callbackRecords.isOn(iclient.id);
    if (!isOn && !(await deps.iclients.find(iclient.id))) return stream.end();
    if (isOn !== toldOn) stream.send({ event: 'recorder', data: JSON.stringify({ isOn }) });
    toldOn = isOn;
    for (const record of await deps.callbackRecords.since(iclient.id, last)) {
      last = record.id;
      if (!matchesFilter(record, filter)) continue;
      const row = recordRow(record, iclient, language);
      const html = deps.views.render('callbacks/record-row', { row, texts });
      stream.send({ event: 'callback', id: record.id, data: JSON.stringify(html) });
    }
  });
  let again: NodeJS.Timeout | undefined;
  let hasEnded = false;
  const tell = () =>
    tellNew().catch((err: unknown) => {
      if (hasEnded) return;
      req.log.debug({ err }, 'The recorder cannot be read.');
      if (toldOn !== 'interrupted') stream.send({ event: 'interrupted', data: '{}' });
      toldOn = 'interrupted';
      clearTimeout(again);
      again = setTimeout(() => void tell(), askAgainMs);
    });

  stream.onEnd(() => {
    hasEnded = true;
    clearTimeout(again);
  });
  stream.onEnd(deps.callbackRecords.listen(iclient.id, () => void tell()));
  stream.onBeat(() => void tell());
  void tell();
}

/** Calls that come while one is under way are answered by one more after it. */
function oneAtATime(work: () => Promise<void>): () => Promise<void> {
  let underWay: Promise<void> | undefined;
  let isAskedAgain = false;
  const run = async () => {
    do {
      isAskedAgain = false;
      await work();
    } while (isAskedAgain);
  };
  return () => {
    isAskedAgain = underWay !== undefined;
    underWay ??= run().finally(() => {
      underWay = undefined;
    });
    return underWay;
  };
}
