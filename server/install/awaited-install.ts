/**
 * Installs that began at BigCommerce, in a browser whose visit through a link waits for one. Any page can
 * send a browser to the callback with a code of its own, so that the install is bound to nobody by itself:
 * the visit notes it, and the merchant says whether it is their store (`/link/{id}/confirm`).
 */
import type { Request } from 'express';
import type { SavedInstall } from '../connections/save-install.ts';
import { AppError } from '../errors.ts';
import { knownBrowser } from '../http/browser-cookie.ts';
import type { IClient } from '../iclients/iclient.ts';
import { linkPagePath } from '../links/page-path.ts';
import { toldFailure } from '../links/told-failure.ts';
import type { VisitStore } from '../links/visits.ts';

export type AwaitedInstallDeps = { visits: Pick<VisitStore, 'awaited' | 'find' | 'change'> };

/** Where this browser goes on, when its visit waits for what was saved; otherwise undefined. */
export function noteAwaited(
  deps: AwaitedInstallDeps,
  iclient: IClient,
  { connectionId, attempt }: SavedInstall,
  req: Request,
): Promise<string | undefined> {
  return orNobody(req, async () => {
    const visit = await waitingVisit(deps, iclient, req);
    if (!visit) return undefined;
    await deps.visits.change(visit.id, { installed: { connectionId, attempt } });
    return linkPagePath(visit.linkId, 'confirm');
  });
}

/** The same for an install that failed: the visit waits on, and its page says why. */
export function pageOfFailed(
  deps: AwaitedInstallDeps,
  iclient: IClient,
  error: unknown,
  req: Request,
): Promise<string | undefined> {
  return orNobody(req, async () => {
    const visit = await waitingVisit(deps, iclient, req);
    const code = toldFailure(error instanceof AppError ? error.code : 'internal_error');
    return visit && `${linkPagePath(visit.linkId, 'app')}?failed=${code}`;
  });
}

async function waitingVisit(
  { visits }: AwaitedInstallDeps,
  { id: iclientId }: IClient,
  req: Request,
) {
  const browserName = knownBrowser(req);
  if (browserName === undefined) return undefined;
  const linkId = await visits.awaited({ iclientId, browserName });
  const visit = linkId && (await visits.find(linkId, browserName));
  return visit && !visit.end ? visit : undefined;
}

/** The install is what it is, whether or not it is known who waits for it. */
function orNobody(
  req: Request,
  find: () => Promise<string | undefined>,
): Promise<string | undefined> {
  return find().catch((error: unknown) => {
    req.log.warn({ err: error }, 'Whether a visit waits for an install could not be found out.');
    return undefined;
  });
}
