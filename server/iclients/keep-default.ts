/** Saves the iClient that the configuration describes, however long Redis takes to be there. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DefaultIClientConfig } from '../../config/index.ts';
import type { IClientStore } from './store.ts';

const tryAgainMs = 250;

export type DefaultIClientKeeper = {
  /** Whether it is saved, or there is none to save. */
  done(): boolean;
  stop(): void;
};

export function keepDefaultIClient(
  iclients: Pick<IClientStore, 'saveDefault'>,
  config: DefaultIClientConfig | undefined,
  log: Logger,
): DefaultIClientKeeper {
  const stopping = new AbortController();
  let done = config === undefined;
  if (config) void save(iclients, config, log, stopping.signal).then((saved) => (done = saved));
  return { done: () => done, stop: () => stopping.abort() };
}

/** Answers whether it was saved before the signal came. Each reason of a failure is logged once. */
async function save(
  iclients: Pick<IClientStore, 'saveDefault'>,
  config: DefaultIClientConfig,
  log: Logger,
  stopping: AbortSignal,
): Promise<boolean> {
  let lastReason: string | undefined;
  while (!stopping.aborted) {
    try {
      await iclients.saveDefault(config);
      return true;
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      if (reason !== lastReason)
        log.warn({ err: error }, 'The default iClient is not saved yet; trying again.');
      lastReason = reason;
      await delay(tryAgainMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return false;
}
