/**
 * The users of the console, with their passwords, session keys and one-time links. A session holds
 * the session key of its user; "sign out everywhere", another password and another role change it.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import type { Language } from '../language/language.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { type Link, linkKey, linkLifetimes, makeLinkToken, readLink } from './one-time-links.ts';
import { hashPassword, passwordMatches } from './passwords.ts';
import { readRecord, type UserRecord, userOf } from './record.ts';
import * as scripts from './scripts.ts';
import { emailKey, type Role, type User } from './user.ts';

export type Person = { email: string; name: string; role: Role };
/** Who signed in, as a session keeps it. */
export type SignIn = { userId: string; sessionKey: string };
export type UserChange = {
  name?: string;
  language?: Language;
  role?: Role;
  password?: string;
};

export type UserStore = {
  find(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  /** The user of a session; nobody when the user is gone or has another session key by now. */
  findSignedIn(id: string, sessionKey: string): Promise<User | undefined>;
  /** All of them, by email. */
  list(): Promise<User[]>;
  /** Whether nobody has become a user yet. */
  isEmpty(): Promise<boolean>;

  /** A token by which the first admin can be made, for a day and while there is no user. */
  makeFirstAdminLink(): Promise<string>;
  /** A token by which somebody becomes a user, for seven days. @throws AppError `user_exists` */
  invite(person: Person, by: By): Promise<string>;
  /** A token that signs a user in once. @param seconds how long it works, 15 minutes by default */
  makeSignInLink(id: string, seconds?: number): Promise<string>;
  invitation(token: string): Promise<Person | undefined>;
  opensFirstAdmin(token: string): Promise<boolean>;
  userOfSignInLink(token: string): Promise<User | undefined>;

  /** @throws AppError `link_invalid` */
  createFirstAdmin(
    token: string,
    person: { email: string; name: string; password: string },
    address: string,
  ): Promise<User>;
  /** Makes the invited user. @throws AppError `link_invalid`, `user_exists` */
  join(token: string, person: { name: string; password: string }, address: string): Promise<User>;
  /** Makes a user without a password unless the email has one. */
  ensure(person: Person, by: By): Promise<User>;

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

  /** Another role or password ends all sessions of the user. @throws AppError `user_unknown`, `last_admin` */
  change(id: string, change: UserChange, by: By): Promise<User>;
  /** @throws AppError `user_unknown`, `last_admin` */
  delete(id: string, by: By): Promise<void>;
};

export function createUserStore({ redis }: { redis: RedisClient }): UserStore {
  const record = async (id: string) => readRecord(await redis.hgetall(keys.user(id)));
  const find = async (id: string) => asUser(await record(id));
  const recordByEmail = async (email: string) => {
    const id = await redis.hget(keys.userEmails, emailKey(email));
    return id === null ? undefined : await record(id);
  };
  const expectUser = async (id: string) => found(await find(id));
  const addUser = (draft: NewUser) => add(redis, draft).then(expectUser);
  const changeFields = async (
    id: string,
    role: Role | undefined,
    event: Event,
    fields: Record<string, string>,
  ) => {
    const { changeKeys } = namesOf(id);
    const entries = Object.entries(fields).flat();
    const args = [id, role ?? '', JSON.stringify(event), ...entries];
    refuseUnlessDone(await scripts.change(redis, changeKeys, args));
  };

  return {
    find,
    findByEmail: async (email) => asUser(await recordByEmail(email)),
    async findSignedIn(id, sessionKey) {
      const user = await record(id);
      return user?.sessionKey === sessionKey ? userOf(user) : undefined;
    },
    async list() {
      const ids = Object.values(await redis.hgetall(keys.userEmails));
      const users = (await Promise.all(ids.map(find))).filter((user) => user !== undefined);
      return users.sort((a, b) => a.email.localeCompare(b.email));
    },
    isEmpty: async () => (await redis.hlen(keys.userEmails)) === 0,

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
      refuseUnlessDone(answer);
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
      return read && (await find(read.link.userId));
    },

    async createFirstAdmin(token, { email, name, password }, address) {
      const { text } = valid(await readLink(redis, 'first_admin', token));
      const link = { token, text, first: true };
      return addUser({ email, name, role: 'admin', password, link, by: joining(address) });
    },
    async join(token, { name, password }, address) {
      const { link, text } = valid(await readLink(redis, 'invitation', token));
      const { email, role } = link;
      return addUser({
        ...{ email, role, name, password },
        link: { token, text, first: false },
        by: joining(address),
      });
    },
    async ensure(person, by) {
      const known = await recordByEmail(person.email);
      return known ? userOf(known) : addUser({ ...person, by: () => by });
    },

    async checkPassword(email, password) {
      const user = await recordByEmail(email);
      return (await passwordMatches(user?.passwordHash, password)) ? asUser(user) : undefined;
    },
    async signIn(user, address) {
      const signedIn = await noteSignIn(redis, user, address);
      if (!signedIn) throw new AppError('user_unknown', 'The user is gone.');
      return signedIn;
    },
    async signInByLink(token, address) {
      const { link, text } = valid(await readLink(redis, 'sign_in', token));
      const user = valid(await find(link.userId));
      return valid(await noteSignIn(redis, user, address, { token, text }));
    },
    async sessionOf(id) {
      const user = await record(id);
      if (!user) throw new AppError('user_unknown', 'No user has this id.');
      return { userId: id, sessionKey: user.sessionKey };
    },
    signedOut: (user, by) =>
      changeFields(user.id, undefined, about('user.signed_out', user, by), {}),
    async signOutEverywhere(id, by) {
      const event = about('user.signed_out_everywhere', await expectUser(id), by);
      await changeFields(id, undefined, event, { sessionKey: makeSessionKey() });
    },

    async change(id, { password, ...change }, by) {
      const user = await expectUser(id);
      const endsSessions =
        password !== undefined || (change.role !== undefined && change.role !== user.role);
      await changeFields(id, change.role, about('user.changed', user, by), {
        ...change,
        ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
        ...(endsSessions ? { sessionKey: makeSessionKey() } : {}),
      });
      return expectUser(id);
    },
    async delete(id, by) {
      const event = about('user.deleted', await expectUser(id), by);
      const names = [...namesOf(id).changeKeys, keys.userEmails];
      refuseUnlessDone(await scripts.remove(redis, names, [id, JSON.stringify(event)]));
    },
  };
}

type NewUser = Person & {
  password?: string;
  link?: { token: string; text: string; first: boolean };
  /** Whom the event names, given the id that the user gets. */
  by: (user: { id: string; email: string }) => By;
};

/** Whoever joins does it themselves. */
function joining(address: string): NewUser['by'] {
  return ({ id, email }) => ({ actor: { kind: 'user', id, email }, address });
}

async function add(redis: RedisClient, draft: NewUser): Promise<string> {
  const { name, role, link } = draft;
  const email = emailKey(draft.email);
  const id = `us_${randomBytes(12).toString('hex')}`;
  const event = about('user.joined', { id, email }, draft.by({ id, email }));
  const fields = {
    name,
    sessionKey: makeSessionKey(),
    ...(draft.password === undefined ? {} : { passwordHash: await hashPassword(draft.password) }),
  };
  const answer = await scripts.add(
    redis,
    [keys.userEmails, linkKey(link?.token ?? ''), keys.user(id), keys.admins, keys.events],
    [
      ...[link?.text ?? '', link?.first ? '1' : '', email, id, role, JSON.stringify(event)],
      ...Object.entries(fields).flat(),
    ],
  );
  refuseUnlessDone(answer);
  return id;
}

async function saveLink(redis: RedisClient, link: Link, seconds?: number): Promise<string> {
  const token = makeLinkToken();
  const lifetime = seconds ?? linkLifetimes[link.kind];
  await redis.set(linkKey(token), JSON.stringify(link), 'EX', lifetime);
  return token;
}

async function noteSignIn(
  redis: RedisClient,
  { id, email }: User,
  address: string,
  link?: { token: string; text: string },
): Promise<SignIn | undefined> {
  const by: By = { actor: { kind: 'user', id, email }, address };
  const event = JSON.stringify(about('user.signed_in', { id, email }, by));
  const names = [keys.user(id), keys.events, linkKey(link?.token ?? '')];
  const answer = await scripts.signIn(redis, names, [link?.text ?? '', event]);
  const sessionKey = z.string().nullable().parse(answer);
  return sessionKey === null ? undefined : { userId: id, sessionKey };
}

function namesOf(id: string): { changeKeys: string[] } {
  return { changeKeys: [keys.user(id), keys.admins, keys.events] };
}

function about(kind: Event['kind'], user: { id: string; email: string }, by: By): Event {
  return { kind, userId: user.id, name: user.email, ...by };
}

function makeSessionKey(): string {
  return randomBytes(16).toString('hex');
}

function asUser(record: UserRecord | undefined): User | undefined {
  return record && userOf(record);
}

function found(user: User | undefined): User {
  if (!user) throw new AppError('user_unknown', 'No user has this id.');
  return user;
}

function valid<T>(what: T | undefined): T {
  if (what === undefined) throw new AppError('link_invalid', 'The link is used up or too old.');
  return what;
}

function refuseUnlessDone(answer: unknown): void {
  if (answer === 'done') return;
  if (answer === 'exists') throw new AppError('user_exists', 'The email has a user.');
  if (answer === 'last_admin') throw new AppError('last_admin', 'There would be no admin left.');
  if (answer === 'link_invalid')
    throw new AppError('link_invalid', 'The link is used up or too old.');
  throw new AppError('user_unknown', 'No user has this id.');
}
