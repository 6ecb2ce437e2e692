/** The JSON of a request's body. */
import express, { type Request, type RequestHandler } from 'express';
import { AppError, type ErrorCode } from '../errors.ts';
import { partInvalid } from './read-part.ts';

const most = 256 * 1024;

/** Keeps the bytes in `req.body`; an empty body leaves it undefined or empty. */
export function readBytes(): RequestHandler {
  const read = express.raw({ type: () => true, limit: most });
  return (req, res, next) => {
    read(req, res, (error?: unknown) => {
      if (!error) return next();
      const code = codes[typeOf(error)] ?? 'body_invalid';
      next(new AppError(code, 'The body could not be read.', { cause: error }));
    });
  };
}

// Source: body-parser, "Errors".
const codes: Record<string, ErrorCode> = {
  'entity.too.large': 'body_too_large',
  'encoding.unsupported': 'media_type_unsupported',
};

function typeOf(error: unknown): string {
  return error instanceof Error && 'type' in error ? String(error.type) : '';
}

/** The bytes of the body; none when there is no body. */
export function bytesOf(req: Request): Buffer {
  return Buffer.isBuffer(req.body) ? req.body : Buffer.alloc(0);
}

/**
 * The body, undefined when there is none.
 * @throws AppError `media_type_unsupported`; `body_invalid` for what is no JSON in UTF-8
 */
export function jsonOf(req: Request): unknown {
  const bytes = bytesOf(req);
  if (bytes.length === 0) return undefined;
  if (!isJson(req.get('Content-Type')))
    throw new AppError('media_type_unsupported', 'The Content-Type is not JSON.');
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw partInvalid('body_invalid', [{ field: '', message: 'Give JSON in UTF-8.' }]);
  }
}

/** JSON has no other encoding than UTF-8 (RFC 8259, 8.1). */
function isJson(contentType = ''): boolean {
  return /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?;?\s*$/i.test(contentType);
}
