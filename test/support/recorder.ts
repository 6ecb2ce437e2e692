/** The recorder of an iClient, as a test drives it. */
import { expect } from 'chai';
import type { KeptRecord } from '../../server/callback-records/store.ts';
import type { Connector } from './connector.ts';
import type { SignedInBrowser } from './sign-in.ts';
import { until } from './until.ts';

export const recorderPath = '/console/iclients/default/callbacks/recorder';

export async function switchRecorder(
  { postForm }: SignedInBrowser,
  to: 'on' | 'off',
  path = recorderPath,
): Promise<void> {
  const answer = await postForm(path, { recorder: to });
  expect(answer.status, answer.text).to.equal(303);
}

/** Waits until so many callbacks are recorded, since nobody waits for that; the newest first. */
export function untilRecorded(
  { service }: Connector,
  count: number,
  iclientId = 'default',
): Promise<KeptRecord[]> {
  return until(`${count} callbacks are recorded`, async () => {
    const records = await service.deps.callbackRecords.list(iclientId);
    return records.length >= count ? records : undefined;
  });
}

/** Does something, and answers the one record that it leaves. */
export async function recordOf(
  connector: Connector,
  act: () => PromiseLike<unknown>,
): Promise<KeptRecord> {
  const before = await connector.service.deps.callbackRecords.list('default');
  await act();
  const [record] = await untilRecorded(connector, before.length + 1);
  if (!record) throw new Error('Nothing was recorded.');
  return record;
}
