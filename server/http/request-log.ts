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

/** As long as the tokens of links and keys are, wherever it stands in the path. */
const tokens = /[\w-]{43,}/g;

/** Without the token of a link that may not have been used yet, however it is spelled. */
function loggedPath({ originalUrl }: Request): string {
  const [raw = ''] = originalUrl.split('?', 1);
  // As it came, too: with a percent sign before it, the beginning of a token may read as an escape.
  const path = raw.replace(/^\/authorize\/.+/, '/authorize/…').replace(tokens, '…');
  const spelledOut = path.replace(/%([0-9a-f]{2})/gi, (_escape, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  );
  return spelledOut.search(tokens) < 0 ? path : spelledOut.replace(tokens, '…');
}
