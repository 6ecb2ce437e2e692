/**
 * One log line for each request, and the reference by which a person can name it: it is in the
 * `X-Request-Id` header, on every failure page and in every line that the request writes.
 */
import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { Logger } from 'pino';
import { pinoHttp } from 'pino-http';
import { describeError } from '../log.ts';

/** Paths only: queries carry codes and signed payloads. Headers are left out for the same reason. */
export function requestLog(log: Logger): RequestHandler {
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
      req: (req: Request) => ({ method: req.method, path: req.originalUrl.split('?', 1)[0] }),
      res: (res: Response) => ({ status: res.statusCode }),
      err: describeError,
    },
    // The error was logged where it was answered; here pino-http would make one up.
    customErrorObject: (_req, _res, _error, { err, ...rest }: { err: unknown }) => rest,
    customErrorMessage: () => 'request failed',
    customLogLevel: (_req, res) => (res.statusCode >= 500 ? 'warn' : 'info'),
  });
}

// Without letters and digits that are easily mistaken for each other when read out.
const alphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

function makeReference(): string {
  const letters = [...randomBytes(10)].map((byte) => alphabet[byte % alphabet.length]).join('');
  return `${letters.slice(0, 5)}-${letters.slice(5)}`;
}
