import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { changeFields } from './changes.ts';
import { expectValid, linkKey, readLink } from './one-time-links.ts';
import { passwordMatches } from './passwords.ts';
import { expectUser, findUser } from './reads.ts';
import { findRecord, findRecordByEmail, makeSessionKey, userOf } from './record.ts';
import * as scripts from './scripts.ts';
import { type User, userEvent } from './user.ts';

/** Who signed in, as a session keeps it. */
export type SignIn = { userId: string; sessionKey: string };

/** Signing in and out. */
export type SignIns = {
  /** Whether it is the password of that email's user; as slow when there is none. */
  checkPassword(email: string, password: string): Promise<User | undefined>;
  /** Notes a sign-in. @throws AppError `user_unknown` */
  signIn(user: User, address: string): Promise<SignIn>;
  /** Uses up a sign-in link. @throws AppError `link_invalid` */
  signInByLink(token: string, address: string): Promise<SignIn>;
  /** What a session of the user must hold now. @throws AppError `user_unknown` */
  sessionOf(id: string): Promise<SignIn>;
  signedOut(user: User, by: By): Promise<void>;
  /** Ends all sessions of the user. */
  signOutEverywhere(id: string, by: By): Promise<void>;
};

export function createSignIns({ redis }: { redis: RedisClient }): SignIns {
  return {
    async checkPassword(email, password) {
      const user = await findRecordByEmail(redis, email);
      return (await passwordMatches(user?.passwordHash, password))
        ? user && userOf(user)
        : undefined;
    },
    async signIn(user, address) {
      const signedIn = await noteSignIn(redis, user, address);
      if (!signedIn) throw new AppError('user_unknown', 'The user is gone.');
      return signedIn;
    },
    async signInByLink(token, address) {
      const { link, text } = expectValid(await readLink(redis, 'sign_in', token));
      const user = expectValid(await findUser(redis, link.userId));
      return expectValid(await noteSignIn(redis, user, address, { token, text }));
    },
    async sessionOf(id) {
      const user = await findRecord(redis, id);
      if (!user) throw new AppError('user_unknown', 'No user has this id.');
      return { userId: id, sessionKey: user.sessionKey };
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
  { id, email }: User,
  address: string,
  link?: { token: string; text: string },
): Promise<SignIn | undefined> {
  const by: By = { actor: { kind: 'user', id, email }, address };
  const event = JSON.stringify(userEvent('user.signed_in', { id, email }, by));
  const names = [keys.user(id), keys.events, linkKey(link?.token ?? '')];
  const answer = await scripts.signIn(redis, names, [link?.text ?? '', event]);
  const sessionKey = z.string().nullable().parse(answer);
  return sessionKey === null ? undefined : { userId: id, sessionKey };
}
