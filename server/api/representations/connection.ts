import { z } from 'zod';
import { type ApiKey, reaches } from '../../api-keys/api-key.ts';
import type { DetectedScopes } from '../../bigcommerce/detected-scopes.ts';
import type { Person, StoreProfile } from '../../bigcommerce/wire.ts';
import {
  type Connection,
  connectionKinds,
  connectionStatuses,
} from '../../connections/connection.ts';
import {
  concurrencySchema,
  detectedScopesSchema,
  momentOf,
  momentSchema,
  pageSchema,
  personSchema,
  possibleMomentOf,
  storeHashSchema,
  storeSchema,
} from './shared.ts';

export const connectionSchema = z
  .strictObject({
    id: z.string().meta({ examples: ['cn_5f2b7c0e9a1d4c3b8e6f7a90'] }),
    kind: z.enum(connectionKinds),
    name: z.string().meta({ description: 'Unique, whatever its case.' }),
    status: z.enum(connectionStatuses),
    iclientId: z.string().nullable().meta({ description: 'Null for an API account.' }),
    storeHash: storeHashSchema,
    companyId: z
      .string()
      .nullable()
      .meta({ description: 'Whose store it is, where that is known.' }),
    store: storeSchema.nullable().meta({ description: 'Null until it could be read.' }),
    scopes: z.array(z.string()).nullable().meta({
      description: 'Configured for this connection; null takes those of its iClient.',
    }),
    grantedScopes: z.array(z.string()).meta({
      description: 'As BigCommerce granted them; empty for an API account.',
    }),
    detectedScopes: detectedScopesSchema.nullable().meta({ description: 'Null before a test.' }),
    concurrency: concurrencySchema,
    owner: personSchema.nullable(),
    installedBy: personSchema.nullable().meta({ description: 'Who authorized it last.' }),
    createdAt: momentSchema,
    installedAt: momentSchema.nullable().meta({ description: 'When it was authorized last.' }),
    updatedAt: momentSchema,
    lastUsedAt: momentSchema.nullable(),
    lastFailure: z.strictObject({ code: z.string(), at: momentSchema }).nullable().meta({
      description: 'Why its token does not work; null while nothing is known against it.',
    }),
  })
  .meta({ id: 'Connection', description: 'A named, saved way into one store.' });

export const connectionPageSchema = pageSchema(connectionSchema, 'ConnectionPage');

/**
 * As the key may see it, which learns of no connection that it does not reach. Never a token or a client
 * secret: the record has none.
 */
export function connectionOf(
  connection: Connection,
  apiKey: ApiKey,
): z.output<typeof connectionSchema> {
  const { concurrency, store, lastFailure } = connection;
  return {
    id: connection.id,
    kind: connection.kind,
    name: connection.name,
    status: connection.status,
    iclientId: connection.iclientId ?? null,
    storeHash: connection.storeHash,
    companyId: connection.companyId ?? null,
    store: store ? storeOf(store) : null,
    scopes: connection.scopes ?? null,
    grantedScopes: connection.grantedScopes,
    detectedScopes: connection.detectedScopes ? detectedScopesOf(connection.detectedScopes) : null,
    concurrency: concurrencyOf(concurrency, apiKey),
    owner: personOf(connection.owner),
    installedBy: personOf(connection.installedBy),
    createdAt: momentOf(connection.createdAt),
    installedAt: possibleMomentOf(connection.installedAt),
    updatedAt: momentOf(connection.updatedAt),
    lastUsedAt: possibleMomentOf(connection.lastUsedAt),
    lastFailure: lastFailure ? { code: lastFailure.code, at: momentOf(lastFailure.at) } : null,
  };
}

function concurrencyOf(
  concurrency: Connection['concurrency'],
  apiKey: ApiKey,
): z.output<typeof concurrencySchema> {
  if ('level' in concurrency) return { level: concurrency.level, borrowFrom: null };
  const { borrowFrom } = concurrency;
  return { level: null, borrowFrom: reaches(apiKey, borrowFrom) ? borrowFrom : null };
}

export function storeOf({ name, domain, timeZone }: StoreProfile): z.output<typeof storeSchema> {
  return { name, domain: domain ?? null, timeZone: timeZone ?? null };
}

export function detectedScopesOf({
  held,
  refused,
  unknown,
  at,
}: DetectedScopes): z.output<typeof detectedScopesSchema> {
  return { held, refused, unknown, at: momentOf(at) };
}

function personOf(person: Person | undefined): z.output<typeof personSchema> | null {
  return person ? { id: person.id, email: person.email } : null;
}
