import type { By, Event } from '../events/event.ts';
import type { Language } from '../language/language.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { hashPassword } from './passwords.ts';
import { expectUser } from './reads.ts';
import { makeSessionKey } from './record.ts';
import * as scripts from './scripts.ts';
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
      await changeFields(redis, id, userEvent('user.changed', user, by), fields);
      return expectUser(redis, id);
    },
    async delete(id, by) {
      const event = userEvent('user.deleted', await expectUser(redis, id), by);
      const names = [...changeKeys(id), keys.userEmails];
      scripts.refuseUnlessDone(await scripts.remove(redis, names, [id, JSON.stringify(event)]));
    },
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
  const args = [id, fields.role ?? '', JSON.stringify(event), ...entries];
  scripts.refuseUnlessDone(await scripts.change(redis, changeKeys(id), args));
}

function changeKeys(id: string): string[] {
  return [keys.user(id), keys.admins, keys.events];
}
