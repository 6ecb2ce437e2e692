/**
 * Checks of an iClient's callback URLs, each by one request of our own that goes out to the URL and
 * should come in here. They run in the background; their record is in Redis, for whoever asks.
 *
 * Called by the console, the API and, for one run without a record, the command line.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { IClient } from '../../iclients/iclient.ts';
import { tryWhileAway } from '../../redis/try-while-away.ts';
import { type AtOnce, createAtOnce } from './at-once.ts';
import type { CallbackCheck, CheckedTarget } from './check.ts';
import { type CheckTargetDeps, checkTarget, targetsOf } from './check-target.ts';
import type { CallbackCheckRecords } from './record.ts';

export type CallbackChecks = Pick<CallbackCheckRecords, 'find' | 'forget' | 'latest' | 'waitMs'> & {
  /**
   * Begins one, or answers the one of this iClient that is under way.
   * @throws AppError `callback_check_too_soon` within fifteen seconds of the last one's begin
   */
  start(iclient: CheckedIClient): Promise<CallbackCheck>;
  /** Ends those under way, whose records say that they were not finished. */
  stop(): Promise<void>;
};

type CheckedIClient = Pick<IClient, 'id' | 'slug' | 'whitelist'>;

/** So many URLs of one check are checked at once, and so many of all of them in this process. */
const abreast = 4;
const abreastInAll = 8;
/** One that waits for its turn is told again before it counts as given up. */
const stillThereMs = 30_000;

export function createCallbackChecks(
  deps: CheckTargetDeps & { records: CallbackCheckRecords; log: Logger },
): CallbackChecks {
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  const atOnce = createAtOnce(abreastInAll);

  const runToItsEnd = async (check: CallbackCheck, iclient: CheckedIClient) => {
    let latest = check;
    const save = () => deps.records.save(latest);
    const tell = setInterval(() => void save().catch(() => undefined), stillThereMs);
    const run = { iclient, stopping: stopping.signal, atOnce };
    try {
      await runChecks(deps, run, async (targets) => {
        latest = { ...check, targets };
        // The next one tells this as well.
        await save().catch(() => undefined);
      });
      if (!stopping.signal.aborted) latest = { ...latest, finishedAt: deps.now() };
    } catch (err) {
      deps.log.warn({ err }, 'A check of callback URLs was given up.');
    } finally {
      clearInterval(tell);
    }
    const keepEnd = () => deps.records.save({ ...latest, status: 'done' });
    await (stopping.signal.aborted ? keepEnd() : tryWhileAway(keepEnd));
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
        .catch((err: unknown) => deps.log.warn({ err }, 'The end of a check could not be kept.'))
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
 * @param run whose, what ends it early, and what it shares with others of this process
 * @param told is given all targets whenever one more is done
 */
export async function runChecks(
  deps: CheckTargetDeps,
  {
    iclient,
    stopping,
    atOnce = (work) => work(),
  }: { iclient: CheckedIClient; stopping: AbortSignal; atOnce?: AtOnce },
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
      const checks = await atOnce(async () =>
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
