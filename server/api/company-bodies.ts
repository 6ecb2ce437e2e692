/** What the API takes to make and change companies. */
import { z } from 'zod';
import { visibleTextSchema } from './representations/shared.ts';

/** As `companyNameSchema` takes it, with words for programs. */
const nameSchema = visibleTextSchema(200).meta({ description: 'Two companies may have the same.' });

/** As `externalIdSchema` takes it. */
const externalIdSchema = visibleTextSchema(200).nullable().optional();

export const newCompanySchema = z
  .strictObject({
    name: nameSchema,
    externalId: externalIdSchema.meta({
      description: 'Your own id for it, unique as it is spelled.',
    }),
  })
  .meta({
    id: 'NewCompany',
    examples: [{ name: 'Example Boots Ltd', externalId: 'customer-4711' }],
  });

export const companyChangeSchema = z
  .strictObject({
    name: nameSchema.optional(),
    externalId: externalIdSchema.meta({ description: 'Null takes it away.' }),
  })
  .meta({
    id: 'CompanyChange',
    description: 'What is left out stays as it is.',
    examples: [{ name: 'Example Boots Europe Ltd' }],
  });
