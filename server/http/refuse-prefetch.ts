import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/**
 * Refuses browsers that fetch or draw a page before anybody wants it. It guards what a visit uses up.
 * Sources: Fetch, `Sec-Purpose`; older browsers send `Purpose`, `X-Purpose` (Safari) or `X-Moz` (Firefox).
 * @throws AppError `opened_ahead`, whose answer no cache keeps
 */
export const refusePrefetch: RequestHandler = (req, _res, next) => {
  const isAhead = ['Sec-Purpose', 'Purpose', 'X-Purpose', 'X-Moz'].some((name) =>
    /\b(prefetch|prerender|preview)\b/i.test(req.get(name) ?? ''),
  );
  if (isAhead) throw new AppError('opened_ahead', 'A browser fetched the page ahead.');
  next();
};
