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
import { createTurns, type Turns } from './turns.ts';

export type CallbackChecks = Pick<CallbackCheckRecords, 'find' | 'forget' | 'latest' | 'waitMs'> & {
  /**
   * Begins one, or answers the one of this iClient that is under way.
   * @throws AppError `callback_check_too_soon` within a minute of the last one's begin
   */
  start(iclient: CheckedIClient): Promise<CallbackCheck>;
  /** Ends those under way, whose records are then forgotten soon. */
  stop(): Promise<void>;
};

type CheckedIClient = Pick<IClient, 'id' | 'slug' | 'whitelist'>;

/** So many URLs of one check are checked at once, and so many of all of them in this process. */
const abreast = 4;
const abreastInAll = 8;
/** One that waits for its turn is told again before its record is forgotten. */
const stillThereMs = 30_000;

export function createCallbackChecks(
  deps: CheckTargetDeps & { records: CallbackCheckRecords; log: Logger },
): CallbackChecks {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const turns = createTurns(abreastInAll);

  const runToItsEnd = async (check: CallbackCheck, iclient: CheckedIClient) => {
    let latest = check;
    const save = () => deps.records.save(latest);
    const tell = setInterval(() => void save().catch(() => undefined), stillThereMs);
    const run = { iclient, stopping: stopping.signal, turns };
    const targets = await runChecks(deps, run, (found) => {
      latest = { ...check, targets: found };
      return save();
    }).finally(() => clearInterval(tell));
    if (stopping.signal.aborted) return;
    await deps.records.save({ ...check, targets, status: 'done', finishedAt: deps.now() });
  };

  return {
    find: deps.records.find,
    forget: deps.records.forget,
    latest: deps.records.latest,
    waitMs: deps.records.waitMs,
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
 * @param run whose, what ends it early, and whose turns it shares
 * @param told is given all targets whenever one more is done
 */
export async function runChecks(
  deps: CheckTargetDeps,
  { iclient, stopping, turns }: { iclient: CheckedIClient; stopping: AbortSignal; turns: Turns },
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
      const checks = await turns(async () =>
        stopping.aborted ? [] : checkTarget(deps, iclient, target, stopping),
      );
      targets[index] = { ...target, checks };
      if (!stopping.aborted) await told([...targets]);
    }
  };
  // Whoever fails leaves nobody behind who goes on working.
  const ends = await Promise.allSettled(Array.from({ length: abreast }, work));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return targets;
}
