/** How a visit ends: stopped by the merchant who was asked first, or with a store; and the way back. */
import type { Request, Response } from 'express';
import type { ConnectionStore } from '../connections/store.ts';
import { isErrorCode } from '../errors.ts';
import { refuseFields } from '../http/form-fields.ts';
import { singleParameters } from '../http/query.ts';
import type { Views } from '../http/views.ts';
import type { VisitEnd } from '../links/visit.ts';
import type { VisitStore } from '../links/visits.ts';
import type { SettingsStore } from '../settings/store.ts';
import { visitOf } from './open-visit.ts';
import { returnUrlWith } from './return-url.ts';
import { sendStep } from './step-page.ts';
import { pagePath } from './steps.ts';

export type EndDeps = {
  connections: Pick<ConnectionStore, 'find'>;
  settings: Pick<SettingsStore, 'allowedReturnHosts'>;
  visits: Pick<VisitStore, 'change' | 'dropToken'>;
  views: Views;
};

/** Behind `atStep('done')`: the visit has ended. */
export async function showDone(deps: EndDeps, res: Response): Promise<void> {
  const { link, visit } = visitOf(res);
  const end: VisitEnd = visit.end ?? { status: 'cancelled' };
  sendStep(deps, res, 'done', 'link/done', {
    end: end.status,
    store: end.status === 'connected' ? await storeOf(deps, end.connectionId) : undefined,
    returnUrl: returnUrlWith(link, end, await deps.settings.allowedReturnHosts()),
  });
}

/** Its name, where BigCommerce told one. */
async function storeOf(deps: EndDeps, connectionId: string): Promise<string> {
  const connection = await deps.connections.find(connectionId);
  return connection?.store?.name || connection?.storeHash || '';
}

/**
 * GET /link/{link}/leave. With `?failed=<code>` from a page that told of a failure: the builder's page is
 * told then that it failed, and why.
 */
export function showLeave(deps: Pick<EndDeps, 'views'>, req: Request, res: Response): void {
  const { link, visit } = visitOf(res);
  const { failed } = singleParameters(req.query, ['failed']);
  if (visit.end) res.redirect(303, pagePath(link.id, 'done'));
  else
    sendStep(deps, res, 'leave', 'link/leave', {
      failed: isErrorCode(failed) ? failed : undefined,
    });
}

export async function leave(deps: EndDeps, req: Request, res: Response): Promise<void> {
  refuseFields(req.body, ['failed']);
  const { link, visit } = visitOf(res);
  if (!visit.end) {
    const failed: unknown = req.body.failed;
    const end: VisitEnd = isErrorCode(failed)
      ? { status: 'failed', errorCode: failed }
      : { status: 'cancelled' };
    await deps.visits.change(visit.id, { end });
    if (visit.hasToken) await deps.visits.dropToken(visit.id);
  }
  res.redirect(303, pagePath(link.id, 'done'));
}
