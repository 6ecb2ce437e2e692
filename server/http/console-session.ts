/**
 * The session of the console: who signed in, and nothing else. It is written once, at sign-in, under
 * a new id. No request writes it again, so a slow one that ends after the sign-out cannot bring it back.
 */
import type { Request, RequestHandler } from 'express';
import { keys } from '../redis/keys.ts';
import {
  endSession,
  fixedSession,
  type SessionOptions,
  sessionSeconds,
  startSession,
} from './fixed-session.ts';

/** Who signed in. It holds only while the user has the same session key. */
export type SignedIn = {
  userId: string;
  sessionKey: string;
  /** The id of the admin whose link it was by: it ends with their role. */
  letInBy?: string;
  /** Came in by a sign-in link, and may set a new password without the old one until then (ms since 1970). */
  newPasswordUntil?: number;
};

declare module 'express-session' {
  interface SessionData {
    signedIn: SignedIn;
  }
}

export const consoleCookieName = '__Host-console';

/** Reads the session of a request. It makes none: only `startConsoleSession` does. */
export function consoleSession(options: SessionOptions): RequestHandler {
  return fixedSession(options, {
    name: consoleCookieName,
    prefix: keys.consoleSessionPrefix,
    cookie: { sameSite: 'lax', path: '/', maxAge: sessionSeconds * 1000 },
  });
}

/** Signs the browser in, always under a new session id. */
export async function startConsoleSession(req: Request, signedIn: SignedIn): Promise<void> {
  await startSession(req, () => {
    req.session.signedIn = signedIn;
  });
}

/** Whether the session of a request is still there: its browser may have signed out since it was read. */
export async function consoleSessionLasts(req: Request): Promise<boolean> {
  return new Promise((resolve, reject) => {
    req.sessionStore.get(req.sessionID, (error: unknown, session) =>
      error ? reject(error) : resolve(session !== undefined && session !== null),
    );
  });
}

/** Forgets the session in Redis; the cookie that is left opens nothing. */
export async function endConsoleSession(req: Request): Promise<void> {
  if (req.session.signedIn) await endSession(req);
}
