import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/**
 * Refuses every method but those named. It guards routes mounted with `all`, since Express would answer
 * HEAD by running the handler of GET, and a callback acts.
 */
export function only(...methods: ('GET' | 'POST' | 'PATCH' | 'DELETE')[]): RequestHandler {
  return (req, res, next) => {
    if (methods.some((method) => req.method === method)) return next();
    const allowed = methods.join(', ');
    res.set('Allow', allowed);
    throw new AppError('method_not_allowed', `${req.method} is not allowed here, only ${allowed}.`);
  };
}
