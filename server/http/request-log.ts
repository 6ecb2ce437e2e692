/**
 * One log line for each request, and the reference by which a person can name it: it is in the
 * `X-Request-Id` header, on every failure page and in every line that the request writes.
 */
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { describeError } from '../log.ts';
import { createReferences } from './reference.ts';

/** Paths only: queries carry codes and signed payloads. Headers are left out for the same reason. */
export function requestLog(log: Logger): RequestHandler {
  const makeReference = createReferences();
  return pinoHttp({
    logger: log,
    genReqId: (_req, res) => {
      const reference = makeReference();
      res.setHeader('X-Request-Id', reference);
      return reference;
    },
    customAttributeKeys: { reqId: 'reference' },
    quietReqLogger: true,
    wrapSerializers: false,
    serializers: {
      req: (req: Request) => ({ method: req.method, path: loggedPath(req) }),
      res: (res: Response) => ({ status: res.statusCode }),
      err: describeError,
    },
    // The error was logged where it was answered; here pino-http would make one up.
    customErrorObject: (_req, _res, _error, { err, ...rest }: { err: unknown }) => rest,
    customErrorMessage: () => 'request failed',
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'warn' : 'info'),
  });
}

/** Without the token of a link that may not have been used yet. */
function loggedPath({ originalUrl }: Request): string | undefined {
  return originalUrl.split('?', 1)[0]?.replace(/^\/authorize\/.+/, '/authorize/…');
}
