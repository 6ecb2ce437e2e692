/** The link by which the first admin is made, once Redis is there and only while there is no user. */
import { setTimeout as delay } from 'node:timers/promises';
import { AppError } from '../errors.ts';
import type { UserStore } from './store.ts';

const tryAgainMs = 250;

/**
 * Waits for Redis as long as it takes, without keeping the process alive.
 * @returns the link's path and query; undefined when there is a user
 */
export async function firstAdminLink(
  users: Pick<UserStore, 'isEmpty' | 'makeFirstAdminLink'>,
): Promise<string | undefined> {
  for (;;) {
    try {
      if (!(await users.isEmpty())) return undefined;
      return `/first-admin?token=${await users.makeFirstAdminLink()}`;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'storage_unavailable') throw error;
      await delay(tryAgainMs, undefined, { ref: false });
    }
  }
}
