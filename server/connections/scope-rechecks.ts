/**
 * Rechecks the connections of iClients whose configured scopes changed. The change itself marks the
 * iClient, the finished walk takes the mark away: a walk that was cut short by an outage or by the
 * end of the process is taken up again, here or at the next start.
 */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import type { IClientStore } from '../iclients/store.ts';
import type { ConnectionStore } from './store.ts';

export type ScopeRechecks = {
  /**
   * Begins, or joins the one under way, and waits for its end, though not longer than `waitMs`.
   * @returns whether every connection has its status by now
   */
  run(waitMs: number): Promise<boolean>;
  stop(): void;
};

const tryAgainMs = 1_000;

export function createScopeRechecks(deps: {
  iclients: Pick<IClientStore, 'list'>;
  connections: Pick<ConnectionStore, 'recheckScopes'>;
  log: Logger;
}): ScopeRechecks {
  const stopping = new AbortController();
  let underWay: Promise<void> | undefined;

  const walk = async () => {
    const unchecked = (await deps.iclients.list()).filter(({ scopesUnchecked }) => scopesUnchecked);
    for (const { id } of unchecked) await deps.connections.recheckScopes(id);
    return unchecked.length === 0;
  };

  const walkUntilDone = async () => {
    while (!stopping.signal.aborted) {
      try {
        if (await walk()) return;
      } catch (error) {
        const away = error instanceof AppError && error.code === 'storage_unavailable';
        if (!away) deps.log.error({ err: error }, 'Connections cannot be rechecked; trying again.');
        await delay(tryAgainMs, undefined, { signal: stopping.signal }).catch(() => undefined);
      }
    }
  };

  return {
    async run(waitMs) {
      // A change that came after the last look of a walk under way is seen by the next one.
      const before = underWay ?? Promise.resolve();
      const mine = before.then(walkUntilDone);
      underWay = mine;
      const enough = new AbortController();
      const done = mine.then(() => !stopping.signal.aborted);
      const late = delay(waitMs, false, { signal: enough.signal }).catch(() => false);
      return Promise.race([done, late]).finally(() => enough.abort());
    },
    stop: () => stopping.abort(),
  };
}
