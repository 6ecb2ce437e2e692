/** The page of the app's way: the merchant names the store, or begins at BigCommerce without naming it. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { AuthorizationStore } from '../authorizations/store.ts';
import type { StoreAddressProblem } from '../bigcommerce/store-address.ts';
import { AppError, type ErrorCode, isErrorCode } from '../errors.ts';
import { browserOf } from '../http/browser-cookie.ts';
import { refuseFields, refuseUnknownFields } from '../http/form-fields.ts';
import { singleParameters } from '../http/query.ts';
import type { Views } from '../http/views.ts';
import { isFromEnvironment } from '../iclients/iclient.ts';
import { textsFor } from '../language/language.ts';
import { linkPagePath } from '../links/page-path.ts';
import type { VisitStore } from '../links/visits.ts';
import {
  type BeginAuthorizationDeps,
  beginLinkAuthorization,
} from '../pages/begin-authorization.ts';
import { scopesOf, visitOf } from './open-visit.ts';
import { sendStep } from './step-page.ts';
import { keptStore, readTypedStore, shownStore } from './typed-store.ts';
import type { VisitLimit } from './visit-limit.ts';

export type AppPageDeps = Omit<BeginAuthorizationDeps, 'iclients'> & {
  authorizations: Pick<AuthorizationStore, 'find' | 'start'>;
  visits: Pick<VisitStore, 'change' | 'awaitInstall'>;
  visitLimit: Pick<VisitLimit, 'authorize'>;
  views: Views;
};

const storeForm = z.strictObject({ _token: z.string().optional(), store: z.string() });

/** With `?failed=<code>` after a callback that ended nothing. */
export async function showApp(deps: AppPageDeps, req: Request, res: Response): Promise<void> {
  const { visit } = visitOf(res);
  const { failed } = singleParameters(req.query, ['failed']);
  const started =
    visit.authorizationId === undefined
      ? undefined
      : await deps.authorizations.find(visit.authorizationId);
  const isUnderWay = started?.status === 'waiting' || started?.status === 'exchanging';
  draw(deps, res, {
    failed: isErrorCode(failed) ? failed : started?.status === 'failed' ? started.code : undefined,
    isAwaited: isUnderWay && started.link?.inPopup === true,
  });
}

function draw(
  deps: Pick<AppPageDeps, 'views'>,
  res: Response,
  {
    failed,
    problem,
    isAwaited = false,
    store = visitOf(res).visit.store,
  }: {
    failed?: ErrorCode | undefined;
    problem?: StoreAddressProblem;
    isAwaited?: boolean;
    store?: string | undefined;
  },
): void {
  const { link, iclient, language } = visitOf(res);
  const words = textsFor(language).link.app;
  // Otherwise this page would not see whether the window that it opens is closed.
  res.set('Cross-Origin-Opener-Policy', 'same-origin-allow-popups');
  sendStep(deps, res, 'app', 'link/app', {
    link: link.id,
    app: isFromEnvironment(iclient) ? undefined : iclient.name,
    store,
    error: problem && words.problems[problem],
    failed,
    failure: failed && (words.failed[failed] ?? words.failedOtherwise),
    isAwaited,
    mayChoose: link.ways.length > 1,
  });
}

/**
 * Answers the addresses for a script that has opened a window; without one the tab goes on by itself.
 * @throws AppError `parameter_invalid`, `too_many_attempts`
 */
export async function startApp(deps: AppPageDeps, req: Request, res: Response): Promise<void> {
  const visiting = visitOf(res);
  const { link, company, iclient, visit, language } = visiting;
  const { store } = readStore(req.body);
  const found = readTypedStore(store);
  if (!found.ok)
    return draw(deps, res.status(422), { problem: found.reason, store: shownStore(store) });
  await deps.visitLimit.authorize({ linkId: link.id, visitId: visit.id });
  const inPopup = req.accepts(['html', 'json']) === 'json';
  const { id, authorizeUrl } = await beginLinkAuthorization(
    deps,
    iclient,
    {
      link: { linkId: link.id, visitId: visit.id, companyId: company.id, inPopup },
      storeHash: found.storeHash,
      scopes: scopesOf(visiting),
    },
    {
      startedBy: { kind: 'link', id: link.id, name: company.name },
      language,
      browserName: browserOf(req, res),
    },
  );
  await deps.visits.change(visit.id, {
    store: keptStore(store),
    authorizationId: id,
    installed: null,
  });
  if (inPopup) res.json({ authorizeUrl });
  else res.redirect(303, linkPagePath(link.id, 'app/go'));
}

/** @throws AppError `parameter_invalid` for what the page does not send */
function readStore(body: unknown): z.infer<typeof storeForm> {
  const read = storeForm.safeParse(body);
  if (read.success) return read.data;
  refuseUnknownFields(read.error);
  throw new AppError('parameter_invalid', 'The store is missing, or is no address.');
}

/** POST /link/{link}/app/install */
export async function startInstall(deps: AppPageDeps, req: Request, res: Response): Promise<void> {
  refuseFields(req.body);
  const { link, iclient, visit } = visitOf(res);
  await deps.visits.awaitInstall({
    linkId: link.id,
    iclientId: iclient.id,
    browserName: browserOf(req, res),
  });
  // What went wrong before is over.
  await deps.visits.change(visit.id, { authorizationId: null, installed: null });
  res.redirect(303, linkPagePath(link.id, 'app/install'));
}
