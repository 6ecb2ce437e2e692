/**
 * The settings of the whole service, for admins.
 *
 * GET, POST /console/settings
 * GET       /console/settings/colour?accent   the part of the page that shows a colour, while it is chosen
 */
import { type Request, type Response, Router } from 'express';
import { type Access, actorOf, consolePage } from '../../access/access.ts';
import { noticeOf } from '../../http/notices.ts';
import { only } from '../../http/only.ts';
import { singleParameters } from '../../http/query.ts';
import type { Views } from '../../http/views.ts';
import { legibleAccents, readableOn } from '../../pages/accent-colours.ts';
import type { SettingsStore, VersionedSettings } from '../../settings/store.ts';
import { changedMeanwhile, readSettings, type SettingsForm, valuesOf } from './form.ts';
import { logoLimit } from './logo.ts';

export type SettingsRoutesDeps = {
  access: Access;
  settings: Pick<SettingsStore, 'readVersioned' | 'changeVersion' | 'allowedReturnHosts'>;
  views: Views;
};

const path = '/console/settings';

export function consoleSettingsRoutes(deps: SettingsRoutesDeps): Router {
  const router = Router({ caseSensitive: true });
  const admin = deps.access.role('admin');
  router.all(path, only('GET', 'POST'), admin);
  router.get(path, async (req, res) => {
    const shown = await deps.settings.readVersioned();
    await showForm(deps, shown, req, res, { values: valuesOf(shown.settings), errors: [] });
  });
  router.post(path, (req, res) => save(deps, req, res));
  router.all(`${path}/colour`, only('GET'), admin, (req, res) => {
    const { accent = '' } = singleParameters(req.query, ['accent']);
    const page = consolePage(req, res, 'settings');
    const colour = colourView(accent);
    res.type('html').send(deps.views.render('settings/colour', { page, colour }));
  });
  return router;
}

async function save(deps: SettingsRoutesDeps, req: Request, res: Response): Promise<void> {
  const current = await deps.settings.readVersioned();
  const { texts } = consolePage(req, res);
  const { change, ...form } = readSettings(req.body, current, texts.settings);
  if (!change) return showForm(deps, current, req, res.status(422), form);
  const { changeVersion, readVersioned } = deps.settings;
  if (!(await changeVersion(current.version, change, actorOf(req, res)))) {
    const errors = [changedMeanwhile(texts.settings)];
    return showForm(deps, await readVersioned(), req, res.status(422), { ...form, errors });
  }
  res.redirect(303, `${path}?notice=saved`);
}

async function showForm(
  deps: SettingsRoutesDeps,
  { settings, version }: VersionedSettings,
  req: Request,
  res: Response,
  { values, errors }: Pick<SettingsForm, 'values' | 'errors'>,
): Promise<void> {
  const page = consolePage(req, res, 'settings');
  const { saved } = page.texts.settings;
  const allowed = await deps.settings.allowedReturnHosts();
  res.type('html').send(
    deps.views.render('settings/settings', {
      page,
      values,
      errors,
      version,
      notice: noticeOf(req.query.notice, { saved }),
      logo: settings.logo && `/branding/logo?v=${encodeURIComponent(settings.logo.version)}`,
      logoLimit,
      colour: colourView(values.accentColour),
      fixedHosts: allowed.filter((host) => !settings.returnHosts.includes(host)),
    }),
  );
}

/** What an accent colour becomes on the pages of links; undefined for what is no colour. */
function colourView(typed: string) {
  const accent = typed.trim().toLowerCase();
  if (!/^#[0-9a-f]{6}$/.test(accent)) return undefined;
  return { accent, onAccent: readableOn(accent), ...legibleAccents(accent) };
}
