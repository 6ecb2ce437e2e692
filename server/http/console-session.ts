/**
 * The session of the console: who signed in, and nothing else. It is written once, at sign-in, under
 * a new id. No request writes it again, so a slow one that ends after the sign-out cannot bring it back.
 */
import { RedisStore } from 'connect-redis';
import type { Request, RequestHandler } from 'express';
import session from 'express-session';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';

/** Who signed in. It holds only while the user has the same session key. */
export type SignedIn = { userId: string; sessionKey: string };

declare module 'express-session' {
  interface SessionData {
    signedIn: SignedIn;
  }
}

export const consoleCookieName = '__Host-console';

const lifetimeSeconds = 12 * 60 * 60;

/** Reads the session of a request. It makes none: only `startConsoleSession` does. */
export function consoleSession(options: { redis: RedisClient; secret: string }): RequestHandler {
  const read = session({
    name: consoleCookieName,
    secret: options.secret,
    store: new RedisStore({
      client: options.redis,
      prefix: keys.consoleSessionPrefix,
      ttl: lifetimeSeconds,
      disableTouch: true,
    }),
    resave: false,
    saveUninitialized: false,
    cookie: {
      httpOnly: true,
      secure: true,
      sameSite: 'lax',
      path: '/',
      maxAge: lifetimeSeconds * 1000,
    },
  });
  return (req, res, next) => {
    // PUBLIC_URL says whether the connection is secure (browsers count http://localhost in), no header does.
    Object.defineProperty(req, 'secure', { value: true, configurable: true });
    read(req, res, next);
  };
}

/** Signs the browser in, always under a new session id. */
export async function startConsoleSession(req: Request, signedIn: SignedIn): Promise<void> {
  await settled((done) => req.session.regenerate(done));
  req.session.signedIn = signedIn;
  await settled((done) => req.session.save(done));
}

/** Forgets the session in Redis; the cookie that is left opens nothing. */
export async function endConsoleSession(req: Request): Promise<void> {
  if (req.session.signedIn) await settled((done) => req.session.destroy(done));
}

function settled(start: (done: (error?: unknown) => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    start((error) => (error ? reject(error) : resolve()));
  });
}
