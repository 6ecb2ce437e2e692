/** What BigCommerce sends, as schemas that turn it into the project's own shapes. */
import { z } from 'zod';

/** `stores/{hash}`, answered as the hash, whose case matters. */
export const contextSchema = z
  .string()
  .regex(/^stores\/[A-Za-z0-9]{1,64}$/)
  .transform((context) => context.slice('stores/'.length));

/** Ids were once strings and are numbers now; here they are strings. */
const personIdSchema = z.union([z.string().min(1).max(64), z.number().int()]).transform(String);

/** Somebody with a BigCommerce account, as a token answer or a signed payload names them. */
export const personSchema = z.object({
  id: personIdSchema,
  email: z
    .string()
    .max(320)
    .nullish()
    // Half of a surrogate pair would not survive Redis' JSON.
    .transform((email) => (email ?? '').toWellFormed()),
});
export type Person = z.infer<typeof personSchema>;

export const scopesSchema = z
  .string()
  .transform((text) => text.split(/\s+/).filter((scope) => scope !== ''));

/**
 * The answer of `POST /oauth2/token`. Older answers lack owner and account UUID. A scope of null
 * means that the token was given to a user and not to a store: it opens nothing, so it is refused.
 * Source: BigCommerce, "Implementing OAuth", section "Token response".
 */
export const tokenGrantSchema = z
  .object({
    access_token: z.string().min(1).max(4096),
    scope: scopesSchema,
    context: contextSchema,
    user: personSchema,
    owner: personSchema.nullish(),
    account_uuid: z.string().max(100).nullish(),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    scopes: answer.scope,
    storeHash: answer.context,
    user: answer.user,
    owner: answer.owner ?? undefined,
    accountUuid: answer.account_uuid ?? undefined,
  }));
export type TokenGrant = z.infer<typeof tokenGrantSchema> & {
  /** When BigCommerce answered, by its own clock (ms since 1970, whole seconds), where it said so. */
  answeredAt: number | undefined;
};

/** The part of `GET /v2/store` that the service keeps. */
export const storeProfileSchema = z
  .object({
    name: z.string(),
    domain: z.string().nullish(),
    timezone: z.object({ name: z.string() }).nullish(),
  })
  .transform(({ name, domain, timezone }) => ({
    name,
    domain: domain ?? undefined,
    timeZone: timezone?.name,
  }));
export type StoreProfile = z.infer<typeof storeProfileSchema>;
