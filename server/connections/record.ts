/** A connection as a Redis hash: which fields there are, and how each is read back. */
import { z } from 'zod';
import { personSchema, type StoreProfile } from '../bigcommerce/wire.ts';
import { type Connection, connectionStatuses } from './connection.ts';

const json = <T>(schema: z.ZodType<T>) =>
  z.string().transform((text) => schema.parse(JSON.parse(text)));

const recordSchema = z.object({
  id: z.string(),
  kind: z.literal('app'),
  name: z.string(),
  status: z.enum(connectionStatuses),
  iclientId: z.string(),
  storeHash: z.string(),
  grantedScopes: json(z.array(z.string())),
  accountUuid: z.string().optional(),
  owner: json(personSchema).optional(),
  installedBy: json(personSchema),
  store: json(
    z.custom<StoreProfile>((value) => typeof value === 'object' && value !== null),
  ).optional(),
  createdAt: z.coerce.number(),
  installedAt: z.coerce.number(),
  updatedAt: z.coerce.number(),
});

/** The name under which the sealed token is kept in the hash. */
export const tokenField = 'accessToken';

/** What a connection's secret is bound to. */
export function tokenOwner(connectionId: string) {
  return { record: `connection:${connectionId}`, field: tokenField };
}

/** @throws ZodError when the hash is not a connection's */
export function readConnection(record: Record<string, string>): Connection {
  const { accountUuid, owner, store, ...rest } = recordSchema.parse(record);
  return { ...rest, accountUuid, owner, store };
}
