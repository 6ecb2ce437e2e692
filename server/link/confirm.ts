/** An install that began at BigCommerce becomes the company's when the merchant says that it is their store. */
import type { Request, Response } from 'express';
import type { ConnectionStore } from '../connections/store.ts';
import { AppError } from '../errors.ts';
import { browserOf } from '../http/browser-cookie.ts';
import { refuseFields } from '../http/form-fields.ts';
import type { Views } from '../http/views.ts';
import { endConnected } from '../links/end-connected.ts';
import type { LinkStore } from '../links/store.ts';
import { toldFailure } from '../links/told-failure.ts';
import type { VisitStore } from '../links/visits.ts';
import { actingBy, visitOf } from './open-visit.ts';
import { sendStep } from './step-page.ts';
import { pagePath } from './steps.ts';

export type ConfirmDeps = {
  connections: Pick<ConnectionStore, 'find' | 'joinCompany'>;
  links: Pick<LinkStore, 'claimUse' | 'completeUse' | 'releaseUse'>;
  visits: Pick<VisitStore, 'change' | 'takeAwaited'>;
  views: Views;
};

/** Behind `atStep('confirm')`. */
export async function showConfirm(deps: ConfirmDeps, res: Response): Promise<void> {
  const { link, visit } = visitOf(res);
  const connection = visit.installed && (await deps.connections.find(visit.installed.connectionId));
  if (!connection) return res.redirect(303, failedPath(link.id, 'store_not_connected'));
  const { store, storeHash } = connection;
  sendStep(deps, res, 'confirm', 'link/confirm', {
    connection: connection.id,
    store: store?.name || storeHash,
    domain: store?.domain,
  });
}

/**
 * Nothing of another company's is changed.
 * @throws AppError `link_used` and the like, or what is no refusal of the store
 */
export async function confirm(deps: ConfirmDeps, req: Request, res: Response): Promise<void> {
  refuseFields(req.body, ['connection']);
  const visiting = visitOf(res);
  const { link, company, iclient, visit } = visiting;
  // Another install may have come since the page was drawn: only what it named is confirmed.
  if (!visit.installed || req.body.connection !== visit.installed.connectionId)
    return res.redirect(303, pagePath(link.id, 'confirm'));
  const connection = await deps.connections.find(visit.installed.connectionId);
  if (!connection) return res.redirect(303, failedPath(link.id, 'store_not_connected'));
  const { id: connectionId } = connection;
  await deps.links.claimUse(link.id, visit.id, connection.storeHash);
  try {
    await deps.connections.joinCompany(visit.installed, company.id, actingBy(req, visiting));
  } catch (error) {
    // A claim that cannot be given back ends by itself.
    await deps.links.releaseUse(link.id, visit.id).catch(() => undefined);
    if (!(error instanceof AppError)) throw error;
    const told = toldFailure(error.code);
    if (told !== 'store_not_connected') throw new AppError(told, error.message);
    req.log.warn({ err: error, connectionId }, 'An installed store was not connected by a link.');
    return res.redirect(303, failedPath(link.id, told));
  }
  await endConnected(deps, { linkId: link.id, visitId: visit.id, connectionId }, req.log);
  // It ends by itself as well.
  await deps.visits
    .takeAwaited({ iclientId: iclient.id, browserName: browserOf(req, res) })
    .catch(() => undefined);
  res.redirect(303, pagePath(link.id, 'done'));
}

function failedPath(linkId: string, code: string): string {
  return `${pagePath(linkId, 'app')}?failed=${code}`;
}
