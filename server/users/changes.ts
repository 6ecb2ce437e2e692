import type { By, ChangedField, Event } from '../events/event.ts';
import type { Language } from '../language/language.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { hashPassword } from './passwords.ts';
import { expectUser } from './reads.ts';
import { makeSessionKey } from './record.ts';
import * as scripts from './scripts.ts';
import type { SignIn } from './sign-ins.ts';
import { type Role, type User, userEvent } from './user.ts';

export type UserChange = {
  name?: string;
  language?: Language;
  role?: Role;
  password?: string;
};

/** Changing and deleting users. */
export type UserChanges = {
  /** Another role or password ends all sessions of the user. @throws AppError `user_unknown`, `last_admin` */
  change(id: string, change: UserChange, by: By): Promise<User>;
  /**
   * Another password, which ends all sessions of the user. Answers what a new one has to hold;
   * undefined, with nothing changed, when those with the old key were ended before.
   * @throws AppError `user_unknown`
   */
  changeOwnPassword(signedIn: SignIn, password: string, by: By): Promise<SignIn | undefined>;
  /** @throws AppError `user_unknown`, `last_admin` */
  delete(id: string, by: By): Promise<void>;
};

export function createUserChanges({ redis }: { redis: RedisClient }): UserChanges {
  return {
    async change(id, { password, ...change }, by) {
      const user = await expectUser(redis, id);
      const endsSessions =
        password !== undefined || (change.role !== undefined && change.role !== user.role);
      const fields = {
        ...change,
        ...(password === undefined ? {} : { passwordHash: await hashPassword(password) }),
        ...(endsSessions ? { sessionKey: makeSessionKey() } : {}),
      };
      await changeFields(redis, id, changeEvent(user, { password, ...change }, by), fields);
      return expectUser(redis, id);
    },
    async changeOwnPassword({ userId, sessionKey }, password, by) {
      const event = userEvent('user.password_changed', await expectUser(redis, userId), by);
      const fields = { passwordHash: await hashPassword(password), sessionKey: makeSessionKey() };
      const args = [
        userId,
        '',
        JSON.stringify(event),
        sessionKey,
        ...Object.entries(fields).flat(),
      ];
      const answer = await scripts.change(redis, changeKeys(userId), args);
      if (answer === 'signed_out') return undefined;
      scripts.refuseUnlessDone(answer);
      return { userId, sessionKey: fields.sessionKey };
    },
    async delete(id, by) {
      const event = userEvent('user.deleted', await expectUser(redis, id), by);
      const names = [...changeKeys(id), keys.userEmails];
      scripts.refuseUnlessDone(await scripts.remove(redis, names, [id, JSON.stringify(event)]));
    },
  };
}

/** Of what the fields hold, it names the role alone. */
function changeEvent(
  user: User,
  change: Omit<UserChange, 'password'> & { password: string | undefined },
  by: By,
): Event {
  const compared = ['name', 'role', 'language'] as const;
  const changed: ChangedField[] = compared.filter(
    (field) => change[field] !== undefined && change[field] !== user[field],
  );
  if (change.password !== undefined) changed.push('password');
  const { role } = change;
  return {
    ...userEvent('user.changed', user, by),
    ...(changed.length === 0 ? {} : { changed }),
    ...(role !== undefined && changed.includes('role') ? { role } : {}),
  };
}

/** Writes fields of a user with the event that tells of it. @throws AppError `user_unknown`, `last_admin` */
export async function changeFields(
  redis: RedisClient,
  id: string,
  event: Event,
  fields: { role?: Role; [field: string]: string },
): Promise<void> {
  const entries = Object.entries(fields).flat();
  const args = [id, fields.role ?? '', JSON.stringify(event), '', ...entries];
  scripts.refuseUnlessDone(await scripts.change(redis, changeKeys(id), args));
}

function changeKeys(id: string): string[] {
  return [keys.user(id), keys.admins, keys.events];
}
