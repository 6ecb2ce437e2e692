/** Headers of every answer: what a browser may do with our pages. */
import type { RequestHandler } from 'express';
import helmet from 'helmet';

/**
 * @param frameAncestors origins that may show the page in a frame; none means nobody
 * @param https whether PUBLIC_URL is https, so that browsers may be told to stay with it
 * @param referrer `same-origin` for pages with forms: with `no-referrer` browsers send their Origin as
 *   `null` (Fetch, "append a request Origin header"), and changes are checked by it
 * @param opener Cross-Origin-Opener-Policy: whether windows of other sites and this page stay connected
 */
export function securityHeaders(options: {
  frameAncestors: string[];
  https: boolean;
  referrer?: 'no-referrer' | 'same-origin';
  opener?: 'same-origin' | 'same-origin-allow-popups' | 'unsafe-none';
}): RequestHandler {
  const framed = options.frameAncestors.length > 0;
  const headers = helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'"],
        connectSrc: ["'self'"],
        formAction: ["'self'"],
        baseUri: ["'none'"],
        frameAncestors: framed ? options.frameAncestors : ["'none'"],
      },
    },
    crossOriginOpenerPolicy: { policy: options.opener ?? 'same-origin' },
    xFrameOptions: { action: 'deny' },
    referrerPolicy: { policy: options.referrer ?? 'no-referrer' },
    strictTransportSecurity: options.https
      ? { maxAge: 31_536_000, includeSubDomains: false }
      : false,
  });
  return (req, res, next) => {
    headers(req, res, (error?: unknown) => {
      // X-Frame-Options knows no list of origins and would contradict frame-ancestors.
      if (framed) res.removeHeader('X-Frame-Options');
      next(error);
    });
  };
}

/** Pages and answers are about one person at one moment: nobody may keep them. */
export const neverStored: RequestHandler = (_req, res, next) => {
  res.set('Cache-Control', 'no-store');
  next();
};
