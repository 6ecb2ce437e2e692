/** A user as a hash in Redis. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { emailKey, roles, type User } from './user.ts';

const recordSchema = z.object({
  id: z.string(),
  email: z.string(),
  name: z.string().default(''),
  role: z.enum(roles),
  language: z.enum(['en', 'fr']).optional(),
  passwordHash: z.string().optional(),
  sessionKey: z.string(),
  createdAt: z.coerce.number(),
  lastSignedInAt: z.coerce.number().optional(),
});

/** Everything that Redis holds of a user; it does not leave the store. */
export type UserRecord = z.infer<typeof recordSchema>;

export async function findRecord(redis: RedisClient, id: string): Promise<UserRecord | undefined> {
  const fields = await redis.hgetall(keys.user(id));
  return fields.id === undefined ? undefined : recordSchema.parse(fields);
}

/** @throws AppError `user_unknown` */
export async function expectRecord(redis: RedisClient, id: string): Promise<UserRecord> {
  const user = await findRecord(redis, id);
  if (!user) throw new AppError('user_unknown', 'No user has this id.');
  return user;
}

export async function findRecordByEmail(
  redis: RedisClient,
  email: string,
): Promise<UserRecord | undefined> {
  const id = await redis.hget(keys.userEmails, emailKey(email));
  return id === null ? undefined : findRecord(redis, id);
}

export function userOf(record: UserRecord): User {
  const { id, email, name, role, language, createdAt, lastSignedInAt, passwordHash } = record;
  const hasPassword = passwordHash !== undefined;
  return { id, email, name, role, language, hasPassword, createdAt, lastSignedInAt };
}

export function makeSessionKey(): string {
  return randomBytes(16).toString('hex');
}
