import type { Logger } from 'pino';
import type { ConnectionStore } from '../connections/store.ts';

const flushEveryMs = 30_000;

export type LastUsed = {
  /** Notes that a connection was used, without waiting. */
  note(connectionId: string): void;
  /** Tells Redis of what it does not know yet. */
  flush(): Promise<void>;
  close(): Promise<void>;
};

/** Collects when connections were used last, and tells Redis of it now and then, each once. */
export function createLastUsed(deps: {
  connections: Pick<ConnectionStore, 'noteUsed'>;
  log: Logger;
}): LastUsed {
  let usedAt = new Map<string, number>();
  let flushed = Promise.resolve();

  async function tell(): Promise<void> {
    if (usedAt.size === 0) return;
    const noted = usedAt;
    usedAt = new Map();
    const now = performance.now();
    try {
      await deps.connections.noteUsed(new Map([...noted].map(([id, at]) => [id, now - at])));
    } catch (err) {
      deps.log.debug({ err }, 'The last uses of connections are told to Redis later.');
      usedAt = new Map([...noted, ...usedAt]);
    }
  }

  const flush = () => {
    flushed = flushed.then(tell);
    return flushed;
  };
  const flushing = setInterval(flush, flushEveryMs).unref();
  return {
    note: (connectionId) => void usedAt.set(connectionId, performance.now()),
    flush,
    close() {
      clearInterval(flushing);
      return flush();
    },
  };
}
