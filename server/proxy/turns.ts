/**
 * Turns of the requests that the service makes on its own account through a saved connection, such as
 * its tests: each takes a slot of the lender as a proxied call does, and what BigCommerce says to one
 * of them counts for all.
 */
import { pauseMs } from '../bigcommerce/asked-pause.ts';
import type { Turn } from '../bigcommerce/turn.ts';
import type { TurnOf } from '../connection-tests/test-connection.ts';
import type { Connection } from '../connections/connection.ts';
import type { ConnectionStore } from '../connections/store.ts';
import type { ProxyMetrics } from '../metrics/metrics.ts';
import type { Lender, Slot, Slots } from './slots/slots.ts';
import { lenderOf, type Targets } from './targets.ts';

const longestWaitMs = 10_000;
/** The service's own place beside the API keys that wait. */
const keyId = 'service';

export function createTurns(deps: {
  connections: Pick<ConnectionStore, 'find'>;
  targets: Pick<Targets, 'cached'>;
  slots: Pick<Slots, 'tryAcquire' | 'acquire' | 'slowDown'>;
  metrics: Pick<ProxyMetrics, 'slowedDown'>;
}): TurnOf {
  const { connections, targets, slots, metrics } = deps;

  /** Whose slots count now; a connection that is deleted meanwhile keeps what it had. */
  async function lenderNow(connection: Connection): Promise<Lender> {
    const known = targets.cached(connection.id);
    if (known) return known.lender;
    return lenderOf(connections, (await connections.find(connection.id)) ?? connection);
  }

  async function waitForSlot(lender: Lender, until: number, signal?: AbortSignal): Promise<Slot> {
    const pending = slots.acquire(lender, { maxWaitMs: until - performance.now(), keyId });
    const { leave } = pending;
    if (signal?.aborted) leave();
    signal?.addEventListener('abort', leave);
    return pending.slot.finally(() => signal?.removeEventListener('abort', leave));
  }

  async function takeSlot(connection: Connection, signal?: AbortSignal) {
    const until = performance.now() + longestWaitMs;
    for (;;) {
      const lender = await lenderNow(connection);
      const atHand = slots.tryAcquire(lender);
      if (atHand) return { lender, slot: atHand };
      const slot = await waitForSlot(lender, until, signal);
      if ((await lenderNow(connection)).id === lender.id) return { lender, slot };
      slot.release();
    }
  }

  return (connection): Turn =>
    async (send, signal) => {
      const { lender, slot } = await takeSlot(connection, signal);
      let slowed: Promise<void> | undefined;
      try {
        return await send((status, headers) => {
          if (status !== 429) return;
          metrics.slowedDown();
          // Before the slot is released: nobody who waits here may have it now.
          const waitMs = pauseMs((name) => [headers[name]].flat()[0], 0);
          slowed = slots.slowDown(lender, waitMs).catch(() => undefined);
        });
      } finally {
        slot.release();
        await slowed;
      }
    };
}
