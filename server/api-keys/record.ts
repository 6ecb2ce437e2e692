/** An API key as a hash in Redis; its text is not in it. */
import { z } from 'zod';
import { actorSchema } from '../events/actor-schema.ts';
import type { ApiKey } from './api-key.ts';
import { permissions } from './permissions.ts';

const json = z.string().transform((text): unknown => JSON.parse(text));

const recordSchema = z.object({
  id: z.string(),
  digest: z.string(),
  name: z.string(),
  permissions: json.pipe(z.array(z.enum(permissions))),
  connectionIds: json.pipe(z.array(z.string())).optional(),
  hint: z.string(),
  createdAt: z.coerce.number(),
  createdBy: json.pipe(actorSchema),
  lastUsedAt: z.coerce.number().optional(),
});

export type ApiKeyRecord = z.infer<typeof recordSchema>;

/** Nothing when the hash is empty. */
export function readRecord(fields: Record<string, string>): ApiKeyRecord | undefined {
  return fields.id === undefined ? undefined : recordSchema.parse(fields);
}

export function apiKeyOf(record: ApiKeyRecord): ApiKey {
  const { digest: _, connectionIds, lastUsedAt, ...apiKey } = record;
  return { ...apiKey, connectionIds, lastUsedAt };
}
