/**
 * The session inside BigCommerce's iframe: a cookie of its own, partitioned by the site that shows
 * the frame (CHIPS), so that it works where third-party cookies are blocked.
 *
 * One browser may have the control panels of several stores open, all of them one site to the
 * browser. So each connection has a cookie of its own, kept apart by its path.
 */
import type { Request, RequestHandler } from 'express';
import { keys } from '../redis/keys.ts';
import { endSession, fixedSession, type SessionOptions, startSession } from './fixed-session.ts';

/** Who the browser is in one store; it holds only while the store user has the same membership id. */
export type Membership = { connectionId: string; userId: string; membershipId: string };

declare module 'express-session' {
  interface SessionData {
    membership: Membership;
  }
}

export const embeddedCookieName = '__Secure-embedded';

/** What a cookie needs to be kept inside BigCommerce's iframe. */
export const embeddedCookie = {
  sameSite: 'none',
  partitioned: true,
  httpOnly: true,
  secure: true,
} as const;

/** Where the embedded app of a connection is, and its cookie goes. */
export function embeddedPath(connectionId: string): string {
  return `/app/${connectionId}`;
}

/** Reads the session of a request. It makes none: only `startMembership` does. */
export function embeddedSession(options: SessionOptions): RequestHandler {
  return fixedSession(options, {
    name: embeddedCookieName,
    prefix: keys.embeddedSessionPrefix,
    cookie: embeddedCookie,
  });
}

/** Gives the browser a membership, always under a new session id. */
export async function startMembership(req: Request, membership: Membership): Promise<void> {
  await startSession(req, () => {
    req.session.membership = membership;
    req.session.cookie.path = embeddedPath(membership.connectionId);
  });
}

export function membershipIn(req: Request, connectionId: string): Membership | undefined {
  const { membership } = req.session;
  return membership?.connectionId === connectionId ? membership : undefined;
}

export async function endMembership(req: Request): Promise<void> {
  if (req.session.membership) await endSession(req);
}
