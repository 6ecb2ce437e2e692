/** The way to BigCommerce and back, in this tab or in a window that a page of ours has opened. */
import type { RequestHandler, Response } from 'express';
import type { AuthorizationStore } from '../authorizations/store.ts';
import type { BigCommerceClient } from '../bigcommerce/client.ts';
import type { Views } from '../http/views.ts';
import { authorizeUrl } from '../pages/begin-authorization.ts';
import { visitOf } from './open-visit.ts';
import { sendStep } from './step-page.ts';
import { pagePath } from './steps.ts';

export type AppWindowDeps = {
  authorizations: Pick<AuthorizationStore, 'find' | 'state'>;
  bigcommerce: Pick<BigCommerceClient, 'loginUrl'>;
  views: Views;
};

/** A page and no redirect: a form of ours may lead to no other site (CSP, form-action). */
export async function goToStore(deps: AppWindowDeps, res: Response): Promise<void> {
  const { link, iclient, visit } = visitOf(res);
  const id = visit.authorizationId ?? '';
  const [authorization, state] = await Promise.all([
    deps.authorizations.find(id),
    deps.authorizations.state(id),
  ]);
  if (authorization?.status !== 'waiting' || state === undefined)
    return res.redirect(303, pagePath(link.id, 'app'));
  go(deps, res, authorizeUrl(deps.bigcommerce.loginUrl, iclient, authorization, state));
}

/** GET /link/{link}/app/install */
export function goToInstall(deps: AppWindowDeps, res: Response): void {
  const { clientId } = visitOf(res).iclient;
  go(deps, res, `${deps.bigcommerce.loginUrl}/app/${encodeURIComponent(clientId)}/install`);
}

function go({ views }: AppWindowDeps, res: Response, url: string): void {
  sendStep({ views }, res, 'app', 'link/app-go', { url });
}

export function showOpening(deps: AppWindowDeps, res: Response): void {
  connectToOpener(res);
  sendStep(deps, res, 'app', 'link/app-opening');
}

/** Before anything may refuse: a page that tells why must be able to close the window, too. */
export const mayClose: RequestHandler = (_req, res, next) => {
  connectToOpener(res);
  next();
};

/** Behind `mayClose`. Its link leads to the step that is due. */
export function showReturned(deps: AppWindowDeps, res: Response): void {
  sendStep(deps, res, 'app', 'link/app-returned');
}

/** Otherwise the window could not be sent on to BigCommerce and back, and would not close. */
function connectToOpener(res: Response): void {
  res.set('Cross-Origin-Opener-Policy', 'unsafe-none');
}

/** `{state}`, and `next` when there is somewhere to go on to. */
export async function tellStatus(deps: AppWindowDeps, res: Response): Promise<void> {
  const { link, visit } = visitOf(res);
  if (visit.end) return void res.json({ state: 'done', next: pagePath(link.id, 'done') });
  if (visit.installed !== undefined)
    return void res.json({ state: 'installed', next: pagePath(link.id, 'confirm') });
  const started = await deps.authorizations.find(visit.authorizationId ?? '');
  if (started?.status === 'waiting' || started?.status === 'exchanging')
    return void res.json({ state: started.status });
  res.json({ state: started?.status ?? 'failed', next: pagePath(link.id, 'app') });
}
