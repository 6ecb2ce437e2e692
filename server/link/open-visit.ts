/** Who looks at a merchant's page: the visit of this browser through the link that the path names. */
import type { Request, RequestHandler, Response } from 'express';
import type { Company } from '../companies/company.ts';
import type { CompanyStore } from '../companies/store.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import { knownBrowser } from '../http/browser-cookie.ts';
import type { FailurePage } from '../http/error-answers.ts';
import type { IClient } from '../iclients/iclient.ts';
import type { IClientStore } from '../iclients/store.ts';
import { type Language, languageFromHeader } from '../language/language.ts';
import type { Link } from '../links/link.ts';
import { requireOpen } from '../links/require-open.ts';
import type { LinkStore } from '../links/store.ts';
import type { LinkVisit, VisitEnd } from '../links/visit.ts';
import type { VisitStore } from '../links/visits.ts';
import type { Settings } from '../settings/settings.ts';
import type { SettingsStore } from '../settings/store.ts';
import { brandingOf, neutral } from './branding.ts';
import { missingBefore, pagePath, type Step } from './steps.ts';

export type Visiting = {
  link: Link;
  company: Company;
  iclient: IClient;
  visit: LinkVisit;
  settings: Settings;
  language: Language;
};

export type OpenVisitDeps = {
  companies: Pick<CompanyStore, 'find'>;
  iclients: Pick<IClientStore, 'find'>;
  links: Pick<LinkStore, 'find' | 'completedBy'>;
  visits: Pick<VisitStore, 'find'>;
  settings: Pick<SettingsStore, 'read'>;
};

/** Failures on the way are told in the merchant's words, with the look and the address of the settings. */
export function readSettings({ settings }: Pick<OpenVisitDeps, 'settings'>): RequestHandler {
  return async (_req, res, next) => {
    res.locals.failurePage = failurePage(neutral);
    const read = await settings.read();
    res.locals.failurePage = failurePage(brandingOf(read));
    res.locals.settings = read;
    next();
  };
}

function failurePage(branding: object): FailurePage {
  return { template: 'link/failure', audience: 'visitor', data: { branding } };
}

/** On routes behind `readSettings`. */
export function settingsOf(res: Response): Settings {
  return res.locals.settings as Settings;
}

/**
 * Finds what `visitOf` answers. A visit that has ended may go on reading its last page, whatever has
 * become of its link.
 * @throws AppError `visit_unknown`, which does not tell whether there is such a link; then `link_unknown`,
 *   `links_off`, `link_used`, `link_expired`, `link_revoked`, `app_unknown`
 */
export function openVisit(deps: OpenVisitDeps): RequestHandler {
  return async (req, res, next) => {
    const found = await visitOfBrowser(deps, req);
    res.locals.language = found.language;
    const link = await deps.links.find(found.linkId);
    const visit = { ...found, end: await endOf(deps, link, found) };
    const language = visit.language ?? link?.locale ?? browserLanguage(req);
    res.locals.language = language;
    const settings = settingsOf(res);
    if (!visit.end) requireOpen(link, settings);
    const company = link && (await deps.companies.find(link.companyId));
    if (!link || !company) throw new AppError('link_unknown', 'The link or its company is gone.');
    const iclient = await deps.iclients.find(link.iclientId);
    if (!iclient) throw new AppError('app_unknown', 'The iClient of the link is gone.');
    res.locals.visiting = {
      link,
      company,
      iclient,
      visit,
      settings,
      language,
    } satisfies Visiting;
    next();
  };
}

/** Also when only its link knows that it has connected a store: a failure came between the two. */
export async function endOf(
  { links }: { links: Pick<LinkStore, 'completedBy'> },
  link: Link | undefined,
  { id, end }: LinkVisit,
): Promise<VisitEnd | undefined> {
  if (end?.status === 'connected' || !link || link.state === 'open') return end;
  const connectionId = await links.completedBy(link.id, id);
  return connectionId === undefined ? end : { status: 'connected', connectionId };
}

async function visitOfBrowser(
  deps: Pick<OpenVisitDeps, 'visits'>,
  req: Request,
): Promise<LinkVisit> {
  const browser = knownBrowser(req);
  const visit = browser && (await deps.visits.find(String(req.params.link), browser));
  if (visit) return visit;
  throw new AppError('visit_unknown', 'This browser has no visit by a link of this id.');
}

export function browserLanguage(req: Request): Language {
  return languageFromHeader(req.get('Accept-Language'));
}

/** On routes behind `openVisit`. @throws TypeError on other routes */
export function visitOf(res: Response): Visiting {
  const visiting = res.locals.visiting as Visiting | undefined;
  if (!visiting) throw new TypeError('This route is not behind a visit.');
  return visiting;
}

/** Answers 303 to the step that has to come first, if another one has to. */
export function atStep(step: Step): RequestHandler {
  return (_req, res, next) => {
    const { link, visit } = visitOf(res);
    const missing = missingBefore(link, visit, step);
    if (missing === undefined) return next();
    res.redirect(303, pagePath(link.id, missing));
  };
}

/** What the link asks for. */
export function scopesOf({ link, iclient }: Pick<Visiting, 'link' | 'iclient'>): string[] {
  return link.scopes ?? iclient.scopes;
}

/** A merchant as events tell of them. */
export function actingBy(req: Request, { link, company }: Visiting): By {
  return { actor: { kind: 'link', id: link.id, name: company.name }, address: req.ip ?? '' };
}
