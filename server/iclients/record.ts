/** An iClient as a Redis hash: which fields there are, and how each is read back. */
import { z } from 'zod';
import type { IClient, IClientChange } from './iclient.ts';

const strings = z.string().transform((json) => z.array(z.string()).parse(JSON.parse(json)));

const recordSchema = z.object({
  id: z.string(),
  slug: z.string(),
  name: z.string(),
  clientId: z.string(),
  accountUuid: z.string().optional(),
  scopes: strings,
  scopesUnchecked: z
    .string()
    .optional()
    .transform((mark) => mark !== undefined),
  whitelist: strings.default([]),
  createdAt: z.coerce.number(),
  updatedAt: z.coerce.number(),
});

/** The name under which the sealed client secret is kept in the hash. */
export const secretField = 'clientSecret';

/** What an iClient's secret is bound to. */
export function secretOwner(iclientId: string) {
  return { record: `iclient:${iclientId}`, field: secretField };
}

/** @throws ZodError when the hash is not an iClient's */
export function readIClient(record: Record<string, string>): IClient {
  const { accountUuid, ...rest } = recordSchema.parse(record);
  return { ...rest, accountUuid };
}

/** The fields to write, but for the secret, which must be sealed first. */
export function fieldsOf(change: IClientChange): Record<string, string> {
  const { name, clientId, accountUuid, scopes, whitelist } = change;
  return {
    ...(name === undefined ? {} : { name }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(accountUuid === undefined ? {} : { accountUuid }),
    ...(scopes === undefined ? {} : { scopes: JSON.stringify(scopes) }),
    ...(whitelist === undefined ? {} : { whitelist: JSON.stringify(whitelist) }),
  };
}
