/** A company as a Redis hash, and how it is read back. */
import { z } from 'zod';
import type { Company } from './company.ts';

const recordSchema = z.object({
  id: z.string(),
  name: z.string(),
  externalId: z.string().optional(),
  createdAt: z.coerce.number(),
  updatedAt: z.coerce.number(),
});

/** @throws ZodError when the hash is not a company's */
export function readCompany(record: Record<string, string>): Company {
  const { externalId, ...fields } = recordSchema.parse(record);
  return { ...fields, externalId };
}
