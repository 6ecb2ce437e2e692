/** Runs checks of callback URLs, as a builder's program does, and looks up what came of them. */
import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import type { ApiClient } from './api-client.ts';
import type { Connector } from './connector.ts';
import { until } from './until.ts';

export type ShownCheck = {
  name: string;
  verdict: string;
  reason: string;
  message: string;
  toDo: string | null;
  diagnosis: string | null;
};
export type ShownTarget = {
  kind: string;
  url: string;
  isFromWhitelist: boolean;
  verdict: string | null;
  checks: ShownCheck[];
};
export type ShownResult = { id: string; verdict: string; targets: ShownTarget[] };

/** As if the time in which no other check may begin were over. */
export async function letNextCheckBegin(
  { service }: Connector,
  iclientId = 'default',
): Promise<void> {
  await service.deps.redis.del(keys.begunCallbackCheck(iclientId));
}

/** Begins a check, as soon as one may, and waits for its end. */
export async function checkCallbacks(api: ApiClient, iclientId = 'default'): Promise<ShownResult> {
  const path = `/iclients/${iclientId}/callback-checks`;
  await letNextCheckBegin(api.connector, iclientId);
  const begun = await api.post(path);
  expect(begun.status, begun.text).to.equal(202);
  return until('the check is done', async () => {
    const { body } = await api.get(`${path}/${begun.body.id}`);
    return body.status === 'done' ? (body as ShownResult) : undefined;
  });
}

export function targetIn({ targets }: ShownResult, urlOrKind: string): ShownTarget {
  const found = targets.find(({ url, kind }) => url === urlOrKind || kind === urlOrKind);
  if (!found) throw new Error(`Nothing was checked at ${urlOrKind}.`);
  return found;
}

/** The reason of each check of one URL, by the check's name. */
export function reasonsAt(result: ShownResult, urlOrKind: string): Record<string, string> {
  const { checks } = targetIn(result, urlOrKind);
  return Object.fromEntries(checks.map(({ name, reason }) => [name, reason]));
}
