import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { mayLetIn } from './one-time-links.ts';
import { expectRecord, findRecord, findRecordByEmail, type UserRecord, userOf } from './record.ts';
import type { SignIn } from './sign-ins.ts';
import type { User } from './user.ts';

/** Finding users. */
export type UserReads = {
  find(id: string): Promise<User | undefined>;
  findByEmail(email: string): Promise<User | undefined>;
  /**
   * The user of a session; nobody when the user is gone or has another session key by now, or when the admin
   * who let them in by a link is none any more.
   */
  findSignedIn(signedIn: SignIn): Promise<User | undefined>;
  /** All of them, by email. */
  list(): Promise<User[]>;
  /** Whether nobody has become a user yet. */
  isEmpty(): Promise<boolean>;
};

export function createUserReads({ redis }: { redis: RedisClient }): UserReads {
  const find = (id: string) => findUser(redis, id);
  return {
    find,
    findByEmail: async (email) => asUser(await findRecordByEmail(redis, email)),
    async findSignedIn({ userId, sessionKey, letInBy }) {
      const user = await findRecord(redis, userId);
      if (user?.sessionKey !== sessionKey) return undefined;
      return (await mayLetIn(redis, letInBy)) ? userOf(user) : undefined;
    },
    async list() {
      const ids = Object.values(await redis.hgetall(keys.userEmails));
      const users = (await Promise.all(ids.map(find))).filter((user) => user !== undefined);
      return users.sort((a, b) => a.email.localeCompare(b.email));
    },
    isEmpty: async () => (await redis.hlen(keys.userEmails)) === 0,
  };
}

export async function findUser(redis: RedisClient, id: string): Promise<User | undefined> {
  return asUser(await findRecord(redis, id));
}

/** @throws AppError `user_unknown` */
export async function expectUser(redis: RedisClient, id: string): Promise<User> {
  return userOf(await expectRecord(redis, id));
}

function asUser(record: UserRecord | undefined): User | undefined {
  return record && userOf(record);
}
