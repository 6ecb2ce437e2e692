/** A user as a hash in Redis. */
import { z } from 'zod';
import { roles, type User } from './user.ts';

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

export function readRecord(fields: Record<string, string>): UserRecord | undefined {
  return fields.id === undefined ? undefined : recordSchema.parse(fields);
}

export function userOf(record: UserRecord): User {
  const { id, email, name, role, language, createdAt, lastSignedInAt, passwordHash } = record;
  const hasPassword = passwordHash !== undefined;
  return { id, email, name, role, language, hasPassword, createdAt, lastSignedInAt };
}
