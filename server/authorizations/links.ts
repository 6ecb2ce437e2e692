/**
 * Links with which somebody without an account authorizes one connection: `/authorize/{token}`. A
 * link works once and for ten minutes; Redis knows its token's digest and never the token. Owns the
 * keys `authorization-link*`.
 */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Authorization } from './authorization.ts';
import { digestOf, startedBySchema } from './store.ts';

export type AuthorizationLink = {
  connectionId: string;
  /** Who made the link, in whose name the connection is authorized. */
  by: Pick<By, 'address'> & { actor: Authorization['startedBy'] };
  /** Where the browser is sent when it is done; see `acceptedReturnUrl`. */
  returnUrl?: string | undefined;
};

export type AuthorizationLinks = {
  /** Answers the token (256 bits) of a new link, which is at `authorizationLinkPath`. */
  makeLink(link: AuthorizationLink): Promise<string>;
  /** What a token stands for, once; undefined when it was taken, is too old, or never was one. */
  takeLink(token: string): Promise<AuthorizationLink | undefined>;
};

/** How long a link may be opened, in milliseconds. */
export const authorizationLinkMs = 10 * 60_000;

export function authorizationLinkPath(token: string): string {
  return `/authorize/${token}`;
}

const linkSchema = z.object({
  connectionId: z.string(),
  by: z.object({
    actor: startedBySchema,
    address: z.string(),
  }),
  returnUrl: z.string().optional(),
});

export function createAuthorizationLinks({ redis }: { redis: RedisClient }): AuthorizationLinks {
  return {
    async makeLink(link) {
      const token = randomBytes(32).toString('base64url');
      const key = keys.authorizationLink(digestOf(token));
      await redis.set(key, JSON.stringify(linkSchema.parse(link)), 'PX', authorizationLinkMs);
      return token;
    },

    async takeLink(token) {
      if (!/^[\w-]{43}$/.test(token)) return undefined;
      const kept = await redis.getdel(keys.authorizationLink(digestOf(token)));
      return kept === null ? undefined : linkSchema.parse(JSON.parse(kept));
    },
  };
}
