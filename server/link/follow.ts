/** GET /link/{token}: the URL that a merchant was sent. */
import type { Request, Response } from 'express';
import { browserOf, knownBrowser } from '../http/browser-cookie.ts';
import { requireOpen } from '../links/require-open.ts';
import type { LinkStore } from '../links/store.ts';
import type { VisitStore } from '../links/visits.ts';
import { browserLanguage, endOf, settingsOf } from './open-visit.ts';
import { pagePath } from './steps.ts';
import type { VisitLimit } from './visit-limit.ts';

export type FollowDeps = {
  links: Pick<LinkStore, 'findByToken' | 'completedBy'>;
  visits: Pick<VisitStore, 'open' | 'find'>;
  visitLimit: Pick<VisitLimit, 'begin'>;
};

/**
 * Begins or resumes this browser's visit, and leads to an address without the token. A browser whose
 * visit has used the link up is shown again how it ended.
 * @throws AppError `links_off`, `link_unknown`, `link_used`, `link_expired`, `link_revoked`,
 * `too_many_attempts`
 */
export async function follow(deps: FollowDeps, req: Request, res: Response): Promise<void> {
  res.set('Referrer-Policy', 'no-referrer');
  const link = await deps.links.findByToken(String(req.params.token));
  res.locals.language = link?.locale ?? browserLanguage(req);
  const known = knownBrowser(req);
  const visit = link && known ? await deps.visits.find(link.id, known) : undefined;
  const end = visit && (await endOf(deps, link, visit));
  if (visit && end?.status === 'connected' && link?.state !== 'open')
    return res.redirect(303, pagePath(visit.linkId, 'done'));
  requireOpen(link, settingsOf(res));
  // One that has ended begins anew.
  if (!visit || visit.end) await deps.visitLimit.begin({ linkId: link.id, address: req.ip ?? '' });
  await deps.visits.open(link.id, browserOf(req, res));
  res.redirect(303, pagePath(link.id, 'access'));
}
