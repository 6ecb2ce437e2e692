import { randomBytes } from 'node:crypto';
import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { adminWhoInvited } from './invitations.ts';
import { expectValid, linkKey, readLink } from './one-time-links.ts';
import { hashPassword } from './passwords.ts';
import { expectUser } from './reads.ts';
import { findRecordByEmail, makeSessionKey, userOf } from './record.ts';
import * as scripts from './scripts.ts';
import type { Proven } from './sign-ins.ts';
import { emailKey, type Person, type User, userEvent } from './user.ts';

/** How people become users. */
export type Joining = {
  /** @throws AppError `link_invalid` */
  createFirstAdmin(
    token: string,
    person: { email: string; name: string; password: string },
    address: string,
  ): Promise<Proven>;
  /** Makes the invited user. @throws AppError `link_invalid`, `user_exists` */
  join(token: string, person: { name: string; password: string }, address: string): Promise<Proven>;
  /** Makes a user without a password unless the email has one. */
  ensure(person: Person, by: By): Promise<User>;
};

export function createJoining({ redis }: { redis: RedisClient }): Joining {
  return {
    async createFirstAdmin(token, { email, name, password }, address) {
      const { text } = expectValid(await readLink(redis, 'first_admin', token));
      const link = { token, text, first: true };
      return addUser(redis, { email, name, role: 'admin', password, link, by: joining(address) });
    },
    async join(token, { name, password }, address) {
      const { link, text } = expectValid(await readLink(redis, 'invitation', token));
      const { email, role } = link;
      return addUser(redis, {
        ...{ email, role, name, password },
        link: { token, text, first: false, invitedBy: adminWhoInvited(link) },
        by: joining(address),
      });
    },
    async ensure(person, by) {
      const known = await findRecordByEmail(redis, person.email);
      return known ? userOf(known) : (await addUser(redis, { ...person, by: () => by })).user;
    },
  };
}

type NewUser = Person & {
  password?: string;
  link?: { token: string; text: string; first: boolean; invitedBy?: string | undefined };
  /** Whom the event names, given the id that the user gets. */
  by: (user: { id: string; email: string }) => By;
};

/** Whoever joins does it themselves. */
function joining(address: string): NewUser['by'] {
  return ({ id, email }) => ({ actor: { kind: 'user', id, email }, address });
}

async function addUser(redis: RedisClient, draft: NewUser): Promise<Proven> {
  const { name, role, link } = draft;
  const email = emailKey(draft.email);
  const id = `us_${randomBytes(12).toString('hex')}`;
  const event = { ...userEvent('user.joined', { id, email }, draft.by({ id, email })), role };
  const sessionKey = makeSessionKey();
  const fields = {
    name,
    sessionKey,
    ...(draft.password === undefined ? {} : { passwordHash: await hashPassword(draft.password) }),
  };
  const answer = await scripts.add(
    redis,
    [
      ...[keys.userEmails, linkKey(link?.token ?? ''), keys.user(id), keys.admins, keys.events],
      ...[keys.invitation(email), keys.invitations],
    ],
    [
      ...[link?.text ?? '', link?.first ? '1' : '', link?.invitedBy ?? ''],
      ...[email, id, role, JSON.stringify(event)],
      ...Object.entries(fields).flat(),
    ],
  );
  scripts.refuseUnlessDone(answer);
  return { user: await expectUser(redis, id), sessionKey };
}
