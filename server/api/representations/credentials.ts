import { z } from 'zod';
import { storeHashSchema } from './shared.ts';

export const credentialsAnswerSchema = z
  .strictObject({
    accessToken: z.string().meta({ description: 'For the header X-Auth-Token. Keep it secret.' }),
    clientId: z.string().nullable().meta({ description: 'Of the app; null for an API account.' }),
    storeHash: storeHashSchema,
    apiUrl: z
      .string()
      .meta({ format: 'uri', description: 'What paths such as /v3/catalog/products follow.' }),
  })
  .meta({ id: 'ConnectionCredentials' });
