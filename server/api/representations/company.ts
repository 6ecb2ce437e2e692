import { z } from 'zod';
import type { Company } from '../../companies/company.ts';
import { momentOf, momentSchema, pageSchema } from './shared.ts';

export const companySchema = z
  .strictObject({
    id: z.string().meta({ examples: ['co_7d1e4b2a9c0f8e6d5b3a1c2f'] }),
    name: z.string(),
    externalId: z.string().nullable().meta({ description: 'Your own id for it.' }),
    createdAt: momentSchema,
    updatedAt: momentSchema,
  })
  .meta({
    id: 'Company',
    description: 'A merchant’s business as you know it, with connections and links.',
  });

export const companyPageSchema = pageSchema(companySchema, 'CompanyPage');

export function companyOf(company: Company): z.output<typeof companySchema> {
  return {
    id: company.id,
    name: company.name,
    externalId: company.externalId ?? null,
    createdAt: momentOf(company.createdAt),
    updatedAt: momentOf(company.updatedAt),
  };
}
