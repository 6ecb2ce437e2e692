/**
 * Browsers in which somebody has signed in to an account before. Wrong passwords in one of them are counted
 * for it alone, so that whoever guesses elsewhere does not lock the account's owner out.
 * Source: OWASP, "Slow Down Online Guessing Attacks with Device Cookies".
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import { parse } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';
import { emailKey } from '../users/user.ts';

export type TrustedBrowsers = {
  /** Remembers the browser for the account with which it signed in last. */
  trust(res: Response, email: string): void;
  /** The name of the browser if it is trusted for that account. */
  find(req: Request, email: string): string | undefined;
};

const cookieName = '__Host-trusted-browser';
const attributes: CookieOptions = {
  httpOnly: true,
  secure: true,
  sameSite: 'lax',
  path: '/',
  maxAge: 180 * 24 * 60 * 60_000,
};

export function createTrustedBrowsers(secret: string): TrustedBrowsers {
  const proofOf = (name: string, email: string) =>
    createHmac('sha256', secret)
      .update(JSON.stringify(['trusted-browser', name, emailKey(email)]))
      .digest();
  return {
    trust(res, email) {
      const name = randomBytes(16).toString('base64url');
      res.cookie(cookieName, `${name}.${proofOf(name, email).toString('base64url')}`, attributes);
    },
    find(req, email) {
      const [name = '', proof = ''] = (parse(req.headers.cookie ?? '')[cookieName] ?? '').split(
        '.',
      );
      const given = Buffer.from(proof, 'base64url');
      const expected = proofOf(name, email);
      const isProven = given.length === expected.length && timingSafeEqual(given, expected);
      return isProven ? name : undefined;
    },
  };
}
