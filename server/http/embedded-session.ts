/**
 * The session inside BigCommerce's iframe: a cookie of its own, partitioned by the site that shows
 * the frame (CHIPS), so that it works where third-party cookies are blocked.
 *
 * One browser may have the control panels of several stores open, all of them one site to the
 * browser. So one session holds a membership for each connection, and the URL says which is meant.
 */
import { RedisStore } from 'connect-redis';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';

/** Who the browser is in one store; it holds only while the store user has the same membership id. */
export type Membership = { userId: string; membershipId: string };

declare module 'express-session' {
  interface SessionData {
    /** Connection id -> membership, the latest last. */
    memberships: Record<string, Membership>;
  }
}

export const embeddedCookieName = '__Host-embedded';

const lifetimeSeconds = 12 * 60 * 60;
const mostMemberships = 20;

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
    cookie: { path: '/', httpOnly: true, secure: true, sameSite: 'none', partitioned: true },
  });
  return (req, res, next) => {
    // express-session sends a secure cookie only where it believes the connection to be secure.
    // PUBLIC_URL says that it is (browsers count http://localhost in), not a header of the request.
    Object.defineProperty(req, 'secure', { value: true });
    read(req, res, next);
  };
}

/** Gives the browser a membership under a new session id, and keeps those for other stores. */
export async function startMembership(
  req: Request,
  connectionId: string,
  membership: Membership,
): Promise<void> {
  const { [connectionId]: _previous, ...others } = req.session.memberships ?? {};
  await settled((done) => req.session.regenerate(done));
  const kept = Object.entries(others).slice(1 - mostMemberships);
  req.session.memberships = Object.fromEntries([...kept, [connectionId, membership]]);
  await settled((done) => req.session.save(done));
}

export function membershipIn(req: Request, connectionId: string): Membership | undefined {
  const memberships = req.session.memberships ?? {};
  return Object.hasOwn(memberships, connectionId) ? memberships[connectionId] : undefined;
}

/** Ends the membership in one store, and the session with the last of them. */
export async function endMembership(req: Request, connectionId: string): Promise<void> {
  const { [connectionId]: ended, ...others } = req.session.memberships ?? {};
  if (ended === undefined) return;
  req.session.memberships = others;
  const last = Object.keys(others).length === 0;
  await settled((done) => (last ? req.session.destroy(done) : req.session.save(done)));
}

function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
