import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import {
  type Link,
  linkKey,
  linkLifetimes,
  makeLinkToken,
  mayLetIn,
  readLink,
  saveLink,
} from './one-time-links.ts';
import { expectRecord, findRecord, userOf } from './record.ts';
import * as scripts from './scripts.ts';
import { type User, userEvent } from './user.ts';

/** Making links that sign in or make the first admin, and looking at them without using them up. */
export type UserLinks = {
  /** A token by which the first admin can be made, for a day and while there is no user. */
  makeFirstAdminLink(): Promise<string>;
  /**
   * A token that signs a user in once, unless their sessions were ended after it was made, or who made
   * it is no admin any more.
   * @param how by the command line and for 15 minutes unless it says otherwise
   * @throws AppError `user_unknown`
   */
  makeSignInLink(id: string, how?: { by?: By; seconds?: number }): Promise<string>;
  opensFirstAdmin(token: string): Promise<boolean>;
  userOfSignInLink(token: string): Promise<User | undefined>;
};

const operator: By = { actor: { kind: 'operator' }, address: '' };

export function createUserLinks({ redis }: { redis: RedisClient }): UserLinks {
  return {
    makeFirstAdminLink: () => saveLink(redis, { kind: 'first_admin' }),
    async makeSignInLink(userId, { by = operator, seconds = linkLifetimes.sign_in } = {}) {
      const user = await expectRecord(redis, userId);
      const { sessionKey } = user;
      const token = makeLinkToken();
      const madeBy = by.actor.kind === 'user' ? by.actor.id : '';
      const link: Link = { kind: 'sign_in', userId, sessionKey, madeBy };
      const event = userEvent('user.sign_in_link_made', user, by);
      await scripts.makeLink(
        redis,
        [linkKey(token), keys.events],
        [JSON.stringify(link), seconds, JSON.stringify(event)],
      );
      return token;
    },
    async opensFirstAdmin(token) {
      return (
        (await readLink(redis, 'first_admin', token)) !== undefined &&
        (await redis.hlen(keys.userEmails)) === 0
      );
    },
    async userOfSignInLink(token) {
      const link = (await readLink(redis, 'sign_in', token))?.link;
      const user = link && (await findRecord(redis, link.userId));
      if (!user || user.sessionKey !== link.sessionKey) return undefined;
      return (await mayLetIn(redis, link.madeBy)) ? userOf(user) : undefined;
    },
  };
}
