/** What BigCommerce sends, as schemas that turn it into the project's own shapes. */
import { z } from 'zod';

/** A store hash, whose case matters. */
export const storeHashPattern = /^[A-Za-z0-9]{1,64}$/;

/** `stores/{hash}`, answered as the hash. */
export const contextSchema = z
  .string()
  .regex(/^stores\/[A-Za-z0-9]{1,64}$/)
  .transform((context) => context.slice('stores/'.length));

/** Ids were once strings and are numbers now; here they are strings. */
const personIdSchema = z.union([z.string().min(1).max(64), z.number().int()]).transform(String);

/** Somebody with a BigCommerce account, as a token answer or a signed payload names them. */
export const personSchema = z.object({ id: personIdSchema, email: z.string().max(320) });
export type Person = z.infer<typeof personSchema>;

export const scopesSchema = z
  .string()
  .transform((text) => text.split(/\s+/).filter((scope) => scope !== ''));

/**
 * The answer of `POST /oauth2/token`. Older answers lack owner and account UUID. A token without
 * scopes was given to a user and not to a store: it opens nothing, so it is refused here.
 * Source: BigCommerce, "Implementing OAuth", section "Token response".
 */
export const tokenGrantSchema = z
  .object({
    access_token: z.string().min(1).max(4096),
    scope: scopesSchema,
    context: contextSchema,
    user: personSchema,
    owner: personSchema.optional(),
    account_uuid: z.string().max(100).optional(),
  })
  .transform((answer) => ({
    accessToken: answer.access_token,
    scopes: answer.scope,
    storeHash: answer.context,
    user: answer.user,
    owner: answer.owner,
    accountUuid: answer.account_uuid,
  }));
export type TokenGrant = z.infer<typeof tokenGrantSchema>;

/** The part of `GET /v2/store` that the service keeps. */
export const storeProfileSchema = z
  .object({
    name: z.string(),
    domain: z.string(),
    secure_url: z.string().optional(),
    control_panel_base_url: z.string().optional(),
    country_code: z.string().optional(),
    currency: z.string().optional(),
    plan_name: z.string().optional(),
    timezone: z.object({ name: z.string() }).optional(),
  })
  .transform((store) => ({
    name: store.name,
    domain: store.domain,
    secureUrl: store.secure_url,
    controlPanelUrl: store.control_panel_base_url,
    countryCode: store.country_code,
    currency: store.currency,
    planName: store.plan_name,
    timeZone: store.timezone?.name,
  }));
export type StoreProfile = z.infer<typeof storeProfileSchema>;
