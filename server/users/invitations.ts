/** Invitations: making them, those that wait for an answer, and taking them back. */
import type { By, Event } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import {
  type LinkOf,
  linkKey,
  linkLifetimes,
  makeLinkToken,
  readLink,
  readLinkAt,
} from './one-time-links.ts';
import { findRecord } from './record.ts';
import * as scripts from './scripts.ts';
import { emailKey, type Person } from './user.ts';

export type Invitation = Person & {
  /** The email of who invited; `operator` for the command line, undefined for a user who is gone. */
  invitedBy: string | undefined;
  /** Milliseconds since 1970, by Redis' clock. */
  until: number;
  /** Not once who invited is no admin any more. */
  works: boolean;
};

export type Invitations = {
  /**
   * A token by which somebody becomes a user, for seven days, while who invited them is an admin (or
   * was the operator) and until they are invited again. @throws AppError `user_exists`
   */
  invite(person: Person, by: By): Promise<string>;
  /** Whom a token invites; undefined when it does not work. */
  invitation(token: string): Promise<Person | undefined>;
  /** Those that wait, by email. */
  waitingInvitations(): Promise<Invitation[]>;
  /** Another token in place of the one that waits; undefined when none does. */
  renewInvitation(email: string, by: By): Promise<{ person: Person; token: string } | undefined>;
  /** Whether one was waiting, the link of which is dead now. */
  withdrawInvitation(email: string, by: By): Promise<boolean>;
};

export function createInvitations({ redis }: { redis: RedisClient }): Invitations {
  return {
    async invite(person, by) {
      const { token, answer } = await makeInvitation(redis, person, by, '');
      scripts.refuseUnlessDone(answer);
      return token;
    },
    async invitation(token) {
      const read = await readLink(redis, 'invitation', token);
      return read && (await mayInvite(redis, read.link)) ? read.link : undefined;
    },
    async waitingInvitations() {
      const listed = await redis.zrange(keys.invitations, 0, '-1', 'WITHSCORES');
      const waiting: Invitation[] = [];
      for (let at = 0; at < listed.length; at += 2) {
        const [email = '', until] = listed.slice(at, at + 2);
        const found = await findWaiting(redis, email);
        if (found) waiting.push(await described(redis, found.link, Number(until)));
      }
      return waiting.sort((a, b) => a.email.localeCompare(b.email));
    },
    async renewInvitation(email, by) {
      const found = await findWaiting(redis, emailKey(email));
      if (!found) return undefined;
      const { email: kept, name, role } = found.link;
      const person = { email: kept, name, role };
      const { token, answer } = await makeInvitation(redis, person, by, found.key);
      return answer === 'done' ? { person, token } : undefined;
    },
    async withdrawInvitation(email, by) {
      const name = emailKey(email);
      const event: Event = { kind: 'user.invitation_withdrawn', name, ...by };
      const touched = [keys.invitation(name), keys.invitations, keys.events];
      return (await scripts.withdraw(redis, touched, [name, JSON.stringify(event)])) === 1;
    },
  };
}

/** @param instead the key of the link in whose place it is made, or empty */
async function makeInvitation(
  redis: RedisClient,
  { email, name, role }: Person,
  by: By,
  instead: string,
): Promise<{ token: string; answer: unknown }> {
  const token = makeLinkToken();
  const invitedBy = inviterOf(by);
  const link: LinkOf<'invitation'> = {
    kind: 'invitation',
    email: emailKey(email),
    name,
    role,
    invitedBy,
  };
  const event: Event = { kind: 'user.invited', name: link.email, role, ...by };
  const answer = await scripts.invite(
    redis,
    [keys.userEmails, linkKey(token), keys.events, keys.invitation(link.email), keys.invitations],
    [link.email, JSON.stringify(link), linkLifetimes.invitation, JSON.stringify(event), instead],
  );
  return { token, answer };
}

async function findWaiting(
  redis: RedisClient,
  email: string,
): Promise<{ key: string; link: LinkOf<'invitation'> } | undefined> {
  const key = await redis.get(keys.invitation(email));
  if (key === null) return undefined;
  const read = await readLinkAt(redis, 'invitation', key);
  return read && { key, link: read.link };
}

async function described(
  redis: RedisClient,
  link: LinkOf<'invitation'>,
  until: number,
): Promise<Invitation> {
  const { email, name, role } = link;
  const admin = adminWhoInvited(link);
  const invitedBy = admin === undefined ? operator : (await findRecord(redis, admin))?.email;
  return { email, name, role, invitedBy, until, works: await mayInvite(redis, link) };
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
