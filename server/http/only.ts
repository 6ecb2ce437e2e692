import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/**
 * Refuses every method but one. It guards routes mounted with `all`, since Express would answer
 * HEAD by running the handler of GET, and a callback acts.
 */
export function only(method: 'GET' | 'POST'): RequestHandler {
  return (req, res, next) => {
    if (req.method === method) return next();
    res.set('Allow', method);
    throw new AppError('method_not_allowed', `${req.method} is not allowed here, only ${method}.`);
  };
}
