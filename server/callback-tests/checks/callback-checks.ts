/**
 * Checks of an iClient's callback URLs, each by one request of our own that goes out to the URL and
 * should come in here. They run in the background; their record is in Redis, for whoever asks.
 *
 * Called by the console, the API and, for one run without a record, the command line.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { IClient } from '../../iclients/iclient.ts';
import type { CallbackCheck, CheckedTarget } from './check.ts';
import { type CheckTargetDeps, checkTarget, targetsOf } from './check-target.ts';
import type { CallbackCheckRecords } from './record.ts';

export type CallbackChecks = Pick<CallbackCheckRecords, 'find' | 'latest'> & {
  /** Begins one, or answers the one of this iClient that is under way. */
  start(iclient: CheckedIClient): Promise<CallbackCheck>;
  /** Ends those under way, whose records are then forgotten soon. */
  stop(): Promise<void>;
};

type CheckedIClient = Pick<IClient, 'id' | 'slug' | 'whitelist'>;

/** So many URLs are checked at once. */
const abreast = 4;

export function createCallbackChecks(
  deps: CheckTargetDeps & { records: CallbackCheckRecords; log: Logger },
): CallbackChecks {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();

  const runToItsEnd = async (check: CallbackCheck, iclient: CheckedIClient) => {
    const targets = await runChecks(deps, iclient, stopping.signal, (targets) =>
      deps.records.save({ ...check, targets }),
    );
    if (stopping.signal.aborted) return;
    await deps.records.save({ ...check, targets, status: 'done', finishedAt: deps.now() });
  };

  return {
    find: deps.records.find,
    latest: deps.records.latest,
    async start(iclient) {
      const check: CallbackCheck = {
        id: `cc_${randomBytes(12).toString('hex')}`,
        iclientId: iclient.id,
        status: 'pending',
        startedAt: deps.now(),
        finishedAt: undefined,
        targets: targetsOf(deps.publicUrl, iclient).map((target) => ({ ...target, checks: [] })),
      };
      const begun = await deps.records.begin(check);
      if (begun.id !== check.id) return begun;
      const run = runToItsEnd(check, iclient)
        .catch((err: unknown) => deps.log.warn({ err }, 'A check of callback URLs was given up.'))
        .finally(() => underWay.delete(run));
      underWay.add(run);
      return check;
    },
    async stop() {
      stopping.abort();
      await Promise.all(underWay);
    },
  };
}

/**
 * Checks all URLs of an iClient, some at once.
 * @param told is given all targets whenever one more is done
 */
export async function runChecks(
  deps: CheckTargetDeps,
  iclient: CheckedIClient,
  stopping: AbortSignal,
  told: (targets: CheckedTarget[]) => Promise<void> = async () => undefined,
): Promise<CheckedTarget[]> {
  const targets: CheckedTarget[] = targetsOf(deps.publicUrl, iclient).map((target) => ({
    ...target,
    checks: [],
  }));
  const waiting = [...targets.entries()];
  const work = async () => {
    for (let next = waiting.shift(); next && !stopping.aborted; next = waiting.shift()) {
      const [index, target] = next;
      targets[index] = { ...target, checks: await checkTarget(deps, iclient, target, stopping) };
      if (!stopping.aborted) await told([...targets]);
    }
  };
  // Whoever fails leaves nobody behind who goes on working.
  const ends = await Promise.allSettled(Array.from({ length: abreast }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return targets;
}
