import type { RequestHandler } from 'express';
import { AppError } from '../errors.ts';

/** Once at most (RFC 9110 section 7.2; RFC 9112 section 3.2): readers on the way may each take another one. */
export const singleHeaders = new Set(['host', 'authorization', 'x-auth-token', 'content-type']);

/** @throws AppError `header_invalid` when one that must be single is repeated, or the body is in a form that Node does not undo */
export const refuseRepeatedHeaders: RequestHandler = ({ rawHeaders, headers }, _res, next) => {
  const seen = new Set<string>();
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = (rawHeaders[at] ?? '').toLowerCase();
    if (!singleHeaders.has(name)) continue;
    if (seen.has(name))
      throw new AppError('header_invalid', 'A header is repeated.', { parameter: name });
    seen.add(name);
  }
  refuseTransferCodings(headers['transfer-encoding']);
  next();
};

/** @throws AppError `header_invalid` */
export function refuseTransferCodings(transferEncoding: string | undefined): void {
  if (transferEncoding === undefined || /^chunked$/i.test(transferEncoding)) return;
  throw new AppError('header_invalid', 'Only chunked is understood.', {
    parameter: 'transfer-encoding',
  });
}
