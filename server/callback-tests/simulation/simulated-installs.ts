/**
 * Simulated installs: BigCommerce, played by the sandbox, calls an iClient's own callback URLs from outside,
 * and the service receives it as it would the real one, through a test client that is gone afterwards. They
 * run in the background; their record is in Redis, for whoever asks.
 *
 * Called by the console, the API and, for one run without a record, the command line.
 */
import { randomBytes } from 'node:crypto';
import type { Logger } from 'pino';
import type { IClient } from '../../iclients/iclient.ts';
import { type SimulatedInstallRecords, tooSoon } from './record.ts';
import { type RunSimulationDeps, removeOverdue, runSimulation, waitingSteps } from './run.ts';
import type { SimulatedInstall } from './simulated-install.ts';

export type SimulatedInstalls = {
  /**
   * Begins one in the background, or answers the one of this iClient that is under way.
   * @throws AppError `simulation_too_soon` (with `retryAfterSeconds`)
   */
  start(iclient: IClient): Promise<SimulatedInstall>;
  /** For an hour after it is done; one that was given up is done without all of its steps. */
  find(iclientId: string, id: string): Promise<SimulatedInstall | undefined>;
  /** The one that began last. */
  latest(iclientId: string): Promise<SimulatedInstall | undefined>;
  /** Ends those under way, and takes away what they made. */
  stop(): Promise<void>;
};

const atOnce = 2;
const busyMs = 5_000;
const removeOverdueEveryMs = 60_000;

export function createSimulatedInstalls(
  deps: RunSimulationDeps & { records: SimulatedInstallRecords; log: Logger },
): SimulatedInstalls {
  const { records, log, now } = deps;
  const stopping = new AbortController();
  const underWay = new Set<Promise<void>>();
  let starting = 0;
  const sweep = setInterval(() => {
    removeOverdue(deps).catch((err: unknown) =>
      log.warn({ err }, 'What is left of simulated installs could not be removed.'),
    );
  }, removeOverdueEveryMs).unref();

  const runToItsEnd = async (install: SimulatedInstall, iclient: IClient) => {
    let latest = install;
    try {
      await runSimulation(deps, iclient, stopping.signal, (steps) => {
        latest = { ...install, steps };
        return records.save(latest);
      });
    } catch (err) {
      log.warn({ err }, 'A simulated install was given up.');
    }
    if (stopping.signal.aborted) return;
    await records.save({ ...latest, status: 'done', finishedAt: now() });
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
    latest: records.latest,
    async start(iclient) {
      const latest = await records.latest(iclient.id);
      if (latest?.status === 'pending') return latest;
      if (starting + underWay.size >= atOnce) throw tooSoon(busyMs);
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
