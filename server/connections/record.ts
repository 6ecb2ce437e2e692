/** A connection as a Redis hash: which fields there are, and how each is read back. */
import { z } from 'zod';
import type { DetectedScopes } from '../bigcommerce/detected-scopes.ts';
import { personSchema, type StoreProfile } from '../bigcommerce/wire.ts';
import { type ErrorCode, isErrorCode } from '../errors.ts';
import {
  type Concurrency,
  type Connection,
  connectionKinds,
  connectionStatuses,
  defaultConcurrency,
} from './connection.ts';
import { searchWords } from './search-words.ts';

const json = <T>(schema: z.ZodType<T>) =>
  z.string().transform((text) => schema.parse(JSON.parse(text)));
const jsonObject = <T extends object>() =>
  json(z.custom<T>((value) => typeof value === 'object' && value !== null));

const recordSchema = z.object({
  id: z.string(),
  kind: z.enum(connectionKinds),
  name: z.string(),
  status: z.enum(connectionStatuses),
  iclientId: z.string().optional(),
  storeHash: z.string(),
  companyId: z.string().optional(),
  pickerSession: z.string().optional(),
  scopes: json(z.array(z.string())).optional(),
  grantedScopes: json(z.array(z.string())).default([]),
  detectedScopes: jsonObject<DetectedScopes>().optional(),
  level: z.coerce.number().optional(),
  borrowFrom: z.string().optional(),
  accountUuid: z.string().optional(),
  owner: json(personSchema).optional(),
  installedBy: json(personSchema).optional(),
  store: jsonObject<StoreProfile>().optional(),
  createdAt: z.coerce.number(),
  installedAt: z.coerce.number().optional(),
  updatedAt: z.coerce.number(),
  lastUsedAt: z.coerce.number().optional(),
  lastFailure: json(
    z.object({ code: z.custom<ErrorCode>(isErrorCode), at: z.number() }),
  ).optional(),
  lastFailedAt: z.coerce.number().optional(),
});

/** The names under which the sealed secrets are kept in the hash. */
export const tokenField = 'accessToken';
export const clientSecretField = 'clientSecret';

/** What a connection's token is bound to. */
export function tokenOwner(connectionId: string) {
  return { record: `connection:${connectionId}`, field: tokenField };
}

/** What the client secret of an API account is bound to. */
export function clientSecretOwner(connectionId: string) {
  return { record: `connection:${connectionId}`, field: clientSecretField };
}

/** @throws ZodError when the hash is not a connection's */
export function readConnection(record: Record<string, string>): Connection {
  const { level, borrowFrom, ...fields } = recordSchema.parse(record);
  return {
    id: fields.id,
    kind: fields.kind,
    name: fields.name,
    status: fields.status,
    iclientId: fields.iclientId,
    storeHash: fields.storeHash,
    companyId: fields.companyId,
    pickerSession: fields.pickerSession,
    scopes: fields.scopes,
    grantedScopes: fields.grantedScopes,
    detectedScopes: fields.detectedScopes,
    concurrency: readConcurrency(level, borrowFrom),
    accountUuid: fields.accountUuid,
    owner: fields.owner,
    installedBy: fields.installedBy,
    store: fields.store,
    createdAt: fields.createdAt,
    installedAt: fields.installedAt,
    updatedAt: fields.updatedAt,
    lastUsedAt: fields.lastUsedAt,
    lastFailure: fields.lastFailure,
    lastFailedAt: fields.lastFailedAt,
  };
}

function readConcurrency(level: number | undefined, borrowFrom: string | undefined): Concurrency {
  if (borrowFrom !== undefined) return { borrowFrom };
  return level === undefined ? defaultConcurrency : { level };
}

/** Fields that a write sets; those of `undefined` are removed. */
export type FieldChanges = Record<string, string | undefined>;

export function concurrencyFields(concurrency: Concurrency): FieldChanges {
  return 'borrowFrom' in concurrency
    ? { borrowFrom: concurrency.borrowFrom, level: undefined }
    : { level: String(concurrency.level), borrowFrom: undefined };
}

/** The words of the name and the form in which it is compared come along. */
export function nameFields(name: string, nameKey: string): FieldChanges {
  return { name, nameKey, nameWords: searchWords(name) };
}

/** The profile as it is kept, with the words by which the store is found. */
export function storeFields(storeHash: string, profile: StoreProfile | undefined): FieldChanges {
  const words = searchWords(storeHash, profile?.name, profile?.domain);
  return { storeWords: words, ...(profile ? { store: JSON.stringify(profile) } : {}) };
}
