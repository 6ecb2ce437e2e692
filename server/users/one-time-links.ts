/** One-time links. Redis holds only the SHA-256 of a link's token, so who reads Redis can open none. */
import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { roles } from './user.ts';

const linkSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('first_admin') }),
  z.object({
    kind: z.literal('invitation'),
    email: z.string(),
    name: z.string(),
    role: z.enum(roles),
    /** The id of the admin who invites, or `operator`. */
    invitedBy: z.string().default(''),
  }),
  z.object({
    kind: z.literal('sign_in'),
    userId: z.string(),
    /** Of its user when the link was made: it ends with their sessions. */
    sessionKey: z.string().default(''),
    /** The id of the admin who made it; empty for the command line. It ends with their role. */
    madeBy: z.string().default(''),
  }),
]);

/** What a link lets its bearer do. */
export type Link = z.infer<typeof linkSchema>;
export type LinkOf<Kind extends Link['kind']> = Extract<Link, { kind: Kind }>;

const day = 24 * 60 * 60;

/** Seconds. */
export const linkLifetimes = { first_admin: day, invitation: 7 * day, sign_in: 15 * 60 };

/**
 * Whether who made a sign-in link may still let somebody in.
 * @param madeBy id of an admin; empty or none for the command line
 */
export async function mayLetIn(redis: RedisClient, madeBy = ''): Promise<boolean> {
  return madeBy === '' || (await redis.sismember(keys.admins, madeBy)) === 1;
}

/** A new token of 256 bits, for a URL. */
export function makeLinkToken(): string {
  return randomBytes(32).toString('base64url');
}

export function linkKey(token: string): string {
  return keys.oneTimeLink(createHash('sha256').update(token).digest('hex'));
}

/** @returns its token */
export async function saveLink(redis: RedisClient, link: Link): Promise<string> {
  const token = makeLinkToken();
  await redis.set(linkKey(token), JSON.stringify(link), 'EX', linkLifetimes[link.kind]);
  return token;
}

/** A link with its text in Redis, by which a script knows it again. */
type ReadLink<Kind extends Link['kind']> = { link: LinkOf<Kind>; text: string };

/** The link of a token; undefined when it is used up, too old or made up. */
export function readLink<Kind extends Link['kind']>(
  redis: RedisClient,
  kind: Kind,
  token: string,
): Promise<ReadLink<Kind> | undefined> {
  return readLinkAt(redis, kind, linkKey(token));
}

/** The same by the link's key. */
export async function readLinkAt<Kind extends Link['kind']>(
  redis: RedisClient,
  kind: Kind,
  key: string,
): Promise<ReadLink<Kind> | undefined> {
  const text = await redis.get(key);
  if (text === null) return undefined;
  const link = linkSchema.parse(JSON.parse(text));
  return isOf(link, kind) ? { link, text } : undefined;
}

/** What a link leads to. @throws AppError `link_invalid` when it leads to nothing any more */
export function expectValid<T>(what: T | undefined): T {
  if (what === undefined) throw new AppError('link_invalid', 'The link is used up or too old.');
  return what;
}

function isOf<Kind extends Link['kind']>(link: Link, kind: Kind): link is LinkOf<Kind> {
  return link.kind === kind;
}
