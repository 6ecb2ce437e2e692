/** Changes come from pages at PUBLIC_URL; one that was opened at another address of this service is told so. */
import type { Request } from 'express';
import { AppError } from '../errors.ts';

/**
 * Source: RFC 6454, 7; Fetch Metadata, 2.1.
 * @throws AppError `opened_elsewhere` (its parameter is PUBLIC_URL) for a page that this service itself showed at
 *   another address, `form_refused` for any other
 */
export function requireOwnOrigin(req: Request, publicUrl: string): void {
  const origin = req.get('Origin');
  if (origin === publicUrl) return;
  if (!isOwnPage(req, origin))
    throw new AppError('form_refused', 'The Origin header is missing or names another site.');
  throw new AppError(
    'opened_elsewhere',
    'The page was opened at another address than PUBLIC_URL.',
    {
      parameter: publicUrl,
    },
  );
}

/** As the browser says; a proxy in between may have called this service by another host. */
function isOwnPage(req: Request, origin: string | undefined): boolean {
  if (origin === undefined || !URL.canParse(origin)) return false;
  return req.get('Sec-Fetch-Site') === 'same-origin' || new URL(origin).host === req.get('Host');
}
