/** What the API takes to make, change and test connections. */
import { z } from 'zod';
import { parseStoreAddress, type StoreAddressProblem } from '../bigcommerce/store-address.ts';
import {
  type Concurrency,
  type ConnectionKind,
  defaultConcurrency,
} from '../connections/connection.ts';
import { scopesSchema, visibleTextSchema } from './representations/shared.ts';

const visible = /^[\x21-\x7e]*$/;

/** As `connectionNameSchema` takes it, with words for programs. */
const nameSchema = visibleTextSchema(100).meta({
  description: 'Unique among connections, whatever its case.',
  examples: ['Snow Boots'],
});

const companyIdSchema = z.string().min(1).max(64).nullable().optional();
const newCompanyIdSchema = companyIdSchema.meta({
  description: 'Whose store it is. A store belongs to one company at most.',
});

const storeProblems: Record<StoreAddressProblem, string> = {
  empty: 'Give the store: its hash, its API path or an address of its control panel.',
  vanity_address:
    'This address does not tell the store’s hash. Give the hash, the API path or the address of the control panel, store-….mybigcommerce.com.',
  not_bigcommerce: 'This is no address of BigCommerce. Give the store’s hash or its API path.',
  look_alike: 'This only looks like an address of BigCommerce. Give the store’s hash.',
  malformed: 'No store can be read from this. Give its hash or its API path.',
};

/** In any form that people paste; read as the store's hash. */
const storeSchema = z
  .string()
  .max(2_048)
  .transform((text, ctx) => {
    const found = parseStoreAddress(text);
    if (found.ok) return found.storeHash;
    ctx.addIssue({ code: 'custom', message: storeProblems[found.reason] });
    return z.NEVER;
  })
  .meta({
    description: 'The store: its hash, its API path, or an address of its control panel.',
    examples: ['https://api.bigcommerce.com/stores/snowboots/v3/'],
  });

const credentialsSchema = z
  .strictObject({
    accessToken: z
      .string()
      .trim()
      .min(1)
      .max(4_096)
      .regex(visible, 'Give the token alone, without white space.'),
    clientId: z.string().trim().max(200).regex(visible, 'Give it without white space.').optional(),
    clientSecret: z
      .string()
      .trim()
      .max(200)
      .regex(visible, 'Give it without white space.')
      .optional(),
  })
  .meta({
    id: 'Credentials',
    description: 'Of a store-level API account. Calls need only the access token.',
  });

const concurrencySchema = z
  .strictObject({
    level: z.int().min(1).max(25).nullable().optional(),
    borrowFrom: z.string().min(1).max(64).nullable().optional(),
  })
  .refine(({ level, borrowFrom }) => level != null || borrowFrom != null, {
    error: 'Give a level, or the connection to borrow from.',
  })
  .meta({
    id: 'ConcurrencyWish',
    description: 'A level of its own, or the connection whose level it shares, which wins.',
  });

/** Says of a field that only the other kind has whose it is. */
function onlyFor(kind: ConnectionKind, field: string): z.core.$ZodErrorMap {
  return (issue) =>
    issue.code === 'unrecognized_keys' && issue.keys.every((key) => key === field)
      ? `This is for the kind ${kind} alone. Leave it out.`
      : undefined;
}

const newAppSchema = z
  .strictObject(
    {
      kind: z.literal('app'),
      name: nameSchema,
      store: storeSchema,
      iclientId: z.string().min(1).max(64),
      scopes: scopesSchema
        .nullable()
        .optional()
        .meta({ description: 'Without it, and with null, those of the iClient.' }),
      concurrency: concurrencySchema.optional(),
      companyId: newCompanyIdSchema,
    },
    { error: onlyFor('api_account', 'credentials') },
  )
  .meta({
    id: 'NewAppConnection',
    description: 'Through an app: it is pending until somebody authorizes it.',
    examples: [{ kind: 'app', name: 'Snow Boots', store: 'snowboots', iclientId: 'default' }],
  });

const newApiAccountSchema = z
  .strictObject(
    {
      kind: z.literal('api_account'),
      name: nameSchema,
      store: storeSchema,
      credentials: credentialsSchema,
      scopes: scopesSchema.nullable().optional().meta({ description: 'Those that you need.' }),
      concurrency: concurrencySchema.optional(),
      companyId: newCompanyIdSchema,
    },
    { error: onlyFor('app', 'iclientId') },
  )
  .meta({
    id: 'NewApiAccountConnection',
    description: 'By the credentials of an API account, which are tested before they are kept.',
    examples: [
      {
        kind: 'api_account',
        name: 'Snow Boots',
        store: 'snowboots',
        credentials: { accessToken: 'the API account’s token' },
        concurrency: { level: 5 },
      },
    ],
  });

export const newConnectionSchema = z
  .discriminatedUnion('kind', [newAppSchema, newApiAccountSchema])
  .meta({ id: 'NewConnection' });

export type NewApiAccountBody = z.output<typeof newApiAccountSchema>;
export type NewAppBody = z.output<typeof newAppSchema>;

export const connectionChangeSchema = z
  .strictObject({
    name: nameSchema.optional(),
    scopes: scopesSchema.nullable().optional().meta({
      description: 'Null takes those of the iClient again.',
    }),
    concurrency: concurrencySchema.optional(),
    companyId: companyIdSchema.meta({
      description: 'Null takes it from its company. Limited keys cannot set it.',
    }),
    credentials: credentialsSchema.optional().meta({
      description: 'New ones for an API account; tested before they are kept.',
    }),
  })
  .meta({
    id: 'ConnectionChange',
    description: 'What is left out stays as it is.',
    examples: [{ name: 'Snow Boots Europe', concurrency: { level: 10 } }],
  });

export const unsavedCredentialsSchema = z
  .strictObject({
    store: storeSchema,
    credentials: credentialsSchema,
    scopes: scopesSchema.optional().meta({ description: 'Those that you need.' }),
  })
  .meta({
    id: 'UnsavedCredentials',
    examples: [{ store: 'snowboots', credentials: { accessToken: 'the API account’s token' } }],
  });

/** Whom a wish borrows from wins over its level. */
export function concurrencyOf(wish: z.output<typeof concurrencySchema> | undefined): Concurrency {
  if (wish?.borrowFrom != null) return { borrowFrom: wish.borrowFrom };
  return wish?.level == null ? defaultConcurrency : { level: wish.level };
}

/** Empty texts are as good as none. */
export function credentialsOf(credentials: z.output<typeof credentialsSchema>) {
  const { accessToken, clientId, clientSecret } = credentials;
  return {
    accessToken,
    clientId: clientId || undefined,
    clientSecret: clientSecret || undefined,
  };
}
