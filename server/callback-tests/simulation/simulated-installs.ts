/**
 * Simulated installs: BigCommerce, played by the sandbox, calls an iClient's own callback URLs from outside,
 * and the service receives it as it would the real one, through a test client that is gone afterwards. They
 * run in the background; their record is in Redis, for whoever asks.
 *
 * Called by the console, the API and, for one run without a record, the command line.
 */
import { randomBytes } from 'node:crypto';
import { AppError } from '../../errors.ts';
import type { IClient } from '../../iclients/iclient.ts';
import { tryWhileAway } from '../../redis/try-while-away.ts';
import type { SimulatedInstallRecords } from './record.ts';
import { type RunSimulationDeps, removeOverdue, runSimulation, waitingSteps } from './run.ts';
import type { SimulatedInstall } from './simulated-install.ts';

/** One that was given up is done without all of its steps. */
export type SimulatedInstalls = Pick<
  SimulatedInstallRecords,
  'find' | 'forget' | 'latest' | 'waitMs'
> & {
  /**
   * Begins one in the background, or answers the one of this iClient that is under way.
   * @throws AppError `simulation_too_soon` within ten seconds of the last one's begin, and
   *   `simulations_busy` while two of other iClients are under way in this process; both with `retryAfterSeconds`
   */
  start(iclient: IClient): Promise<SimulatedInstall>;
  /** Ends those under way, whose records say that they were not finished, and takes away what they made. */
  stop(): Promise<void>;
};

const atOnce = 2;
/** Most are over by then. */
const busySeconds = 5;
const minute = 60_000;

export function createSimulatedInstalls(
  deps: RunSimulationDeps & {
    records: SimulatedInstallRecords;
    /** How often it is looked for what is left of those whose process died; once a minute if not said. */
    sweepEveryMs?: number;
  },
): SimulatedInstalls {
  const { records, log, now, sweepEveryMs = minute } = deps;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let starting = 0;
  const sweep = setInterval(() => {
    removeOverdue(deps).catch((err: unknown) =>
      log.warn({ err }, 'What is left of simulated installs could not be removed.'),
    );
  }, sweepEveryMs).unref();

  const runToItsEnd = async (install: SimulatedInstall, iclient: IClient) => {
    let latest = install;
    try {
      await runSimulation(deps, iclient, stopping.signal, async (steps) => {
        latest = { ...install, steps };
        // The next one tells this as well.
        await records.save(latest).catch(() => undefined);
      });
      if (!stopping.signal.aborted) latest = { ...latest, finishedAt: now() };
    } catch (err) {
      log.warn({ err }, 'A simulated install was given up.');
    }
    const keepEnd = () => records.save({ ...latest, status: 'done' });
    await (stopping.signal.aborted ? keepEnd() : tryWhileAway(keepEnd));
  };

  const begin = async (iclient: IClient): Promise<SimulatedInstall> => {
    const install: SimulatedInstall = {
      id: `si_${randomBytes(12).toString('hex')}`,
      iclientId: iclient.id,
      status: 'pending',
      startedAt: now(),
      finishedAt: undefined,
      steps: waitingSteps(),
    };
    const begun = await records.begin(install);
    if (begun.id !== install.id) return begun;
    const run = runToItsEnd(install, iclient)
      .catch((err: unknown) =>
        log.warn({ err }, 'The end of a simulated install could not be kept.'),
      )
      .finally(() => underWay.delete(run));
    underWay.add(run);
    return install;
  };

  return {
    find: records.find,
    forget: records.forget,
    latest: records.latest,
    waitMs: records.waitMs,
    async start(iclient) {
      const latest = await records.latest(iclient.id);
      if (latest?.status === 'pending') return latest;
      if (starting + underWay.size >= atOnce) throw busy();
      starting += 1;
      try {
        return await begin(iclient);
      } finally {
        starting -= 1;
      }
    },
    async stop() {
      stopping.abort();
      clearInterval(sweep);
      await Promise.all(underWay);
    },
  };
}

function busy(): AppError {
  return new AppError('simulations_busy', `${atOnce} simulated installs are under way.`, {
    retryAfterSeconds: busySeconds,
  });
}
