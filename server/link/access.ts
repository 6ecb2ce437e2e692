/** The first step: what is accessed and why, and the merchant's consent to it. */
import type { Request, Response } from 'express';
import { describeScopes } from '../bigcommerce/scopes.ts';
import type { EventStore } from '../events/store.ts';
import { refuseFields } from '../http/form-fields.ts';
import type { Views } from '../http/views.ts';
import { consentVersion } from '../language/consent-version.ts';
import type { VisitStore } from '../links/visits.ts';
import { tryWhileAway } from '../redis/try-while-away.ts';
import { actingBy, scopesOf, type Visiting, visitOf } from './open-visit.ts';
import { sendStep } from './step-page.ts';
import { hasConsented, pagePath } from './steps.ts';
import type { VisitLimit } from './visit-limit.ts';

export type AccessStepDeps = {
  events: Pick<EventStore, 'record'>;
  visits: Pick<VisitStore, 'consent' | 'withdrawConsent'>;
  visitLimit: Pick<VisitLimit, 'agree'>;
  views: Views;
};

export function showAccess(deps: Pick<AccessStepDeps, 'views'>, res: Response): void {
  const visiting = visitOf(res);
  const groups = describeScopes(scopesOf(visiting), visiting.language);
  sendStep(deps, res, 'access', 'link/access', { groups, agreed: hasConsented(visiting.visit) });
}

/**
 * One event for each consent of a visit, however often it is sent. No visit goes on without it: where it
 * cannot be written, the consent was not given.
 * @throws AppError `too_many_attempts`
 */
export async function agree(deps: AccessStepDeps, req: Request, res: Response): Promise<void> {
  refuseFields(req.body);
  const visiting = visitOf(res);
  const { link, visit } = visiting;
  if (!hasConsented(visit) && (await deps.visits.consent(visit.id, consentVersion)))
    await record(deps, req, visiting).catch(async (error: unknown) => {
      await deps.visits.withdrawConsent(visit.id).catch(() => undefined);
      throw error;
    });
  // Leads on to the only way where one is offered.
  res.redirect(303, pagePath(link.id, 'way'));
}

async function record(deps: AccessStepDeps, req: Request, visiting: Visiting): Promise<void> {
  const { link, company, iclient } = visiting;
  await deps.visitLimit.agree({ linkId: link.id });
  await tryWhileAway(() =>
    deps.events.record({
      kind: 'link.consented',
      ...actingBy(req, visiting),
      linkId: link.id,
      companyId: company.id,
      iclientId: iclient.id,
      name: company.name,
      consentVersion,
    }),
  );
}
