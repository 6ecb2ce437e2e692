/**
 * Visits: each is one browser's way through one link, known by that browser's name alone, which Redis
 * does not hold. A visit is forgotten when two hours have passed without a step. Owns the keys
 * `link-visit*` and `waiting-install*`.
 */
import { hash } from 'node:crypto';
import { z } from 'zod';
import { AppError, type ErrorCode, isErrorCode } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { SecretOwner, Vault } from '../vault/vault.ts';
import { ways } from './link.ts';
import { fieldsOf } from './record.ts';
import type { LinkVisit, VisitChange } from './visit.ts';
import * as scripts from './visit-scripts.ts';

/** What a merchant typed of an API account, between two tests of it. */
export type TypedToken = {
  accessToken: string;
  storeHash: string;
  clientId?: string | undefined;
  clientSecret?: string | undefined;
  /** The scopes that its latest test found missing. */
  missing?: string[] | undefined;
};

export type VisitStore = {
  /**
   * The visit of this browser, or a new one. One that was cancelled, has failed, or has connected a
   * store by a link for many uses begins anew; only the chosen language stays.
   */
  open(linkId: string, browserName: string): Promise<LinkVisit>;
  /** Undefined when this browser has not opened the link, or too long ago. */
  find(linkId: string, browserName: string): Promise<LinkVisit | undefined>;
  findById(visitId: string): Promise<LinkVisit | undefined>;
  /**
   * @param version of the text that was agreed to
   * @returns false when the visit has that consent already
   * @throws AppError `visit_unknown`
   */
  consent(visitId: string, version: string): Promise<boolean>;
  /** As if it was never given. @throws AppError `visit_unknown` */
  withdrawConsent(visitId: string): Promise<void>;
  /**
   * An end drops the token. A visit that has ended with a connected store keeps that end, whatever
   * `end` says.
   * @throws AppError `visit_unknown`
   */
  change(visitId: string, change: VisitChange): Promise<void>;
  /** Keeps it sealed, in the place of an earlier one; none of a visit that has ended. @throws AppError `visit_unknown` */
  keepToken(visitId: string, token: TypedToken): Promise<void>;
  token(visitId: string): Promise<TypedToken | undefined>;
  /** @throws AppError `visit_unknown` */
  dropToken(visitId: string): Promise<void>;
  /** For ten minutes: whatever install of the iClient comes back in this browser is meant for the link. */
  awaitInstall(waiting: { linkId: string; iclientId: string; browserName: string }): Promise<void>;
  /** The id of the link whose visit waits for it. */
  awaited(installed: { iclientId: string; browserName: string }): Promise<string | undefined>;
  /** The same, once. */
  takeAwaited(installed: { iclientId: string; browserName: string }): Promise<string | undefined>;
};

const visitMs = 2 * 60 * 60_000;
const installMs = 10 * 60_000;

const tokenSchema = z.object({
  accessToken: z.string(),
  storeHash: z.string(),
  clientId: z.string().exactOptional(),
  clientSecret: z.string().exactOptional(),
  missing: z.array(z.string()).exactOptional(),
});

const endSchema = z.discriminatedUnion('status', [
  z.object({ status: z.literal('connected'), connectionId: z.string() }),
  z.object({ status: z.literal('cancelled') }),
  z.object({ status: z.literal('failed'), errorCode: z.custom<ErrorCode>(isErrorCode) }),
]);

const recordSchema = z.object({
  linkId: z.string(),
  language: z.enum(['en', 'fr']).optional(),
  consentVersion: z.string().optional(),
  consentAt: z.coerce.number().optional(),
  way: z.enum(ways).optional(),
  store: z.string().optional(),
  authorizationId: z.string().optional(),
  installed: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(z.object({ connectionId: z.string(), attempt: z.string() }))
    .optional(),
  token: z.string().optional(),
  end: z
    .string()
    .transform((text): unknown => JSON.parse(text))
    .pipe(endSchema)
    .optional(),
});

export function createVisitStore({
  redis,
  vault,
}: {
  redis: RedisClient;
  vault: Vault;
}): VisitStore {
  const findById = async (id: string) =>
    readVisit(id, await scripts.read(redis, [keys.linkVisit(id)], [visitMs, installMs]));
  const change = async (id: string, fields: string[]) =>
    requireVisit(await scripts.change(redis, [keys.linkVisit(id)], [visitMs, ...fields]));
  return {
    findById,
    find: (linkId, browserName) => findById(visitIdOf(linkId, browserName)),

    async open(linkId, browserName) {
      const id = visitIdOf(linkId, browserName);
      const singleUse = await redis.hget(keys.link(linkId), 'singleUse');
      const args = [linkId, visitMs, singleUse === '0' ? 1 : 0];
      const visit = readVisit(id, await scripts.open(redis, [keys.linkVisit(id)], args));
      if (!visit) throw new Error('The visit was gone as soon as it was made.');
      return visit;
    },

    async consent(id, version) {
      const answer = await scripts.consent(redis, [keys.linkVisit(id)], [visitMs, version]);
      if (answer === 2) return false;
      requireVisit(answer);
      return true;
    },

    async withdrawConsent(id) {
      await change(id, ['consentVersion', '', 'consentAt', '']);
    },

    async change(id, { end, installed, ...texts }) {
      const fields: Record<string, string | null | undefined> = {
        ...texts,
        installed: installed && JSON.stringify(installed),
        end: end && JSON.stringify(end),
      };
      await change(
        id,
        Object.entries(fields).flatMap(([name, value]) =>
          value === undefined ? [] : [name, value ?? ''],
        ),
      );
    },

    async keepToken(id, token) {
      await change(id, ['token', vault.seal(JSON.stringify(token), tokenOwner(id))]);
    },

    async token(id) {
      const sealed = await redis.hget(keys.linkVisit(id), 'token');
      if (sealed === null) return undefined;
      return tokenSchema.parse(JSON.parse(vault.open(sealed, tokenOwner(id))));
    },

    async dropToken(id) {
      await change(id, ['token', '']);
    },

    async awaitInstall({ linkId, ...pair }) {
      await redis.set(keys.waitingInstall(pairDigest(pair)), linkId, 'PX', installMs);
    },

    async awaited(pair) {
      return (await redis.get(keys.waitingInstall(pairDigest(pair)))) ?? undefined;
    },

    async takeAwaited(pair) {
      return (await redis.getdel(keys.waitingInstall(pairDigest(pair)))) ?? undefined;
    },
  };
}

function readVisit(id: string, answer: unknown): LinkVisit | undefined {
  const list = z.array(z.string()).parse(answer);
  if (list.length === 0) return undefined;
  const { consentVersion, consentAt, token, ...fields } = recordSchema.parse(fieldsOf(list));
  return {
    id,
    linkId: fields.linkId,
    language: fields.language,
    consent:
      consentVersion === undefined || consentAt === undefined
        ? undefined
        : { version: consentVersion, at: consentAt },
    way: fields.way,
    store: fields.store,
    authorizationId: fields.authorizationId,
    installed: fields.installed,
    hasToken: token !== undefined,
    end: fields.end,
  };
}

function requireVisit(answer: unknown): void {
  if (answer !== 1) throw new AppError('visit_unknown', 'The visit is gone, or never was.');
}

function visitIdOf(linkId: string, browserName: string): string {
  return digestOf([linkId, browserName]);
}

function pairDigest({ browserName, iclientId }: { browserName: string; iclientId: string }) {
  return digestOf([browserName, iclientId]);
}

/** JSON keeps the parts apart: no two pairs give the same text. */
function digestOf(pair: [string, string]): string {
  return hash('sha256', JSON.stringify(pair), 'hex');
}

function tokenOwner(visitId: string): SecretOwner {
  return { record: `link-visit:${visitId}`, field: 'token' };
}
