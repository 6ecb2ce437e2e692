import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AppError } from '../errors.ts';
import { problemOf, problemType } from '../http/problem.ts';
import { hasBody } from './request-body.ts';

/** Answers a call with a problem of ours; one that is half answered is cut. */
export function answerProblem(
  req: IncomingMessage,
  res: ServerResponse,
  error: AppError,
  ownHeaders: string[],
  stopping: boolean,
): void {
  if (res.headersSent || res.destroyed) return void res.destroy();
  const { status, headers, body } = problemOf(error, ownHeaders[1]);
  // A body that was not read would be taken for the next request.
  const isLast = stopping || (hasBody(req) && !req.complete);
  res.writeHead(status, [
    ...ownHeaders,
    ...(isLast ? ['Connection', 'close'] : []),
    ...Object.entries(headers).flat(),
    'Cache-Control',
    'no-store',
    'Content-Type',
    problemType,
    'Content-Length',
    String(Buffer.byteLength(body)),
  ]);
  res.end(body);
  req.resume();
}
