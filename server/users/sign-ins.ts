import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { changeFields } from './changes.ts';
import { expectValid, linkKey, readLink } from './one-time-links.ts';
import { passwordMatches } from './passwords.ts';
import { expectUser, findUser } from './reads.ts';
import { findRecordByEmail, makeSessionKey, userOf } from './record.ts';
import * as scripts from './scripts.ts';
import { type User, userEvent } from './user.ts';

/** Who signed in, as a session keeps it. */
export type SignIn = {
  userId: string;
  sessionKey: string;
  /** The id of the admin whose link it was by. */
  letInBy?: string;
};

/** Who has shown who they are, and the session key that they had then. */
export type Proven = { user: User; sessionKey: string };

/** Signing in and out. */
export type SignIns = {
  /** Whether it is the password of that email's user; as slow when there is none. */
  checkPassword(email: string, password: string): Promise<Proven | undefined>;
  /** Notes a sign-in; undefined when the user is gone, or their sessions were ended since the proof. */
  signIn(proven: Proven, address: string): Promise<SignIn | undefined>;
  /** Uses up a sign-in link. @throws AppError `link_invalid` */
  signInByLink(token: string, address: string): Promise<SignIn>;
  signedOut(user: User, by: By): Promise<void>;
  /** Ends all sessions of the user. */
  signOutEverywhere(id: string, by: By): Promise<void>;
};

export function createSignIns({ redis }: { redis: RedisClient }): SignIns {
  return {
    async checkPassword(email, password) {
      const user = await findRecordByEmail(redis, email);
      if (!(await passwordMatches(user?.passwordHash, password))) return undefined;
      return user && { user: userOf(user), sessionKey: user.sessionKey };
    },
    signIn: (proven, address) => noteSignIn(redis, proven, address),
    async signInByLink(token, address) {
      const { link, text } = expectValid(await readLink(redis, 'sign_in', token));
      const user = expectValid(await findUser(redis, link.userId));
      const proven = { user, sessionKey: link.sessionKey };
      return expectValid(await noteSignIn(redis, proven, address, { token, text, ...link }));
    },
    signedOut: (user, by) =>
      changeFields(redis, user.id, userEvent('user.signed_out', user, by), {}),
    async signOutEverywhere(id, by) {
      const event = userEvent('user.signed_out_everywhere', await expectUser(redis, id), by);
      await changeFields(redis, id, event, { sessionKey: makeSessionKey() });
    },
  };
}

async function noteSignIn(
  redis: RedisClient,
  { user: { id, email }, sessionKey }: Proven,
  address: string,
  link?: { token: string; text: string; madeBy: string },
): Promise<SignIn | undefined> {
  const by: By = { actor: { kind: 'user', id, email }, address };
  const event = JSON.stringify(userEvent('user.signed_in', { id, email }, by));
  const names = [keys.user(id), keys.events, linkKey(link?.token ?? ''), keys.admins];
  const { text = '', madeBy = '' } = link ?? {};
  const answer = await scripts.signIn(redis, names, [text, event, sessionKey, madeBy]);
  if (answer !== 1) return undefined;
  return { userId: id, sessionKey, ...(madeBy === '' ? {} : { letInBy: madeBy }) };
}
