/** Saves the iClient that the configuration describes, however long Redis takes to be there. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DefaultIClientConfig } from '../../config/index.ts';
import { AppError } from '../errors.ts';
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

/** Answers whether it was saved before the signal came. */
async function save(
  iclients: Pick<IClientStore, 'saveDefault'>,
  config: DefaultIClientConfig,
  log: Logger,
  stopping: AbortSignal,
): Promise<boolean> {
  let lastReason = '';
  while (!stopping.aborted) {
    try {
      await iclients.saveDefault(config);
      return true;
    } catch (error) {
      // That Redis is away is told by its connection; another reason is told once.
      const away = error instanceof AppError && error.code === 'storage_unavailable';
      const reason = String(error);
      if (!away && reason !== lastReason)
        log.error({ err: error }, 'The default iClient cannot be saved; trying again.');
      lastReason = reason;
      await delay(tryAgainMs, undefined, { signal: stopping }).catch(() => undefined);
    }
  }
  return false;
}
