/**
 * What the sessions of the console and of the embedded app have in common: a fixed life, written once,
 * so that pages keep working while Redis takes no writes and no late request brings one back.
 */
import { RedisStore } from 'connect-redis';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { RedisClient } from '../redis/connect.ts';

export const sessionSeconds = 12 * 60 * 60;

export type SessionOptions = { redis: RedisClient; secret: string };

/** Reads the session of a request. It makes none: only `startSession` does. */
export function fixedSession(
  { redis, secret }: SessionOptions,
  { name, prefix, cookie }: { name: string; prefix: string; cookie: session.CookieOptions },
): RequestHandler {
  const read = session({
    name,
    secret,
    store: new RedisStore({ client: redis, prefix, ttl: sessionSeconds, disableTouch: true }),
    resave: false,
    saveUninitialized: false,
    cookie: { ...cookie, httpOnly: true, secure: true },
  });
  return (req, res, next) => {
    // express-session sends a secure cookie only where it believes the connection to be secure.
    // PUBLIC_URL says that it is (browsers count http://localhost in), not a header of the request.
    Object.defineProperty(req, 'secure', { value: true, configurable: true });
    read(req, res, next);
  };
}

/** Starts a session, always under a new id. @param fill writes what it holds into `req.session` */
export async function startSession(req: Request, fill: () => void): Promise<void> {
  await settled((done) => req.session.regenerate(done));
  fill();
  await settled((done) => req.session.save(done));
}

/** Forgets the session in Redis; the cookie that is left opens nothing. */
export function endSession(req: Request): Promise<void> {
  return settled((done) => req.session.destroy(done));
}

function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
