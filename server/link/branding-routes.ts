/**
 * What pages of a link load besides our own files, both with `?v=` so that a change has a new address:
 *
 * GET /branding/logo        the logo of the settings
 * GET /branding/style.css   their accent colour
 */
import { type Request, type Response, Router } from 'express';
import { AppError } from '../errors.ts';
import { only } from '../http/only.ts';
import { accentStyle } from '../pages/accent-colours.ts';
import type { SettingsStore } from '../settings/store.ts';

export type BrandingDeps = { settings: Pick<SettingsStore, 'read' | 'logo'> };

export function brandingRoutes({ settings }: BrandingDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.all('/branding/logo', only('GET'), async (req, res) => {
    const [{ logo: current }, logo] = await Promise.all([settings.read(), settings.logo()]);
    if (!current || !logo) throw new AppError('page_not_found', 'There is no logo.');
    keep(req, res, current.version);
    res.type(logo.type).send(logo.bytes);
  });
  router.all('/branding/style.css', only('GET'), async (req, res) => {
    const { accentColour } = await settings.read();
    if (!accentColour || !/^#[0-9a-f]{6}$/.test(accentColour))
      throw new AppError('page_not_found', 'There is no accent colour.');
    keep(req, res, accentColour.slice(1));
    res.type('css').send(accentStyle(accentColour));
  });
  return router;
}

/** Browsers may keep what the address names by its version. */
function keep(req: Request, res: Response, version: string): void {
  if (req.query.v === version) res.set('Cache-Control', 'public, max-age=31536000, immutable');
}
