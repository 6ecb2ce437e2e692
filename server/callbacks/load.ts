import { randomBytes } from 'node:crypto';
import type { Request } from 'express';
import { AppError } from '../errors.ts';
import { membershipIn, startMembership } from '../http/embedded-session.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import { deepLinkTarget } from './deep-link.ts';
import type { ReceivedCallback } from './receive-callback.ts';

/**
 * Lets the user of a load callback in: adds or refreshes them, gives the browser a membership and
 * answers the path to go on to. A payload lets in once; the browser that it let in may come again.
 * @throws AppError `app_not_installed`, `user_removed` or `payload_used`
 */
export async function load(
  { storeUsers }: { storeUsers: Pick<StoreUserStore, 'see'> },
  req: Request,
  { payload, connection, event }: ReceivedCallback,
): Promise<string> {
  const user = { ...payload.user, membershipId: randomBytes(16).toString('hex') };
  const seen = await storeUsers.see(connection.id, user, payload.call, event('store_user.added'));
  const target = deepLinkTarget(`/app/${connection.id}`, payload.url);
  switch (seen.outcome) {
    case 'seen':
      await startMembership(req, connection.id, {
        userId: payload.user.id,
        membershipId: seen.membershipId,
      });
      return target;
    case 'used': {
      const mine = membershipIn(req, connection.id);
      if (mine?.userId === payload.user.id && mine.membershipId === seen.membershipId)
        return target;
      throw new AppError(
        'payload_used',
        'The load payload was used before, by another browser or session.',
      );
    }
    case 'removed':
      throw new AppError('user_removed', 'The user was removed after the load payload was issued.');
    case 'not_installed':
      throw new AppError('app_not_installed', 'The app was uninstalled from the store.');
  }
}
