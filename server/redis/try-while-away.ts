import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';

const patienceMs = 3_000;
const tryAgainMs = 200;

/**
 * Tries again for a few seconds while Redis is away: for what must not be lost and may be repeated.
 * @throws AppError `storage_unavailable` when the patience is at its end; other errors at once
 */
export async function tryWhileAway<T>(attempt: () => Promise<T>): Promise<T> {
  const end = performance.now() + patienceMs;
  for (;;) {
    try {
      return await attempt();
    } catch (error) {
      const away = error instanceof AppError && error.code === 'storage_unavailable';
      if (!away || performance.now() > end) throw error;
      await delay(tryAgainMs);
    }
  }
}
