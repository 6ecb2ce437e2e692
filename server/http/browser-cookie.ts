/**
 * A random name for a browser, for what must go on in the browser in which it began: forms before
 * anybody signed in, and authorizations. It is kept in a cookie only and makes no key in Redis.
 */
import { randomBytes } from 'node:crypto';
import { parse } from 'cookie';
import type { CookieOptions, Request, Response } from 'express';

const cookieName = '__Host-browser';
const attributes: CookieOptions = { httpOnly: true, secure: true, sameSite: 'lax', path: '/' };
const form = /^[A-Za-z0-9_-]{22}$/;

/** The name of the browser, made (128 bits) and sent with the answer when it has none. */
export function browserOf(req: Request, res: Response): string {
  const known = knownBrowser(req) ?? res.locals.browser;
  if (typeof known === 'string') return known;
  const made = randomBytes(16).toString('base64url');
  res.locals.browser = made;
  res.cookie(cookieName, made, attributes);
  return made;
}

/** The name that the browser brought, if it brought one of ours. */
export function knownBrowser(req: Request): string | undefined {
  const value = parse(req.headers.cookie ?? '')[cookieName];
  return value !== undefined && form.test(value) ? value : undefined;
}

/** Takes the name away, so that what began before is not finished by who comes next. */
export function forgetBrowser(res: Response): void {
  res.clearCookie(cookieName, attributes);
}
