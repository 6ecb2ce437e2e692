import type { By, Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import {
  type Link,
  linkKey,
  linkLifetimes,
  makeLinkToken,
  readLink,
  saveLink,
} from './one-time-links.ts';
import { findUser } from './reads.ts';
import * as scripts from './scripts.ts';
import { emailKey, type Person, type User } from './user.ts';

/** Making links for people, and looking at them without using them up. */
export type UserLinks = {
  /** A token by which the first admin can be made, for a day and while there is no user. */
  makeFirstAdminLink(): Promise<string>;
  /** A token by which somebody becomes a user, for seven days. @throws AppError `user_exists` */
  invite(person: Person, by: By): Promise<string>;
  /** A token that signs a user in once. @param seconds how long it works, 15 minutes by default */
  makeSignInLink(id: string, seconds?: number): Promise<string>;
  invitation(token: string): Promise<Person | undefined>;
  opensFirstAdmin(token: string): Promise<boolean>;
  userOfSignInLink(token: string): Promise<User | undefined>;
};

export function createUserLinks({ redis }: { redis: RedisClient }): UserLinks {
  return {
    makeFirstAdminLink: () => saveLink(redis, { kind: 'first_admin' }),
    async invite({ email, name, role }, by) {
      const token = makeLinkToken();
      const link: Link = { kind: 'invitation', email: emailKey(email), name, role };
      const event: Event = { kind: 'user.invited', name: link.email, ...by };
      const answer = await scripts.invite(
        redis,
        [keys.userEmails, linkKey(token), keys.events],
        [link.email, JSON.stringify(link), linkLifetimes.invitation, JSON.stringify(event)],
      );
      scripts.refuseUnlessDone(answer);
      return token;
    },
    makeSignInLink: (userId, seconds) => saveLink(redis, { kind: 'sign_in', userId }, seconds),
    invitation: async (token) => (await readLink(redis, 'invitation', token))?.link,
    async opensFirstAdmin(token) {
      return (
        (await readLink(redis, 'first_admin', token)) !== undefined &&
        (await redis.hlen(keys.userEmails)) === 0
      );
    },
    async userOfSignInLink(token) {
      const read = await readLink(redis, 'sign_in', token);
      return read && (await findUser(redis, read.link.userId));
    },
  };
}
