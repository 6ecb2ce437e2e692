import type { By, Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import {
  type Link,
  type LinkOf,
  linkKey,
  linkLifetimes,
  makeLinkToken,
  readLink,
  saveLink,
} from './one-time-links.ts';
import { expectRecord, findRecord, userOf } from './record.ts';
import * as scripts from './scripts.ts';
import { emailKey, type Person, type User, userEvent } from './user.ts';

/** Making links for people, and looking at them without using them up. */
export type UserLinks = {
  /** A token by which the first admin can be made, for a day and while there is no user. */
  makeFirstAdminLink(): Promise<string>;
  /**
   * A token by which somebody becomes a user, for seven days, while who invited them is an admin (or
   * was the operator) and until they are invited again. @throws AppError `user_exists`
   */
  invite(person: Person, by: By): Promise<string>;
  /**
   * A token that signs a user in once, unless their sessions were ended after it was made. It is made
   * at the command line alone, and the event says so.
   * @param seconds how long it works, 15 minutes by default
   * @throws AppError `user_unknown`
   */
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
      const invitedBy = inviterOf(by);
      const link: Link = { kind: 'invitation', email: emailKey(email), name, role, invitedBy };
      const event: Event = { kind: 'user.invited', name: link.email, role, ...by };
      const answer = await scripts.invite(
        redis,
        [keys.userEmails, linkKey(token), keys.events, keys.invitation(link.email)],
        [link.email, JSON.stringify(link), linkLifetimes.invitation, JSON.stringify(event)],
      );
      scripts.refuseUnlessDone(answer);
      return token;
    },
    async makeSignInLink(userId, seconds = linkLifetimes.sign_in) {
      const user = await expectRecord(redis, userId);
      const { sessionKey } = user;
      const token = makeLinkToken();
      const link: Link = { kind: 'sign_in', userId, sessionKey };
      const by: By = { actor: { kind: operator }, address: '' };
      const event = userEvent('user.sign_in_link_made', user, by);
      await scripts.makeLink(
        redis,
        [linkKey(token), keys.events],
        [JSON.stringify(link), seconds, JSON.stringify(event)],
      );
      return token;
    },
    async invitation(token) {
      const read = await readLink(redis, 'invitation', token);
      return read && (await mayInvite(redis, read.link)) ? read.link : undefined;
    },
    async opensFirstAdmin(token) {
      return (
        (await readLink(redis, 'first_admin', token)) !== undefined &&
        (await redis.hlen(keys.userEmails)) === 0
      );
    },
    async userOfSignInLink(token) {
      const read = await readLink(redis, 'sign_in', token);
      const user = read && (await findRecord(redis, read.link.userId));
      return user && user.sessionKey === read?.link.sessionKey ? userOf(user) : undefined;
    },
  };
}

const operator = 'operator';

function inviterOf({ actor }: By): string {
  if (actor.kind === 'user') return actor.id;
  if (actor.kind === 'operator') return operator;
  throw new TypeError(`Nobody is invited by an actor of the kind ${actor.kind}.`);
}

/** The admin on whom an invitation depends; none for the operator's. */
export function adminWhoInvited({ invitedBy }: LinkOf<'invitation'>): string | undefined {
  return invitedBy === operator ? undefined : invitedBy;
}

async function mayInvite(redis: RedisClient, link: LinkOf<'invitation'>): Promise<boolean> {
  const admin = adminWhoInvited(link);
  return admin === undefined || (await redis.sismember(keys.admins, admin)) === 1;
}
