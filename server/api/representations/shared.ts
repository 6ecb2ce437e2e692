/** Shapes that several representations and bodies have in common. */
import { z } from 'zod';
import { largestScope, mostScopes, scopePattern } from '../../bigcommerce/scope-names.ts';
import { isVisibleName } from '../../language/visible-name.ts';

/** A moment as answers have it. */
export const momentSchema = z.string().meta({ format: 'date-time' });

export function momentOf(at: number): string {
  return new Date(at).toISOString();
}

/** Null for what has not happened yet. */
export function possibleMomentOf(at: number | undefined): string | null {
  return at === undefined ? null : momentOf(at);
}

export const storeHashSchema = z.string().meta({ description: 'The store’s hash in API paths.' });

/** What people call things, trimmed, of at most so many characters; see `isVisibleName`. */
export function visibleTextSchema(longest: number) {
  return z
    .string()
    .overwrite((text) => text.trim().toWellFormed())
    .min(1, { abort: true })
    .max(longest, { abort: true })
    .refine((text) => isVisibleName(text, longest), 'Use characters that everybody sees.');
}

/** Scopes as people configure them. */
export const scopesSchema = z
  .array(
    z
      .string()
      .min(1)
      .max(largestScope)
      .regex(scopePattern, 'Give the name of one scope, such as store_v2_products_read_only.'),
  )
  .max(mostScopes)
  .transform((scopes) => [...new Set(scopes)]);

export const concurrencySchema = z
  .strictObject({
    level: z.int().min(1).max(25).nullable().meta({
      description: 'Requests in flight at once; null when it borrows.',
    }),
    borrowFrom: z.string().nullable().meta({
      description:
        'The connection to the same store whose level it shares; null when it has its own, and when your key does not reach that connection.',
    }),
  })
  .meta({ id: 'Concurrency' });

export const personSchema = z
  .strictObject({ id: z.string(), email: z.string() })
  .meta({ id: 'Person', description: 'Somebody with a BigCommerce account.' });

export const detectedScopesSchema = z
  .strictObject({
    held: z.array(z.string()),
    refused: z.array(z.string()),
    unknown: z.array(z.string()).meta({ description: 'No probe is known, or it told nothing.' }),
    at: momentSchema,
  })
  .meta({
    id: 'DetectedScopes',
    description: 'What probing the token found. Probes prove reading, never changing.',
  });

export const storeSchema = z
  .strictObject({
    name: z.string(),
    domain: z.string().nullable(),
    timeZone: z.string().nullable(),
  })
  .meta({ id: 'Store', description: 'What BigCommerce says of the store.' });

/** `?limit&cursor` of every list. */
export const pageQuery = {
  limit: z
    .string()
    .regex(/^\d+$/, 'Give a number from 1 to 100.')
    .pipe(z.coerce.number<string>().int().min(1).max(100))
    .default(20),
  cursor: z.string().max(2_000).optional().meta({
    description: '`nextCursor` of the page before.',
  }),
};

/** A page of a list, with an id of its own in the document. */
export function pageSchema<T extends z.ZodType>(item: T, id: string) {
  return z
    .strictObject({
      data: z.array(item),
      nextCursor: z.string().nullable().meta({ description: 'Null on the last page.' }),
    })
    .meta({ id });
}
