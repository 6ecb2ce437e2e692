import type { Logger } from 'pino';
import { AppError } from '../errors.ts';
import type { Actor } from './event.ts';
import type { EventStore } from './store.ts';

/** What had been found out about a callback by the time that it was refused. */
export type KnownOfCallback = {
  actor?: Actor;
  iclientId?: string;
  connectionId?: string;
  storeHash?: string;
};

/**
 * Keeps that a callback was refused, and why. It never fails and nobody waits for it: the answer is
 * the same whether or not it could be kept.
 */
export function recordRefusedCallback(
  events: Pick<EventStore, 'recordRefusal'>,
  error: unknown,
  { known, address, log }: { known: KnownOfCallback; address: string; log: Logger },
): void {
  const reason = error instanceof AppError ? error.code : 'internal_error';
  // Another method is no callback, and a Redis that is away keeps nothing.
  if (reason === 'method_not_allowed' || reason === 'storage_unavailable') return;
  events
    .recordRefusal({
      kind: 'callback.refused',
      actor: { kind: 'unknown' },
      ...known,
      reason,
      address,
    })
    .catch((err: unknown) => log.warn({ err }, 'A refused callback is not among the events.'));
}
