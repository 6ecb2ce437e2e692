/**
 * A form of ours that was refused because its token was of an earlier session: what the page that says so
 * needs to send it again, once its user agrees.
 */
import type { Request, Response } from 'express';

export type SentAgain = { action: string; fields: [name: string, value: string][] };

// Never sent back to a page: then the form itself asks for them again.
const secrets = new Set([
  '_token',
  'accessToken',
  'clientSecret',
  'credentials',
  'current',
  'password',
  'pasted',
  'token',
]);

/** Undefined unless the guard of changes found that only the token was not of this session. */
export function sentAgain(req: Request, res: Response): SentAgain | undefined {
  if (res.locals.mayBeSentAgain !== true) return undefined;
  const body: unknown = req.body;
  const posted = Object.entries(typeof body === 'object' && body !== null ? body : {});
  const fields = posted.flatMap(([name, value]): [string, string][] => {
    if (secrets.has(name) || !/^[\w:.-]{1,60}$/.test(name)) return [];
    return [value].flat().flatMap((one) => (typeof one === 'string' ? [[name, one]] : []));
  });
  return { action: req.originalUrl, fields: [['_token', String(res.locals.formToken)], ...fields] };
}
