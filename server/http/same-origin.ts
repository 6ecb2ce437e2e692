import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** Lets a change pass only when the page that asks for it is ours (OWASP CSRF cheat sheet, "Verifying origin"). */
export function requireSameOrigin(publicUrl: string): RequestHandler {
  return (req, _res, next) => {
    if (req.get('Origin') === publicUrl) return next();
    throw new AppError('origin_refused', 'The Origin header is missing or names another site.');
  };
}
