import type { RequestHandler } from 'express';
import type { World } from '../world.ts';

/**
 * Headers of the sandbox's own pages: framed by nobody, framing only the registered apps, no inline
 * script. There is no form-action: browsers apply it to redirects after a form too, and agreeing
 * to an app redirects to that app.
 */
export function pageHeaders(world: World): RequestHandler {
  return (_req, res, next) => {
    res.set({
      'Content-Security-Policy': [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",
        "connect-src 'self'",
        `frame-src ${appOrigins(world).join(' ') || "'none'"}`,
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
      // Apps see where they are opened from, as they do with the real control panel.
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'X-Content-Type-Options': 'nosniff',
      'Cache-Control': 'no-store',
    });
    next();
  };
}

/** Refuses a form or call that a page of another site sends; programs send no Origin. */
export const refuseForeignOrigins: RequestHandler = (req, res, next) => {
  const { origin, host } = req.headers;
  const changes = req.method !== 'GET' && req.method !== 'HEAD';
  if (!changes || origin === undefined || hostOf(origin) === host) next();
  else res.status(403).json({ error: 'Only pages of the sandbox itself may do this.' });
};

function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

function appOrigins(world: World): string[] {
  const urls = [...world.apps.values()].flatMap(({ callbacks }) => Object.values(callbacks));
  return [...new Set(urls.map((url) => new URL(url).origin))];
}
