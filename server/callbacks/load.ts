import { randomBytes } from 'node:crypto';
import { AppError } from '../errors.ts';
import { embeddedPath, type Membership } from '../http/embedded-session.ts';
import type { StoreUserStore } from '../store-users/store.ts';
import { deepLinkTarget } from './deep-link.ts';
import type { ReceivedCallback } from './receive-callback.ts';

/**
 * Adds or refreshes the user of a load callback. Answers the path to go on to and the membership to
 * give to the browser. A payload gives one only once: whoever comes with it again is sent on
 * without, and gets in if it is the browser that has one already.
 * @throws AppError `app_not_installed` or `user_removed`
 */
export async function load(
  { storeUsers }: { storeUsers: Pick<StoreUserStore, 'see'> },
  { payload, connection, event }: ReceivedCallback,
): Promise<{ target: string; membership: Membership | undefined }> {
  const user = { ...payload.user, membershipId: randomBytes(16).toString('hex') };
  const seen = await storeUsers.see(connection.id, user, payload.call, event('store_user.added'));
  const target = deepLinkTarget(embeddedPath(connection.id), payload.url);
  switch (seen.outcome) {
    case 'seen': {
      const { membershipId } = seen;
      return { target, membership: { connectionId: connection.id, userId: user.id, membershipId } };
    }
    case 'used':
      return { target, membership: undefined };
    case 'removed':
      throw new AppError('user_removed', 'The user was removed after the load payload was issued.');
    case 'not_installed':
      throw new AppError('app_not_installed', 'The app was uninstalled from the store.');
  }
}
