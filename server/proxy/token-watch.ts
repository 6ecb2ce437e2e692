/**
 * What calls tell of a connection's token: that BigCommerce refuses it, and that it takes it again.
 * The connection is told once each time, in the background; no call waits for it or fails with it.
 */
import type { Logger } from 'pino';
import type { ConnectionStore } from '../connections/store.ts';
import type { Target } from './targets.ts';

export type TokenWatch = {
  /** BigCommerce answered 401. */
  refused(target: Target): void;
  /** BigCommerce answered 2xx. */
  accepted(target: Target): void;
  /** Waits for what is under way. */
  close(): Promise<void>;
};

const byService = { actor: { kind: 'service' }, address: '' } as const;

export function createTokenWatch(deps: {
  connections: Pick<ConnectionStore, 'noteToken'>;
  log: Logger;
}): TokenWatch {
  const underWay = new Map<string, Promise<void>>();

  const note = (target: Target, refused: boolean) => {
    const { connectionId, accessToken } = target;
    if (underWay.has(connectionId)) return;
    const noted = deps.connections
      .noteToken(connectionId, { token: accessToken, refused }, byService)
      .catch((err: unknown) => {
        deps.log.warn({ err, connectionId }, 'What a call told of a token was not saved.');
      })
      .finally(() => underWay.delete(connectionId));
    underWay.set(connectionId, noted);
  };

  return {
    refused(target) {
      if (!target.tokenRefused) note(target, true);
    },
    accepted(target) {
      if (target.tokenRefused) note(target, false);
    },
    async close() {
      await Promise.all(underWay.values());
    },
  };
}
