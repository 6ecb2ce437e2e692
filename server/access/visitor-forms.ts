/** The guard of changes for people without an account, who are known by their browser alone. */
import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';
import { knownBrowser } from '../http/browser-cookie.ts';
import { createFormTokens } from '../http/form-token.ts';
import { givenToken, readForm } from './access.ts';
import { requireOwnOrigin } from './form-origin.ts';

export type VisitorFormsDeps = { sessionSecret: string; publicUrl: string };

/**
 * Gives pages a form token of the browser that asks, in `res.locals.formToken`, and lets a change pass
 * only with it and our Origin; otherwise 403 `form_refused` or `opened_elsewhere`. Nobody's session of the
 * console is read, so that a page is the same for who is signed in there. A browser without a name gets
 * none here.
 */
export function visitorForms({ sessionSecret, publicUrl }: VisitorFormsDeps): RequestHandler[] {
  const tokens = createFormTokens(sessionSecret);
  const giveToken: RequestHandler = (req, res, next) => {
    const browser = knownBrowser(req);
    if (browser !== undefined) res.locals.formToken = tokens.make(bindingOf(browser));
    next();
  };
  const guard: RequestHandler = (req, _res, next) => {
    if (req.method === 'GET' || req.method === 'HEAD') return next();
    requireOwnOrigin(req, publicUrl);
    const browser = knownBrowser(req);
    const token = givenToken(req);
    if (browser === undefined || token === undefined || !tokens.matches(bindingOf(browser), token))
      throw new AppError('form_refused', 'The form token is missing or is not of this browser.');
    next();
  };
  return [giveToken, readForm(), guard];
}

/** A token of these pages is worth nothing on the pages before the sign-in. */
function bindingOf(browser: string): string {
  return `visitor:${browser}`;
}
