/** Saves the iClient that the configuration describes, however long Redis takes to be there. */
import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { DefaultIClientConfig } from '../../config/index.ts';
import { AppError } from '../errors.ts';
import type { IClientStore } from './store.ts';

const tryAgainMs = 250;

export type DefaultIClientKeeper = {
  /** Whether it is saved, cannot be saved, or there is none to save. */
  done(): boolean;
  stop(): void;
};

/** @param saved is called once, when it is saved or there is none to save */
export function keepDefaultIClient(
  iclients: Pick<IClientStore, 'saveDefault'>,
  config: DefaultIClientConfig | undefined,
  log: Logger,
  saved: () => void,
): DefaultIClientKeeper {
  const stopping = new AbortController();
  let done = false;
  const settled = config ? save(iclients, config, log, stopping.signal) : Promise.resolve(true);
  void settled.then((isSettled) => {
    done = isSettled;
    if (isSettled) saved();
  });
  return { done: () => done, stop: () => stopping.abort() };
}

/** Answers whether it was settled before the signal came. A client id that is taken stays so: it is told, and no obstacle to the rest. */
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
      if (error instanceof AppError && error.code === 'client_id_taken') {
        log.error(
          { err: error },
          'The default iClient was not saved: another iClient has the client id of BIGCOMMERCE_CLIENT_ID. Delete that one, or give it another client id, and restart.',
        );
        return true;
      }
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
