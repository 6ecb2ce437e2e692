/**
 * The session inside BigCommerce's iframe: a cookie of its own, partitioned by the site that shows
 * the frame (CHIPS), so that it works where third-party cookies are blocked.
 *
 * One browser may have the control panels of several stores open, all of them one site to the
 * browser. So each connection has a cookie of its own, kept apart by its path.
 */
import { RedisStore } from 'connect-redis';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';

/** Who the browser is in one store; it holds only while the store user has the same membership id. */
export type Membership = { connectionId: string; userId: string; membershipId: string };

declare module 'express-session' {
  interface SessionData {
    membership: Membership;
  }
}

export const embeddedCookieName = '__Secure-embedded';

const lifetimeSeconds = 12 * 60 * 60;

/** Where the embedded app of a connection is, and its cookie goes. */
export function embeddedPath(connectionId: string): string {
  return `/app/${connectionId}`;
}

/** Reads the session of a request. It makes none: only `startMembership` does. */
export function embeddedSession(options: { redis: RedisClient; secret: string }): RequestHandler {
  const read = session({
    name: embeddedCookieName,
    secret: options.secret,
    // A fixed life, written once: pages keep working while Redis takes no writes.
    store: new RedisStore({
      client: options.redis,
      prefix: keys.embeddedSessionPrefix,
      ttl: lifetimeSeconds,
      disableTouch: true,
    }),
    resave: false,
    saveUninitialized: false,
    cookie: { httpOnly: true, secure: true, sameSite: 'none', partitioned: true },
  });
  return (req, res, next) => {
    // express-session sends a secure cookie only where it believes the connection to be secure.
    // PUBLIC_URL says that it is (browsers count http://localhost in), not a header of the request.
    Object.defineProperty(req, 'secure', { value: true });
    read(req, res, next);
  };
}

/** Gives the browser a membership, always under a new session id. */
export async function startMembership(req: Request, membership: Membership): Promise<void> {
  await settled((done) => req.session.regenerate(done));
  req.session.membership = membership;
  req.session.cookie.path = embeddedPath(membership.connectionId);
  await settled((done) => req.session.save(done));
}

export function membershipIn(req: Request, connectionId: string): Membership | undefined {
  const { membership } = req.session;
  return membership?.connectionId === connectionId ? membership : undefined;
}

export async function endMembership(req: Request): Promise<void> {
  if (req.session.membership) await settled((done) => req.session.destroy(done));
}

function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
