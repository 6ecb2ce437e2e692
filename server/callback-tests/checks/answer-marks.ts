import type { Request, RequestHandler } from 'express';
import { embeddedCookie } from '../../http/embedded-session.ts';
import { meantCallback } from '../../iclients/callback-urls.ts';
import { type CallbackMarks, markedPage, markHeader, markOf } from './marks.ts';

/** The cookie that shows whether that of the embedded app would come through as it is sent. */
export const probeCookie = '__Secure-callback-check';

/**
 * On the answer to a callback that brought no mark: by it a check or a simulated install knows its own request
 * again, although it came in here without anything by which to tell it.
 */
export const unmarkedHeader = 'X-Callback-Check';

/**
 * Answers requests of the checks with a page that is known, wherever they arrive. To others it costs a
 * look at two texts; a mark that nobody made, or that has been here, is an ordinary request.
 */
export function answerMarks(marks: Pick<CallbackMarks, 'arrive'>): RequestHandler {
  return async (req, res, next) => {
    const [path = '', ...rest] = req.originalUrl.split('?');
    const query = rest.join('?');
    const mark = markOf(req.get(markHeader), query);
    if (mark === undefined) {
      if (meantCallback(req.path)) res.set(unmarkedHeader, 'none');
      return next();
    }
    const host = req.get('Host') ?? '';
    if (!(await marks.arrive(mark, { path, query, host, proxies: proxiesOf(req) }))) return next();
    if (path.endsWith('/load'))
      res.cookie(probeCookie, '1', { ...embeddedCookie, path: '/app', maxAge: 60_000 });
    res.type('html').send(markedPage(mark));
  };
}

const headersOfProxies = [
  'Via',
  'Forwarded',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-Real-IP',
  'CF-Ray',
] as const;

function proxiesOf(req: Request): string[] {
  return headersOfProxies.filter((name) => req.get(name) !== undefined);
}
