/** Whether the service can serve, and what is wrong when it cannot. */
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { checkRedisSettings } from '../redis/settings.ts';

export type ReadinessReport = { ready: boolean; problems: string[]; warnings: string[] };

export type Readiness = {
  report(): Promise<ReadinessReport>;
  /** From now on the service is on its way out, and says so. */
  startStopping(): void;
};

/** @param prepared whether the storage holds what the service needs at its start */
export function createReadiness(deps: { redis: RedisClient; prepared: () => boolean }): Readiness {
  let stopping = false;
  return {
    async report() {
      if (stopping) return notReady('The service is stopping.');
      try {
        const { problems, warnings } = await checkRedisSettings(deps.redis);
        // A cluster without all of its slots still tells its settings, and serves no key.
        if (problems.length === 0) await deps.redis.exists(keys.iclientSlugs);
        const waiting = deps.prepared() ? [] : ['The default iClient is not saved yet.'];
        const all = [...problems, ...waiting];
        return { ready: all.length === 0, problems: all, warnings };
      } catch {
        return notReady('Redis does not answer. The service tries to reach it again by itself.');
      }
    },
    startStopping() {
      stopping = true;
    },
  };
}

function notReady(problem: string): ReadinessReport {
  return { ready: false, problems: [problem], warnings: [] };
}
