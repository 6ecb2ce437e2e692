/** What the page of a recorder shows. */
import type { Request, Response } from 'express';
import { type CallbackRecords, keptAtMost } from '../../callback-records/store.ts';
import { noticeOf } from '../../http/notices.ts';
import { callbackKinds } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { momentsIn } from '../../language/moments.ts';
import { type CallbackFrameDeps, callbackFrame, callbacksPath } from './frame.ts';
import { recordRow } from './record-view.ts';
import {
  matchesFilter,
  type RecorderFilter,
  readRecorderFilter,
  verdicts,
} from './recorder-filter.ts';

export type RecorderPageDeps = CallbackFrameDeps & {
  publicUrl: string;
  callbackRecords: Pick<
    CallbackRecords,
    'find' | 'isOn' | 'list' | 'listen' | 'recordsUntil' | 'since' | 'switchOff' | 'switchOn'
  >;
};

/** @throws AppError `parameter_invalid` for a filter that is none */
export async function recorderPage(
  deps: RecorderPageDeps,
  iclient: IClient,
  req: Request,
  res: Response,
): Promise<string> {
  const filter = readRecorderFilter(req.query);
  const [until, records] = await Promise.all([
    deps.callbackRecords.recordsUntil(iclient.id),
    deps.callbackRecords.list(iclient.id),
  ]);
  const frame = callbackFrame(iclient, 'recorder', req, res);
  const { language, texts } = frame.page;
  const words = texts.callbacks.recorder;
  const path = callbacksPath(iclient, '/recorder');
  const asked = queryOf(filter);
  const newestPath = `${path}${asked && `?${asked}`}`;
  return deps.views.render('callbacks/recorder', {
    ...frame,
    path,
    until: momentsIn(language)(until),
    notice: noticeOf(req.query.notice, words.notices),
    keptAtMost,
    shownAtMost: Object.values(keptAtMost).reduce((sum, count) => sum + count),
    filter,
    filtered: asked !== '',
    choices: {
      kinds: callbackKinds.map((value) => ({ value, label: words.kinds[value] })),
      verdicts: verdicts.map((value) => ({ value, label: words.verdicts[value] })),
    },
    rows: records
      .filter((record) => matchesFilter(record, filter))
      .map((record) => recordRow(record, iclient, language)),
    newestPath,
    signInPath: `/sign-in?next=${encodeURIComponent(newestPath)}`,
    // From the newest of all on, whether or not the filters show it.
    streamPath: `${path}/stream?${new URLSearchParams([
      ['after', records[0]?.id ?? '0-0'],
      ...new URLSearchParams(asked),
    ])}`,
  });
}

function queryOf(filter: RecorderFilter): string {
  const given = Object.entries(filter).filter(([, value]) => value !== undefined);
  return new URLSearchParams(given as [string, string][]).toString();
}
