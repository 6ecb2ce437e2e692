/**
 * The step in which a merchant connects with an API account: how to make one, and handing it over. GET
 * shows both; POST tests what was given and saves the connection. What BigCommerce could not test, or
 * what lacks permissions, is kept sealed in the visit, so that the same is tested again without typing.
 */
import { type Request, type Response, Router } from 'express';
import { AppError, type ErrorCode } from '../errors.ts';
import type { FieldError } from '../http/form-fields.ts';
import type { Views } from '../http/views.ts';
import { type Texts, textsFor } from '../language/language.ts';
import type { TypedToken, VisitStore } from '../links/visits.ts';
import { accountIn, readAccountForm } from './account-form.ts';
import { type AccountProblem, accountPage } from './account-page.ts';
import type { AccountTests } from './account-tests.ts';
import { type AccountOutcome, type ConnectAccountDeps, connectAccount } from './connect-account.ts';
import { actingBy, type Visiting, visitOf } from './open-visit.ts';
import { sendStep } from './step-page.ts';
import { pagePath } from './steps.ts';
import { keptStore, shownStore } from './typed-store.ts';

export type ApiAccountDeps = ConnectAccountDeps & {
  accountTests: AccountTests;
  visits: Pick<VisitStore, 'change' | 'findById' | 'keepToken' | 'token' | 'dropToken'>;
  views: Views;
};

/** Behind `atStep('api-account')`. */
export function apiAccountRoutes(deps: ApiAccountDeps): Router {
  const router = Router({ strict: true, caseSensitive: true });
  router.get('/link/:link/api-account', (_req, res) => showAccount(deps, res));
  router.post('/link/:link/api-account', (req, res) => giveAccount(deps, req, res));
  return router;
}

/** GET */
async function showAccount(deps: ApiAccountDeps, res: Response): Promise<void> {
  await draw(deps, res, { store: visitOf(res).visit.store ?? '' });
}

/** POST */
async function giveAccount(deps: ApiAccountDeps, req: Request, res: Response): Promise<void> {
  const visiting = visitOf(res);
  const { link, visit } = visiting;
  const form = readAccountForm(req.body);
  if (form.again) {
    const kept = await deps.visits.token(visit.id);
    if (kept) return testAndTell(deps, req, res, { token: kept, store: visit.store ?? '' });
    return res.redirect(303, pagePath(link.id, 'api-account'));
  }
  const kept = keptStore(form.store);
  if (kept !== (visit.store ?? '')) await deps.visits.change(visit.id, { store: kept || null });
  const given = accountIn(form, textsFor(visiting.language));
  const store = shownStore(form.store);
  if ('errors' in given) return refuse(deps, res, { store, errors: given.errors });
  await testAndTell(deps, req, res, { token: given.token, store });
}

async function testAndTell(
  deps: ApiAccountDeps,
  req: Request,
  res: Response,
  { token, store }: { token: TypedToken; store: string },
): Promise<void> {
  const visiting = visitOf(res);
  const by = { linkId: visiting.link.id, address: req.ip ?? '' };
  const counted = await deps.accountTests.count(by).catch(retryAfterOf);
  if (counted !== undefined) {
    res.status(429).set('Retry-After', String(counted));
    return draw(deps, res, { store, problem: 'too_often' });
  }
  const tested = await connectAccount(deps, visiting, token, actingBy(req, visiting), req.log);
  if (tested.outcome === 'connected') await deps.accountTests.forgive(by);
  await tell(deps, res, visiting, { token, store, tested });
}

async function tell(
  deps: ApiAccountDeps,
  res: Response,
  { link, visit, language }: Visiting,
  { token, store, tested }: { token: TypedToken; store: string; tested: AccountOutcome },
): Promise<void> {
  const { visits } = deps;
  const { missing: _before, ...account } = token;
  switch (tested.outcome) {
    case 'connected':
      // Gone with the end of the visit, as a rule.
      await visits.dropToken(visit.id).catch(() => undefined);
      return res.redirect(303, pagePath(link.id, 'done'));
    case 'left':
      return res.redirect(303, pagePath(link.id, 'done'));
    case 'missing':
      await visits.keepToken(visit.id, { ...account, missing: tested.scopes });
      return res.redirect(303, pagePath(link.id, 'api-account'));
    case 'untested':
      await visits.keepToken(visit.id, token);
      return refuse(deps, res, { store, problem: 'untested' });
    case 'refused': {
      await visits.dropToken(visit.id);
      const errors = [refusedToken(account, textsFor(language))];
      return refuse(deps, res, { store, errors, failed: 'token_refused' });
    }
    case 'has_app':
      // The way by the app begins with this store.
      await visits.change(visit.id, { store: account.storeHash });
      await visits.dropToken(visit.id);
      return refuse(deps, res, { store, problem: 'has_app' });
    case 'not_connected':
      await visits.dropToken(visit.id);
      return refuse(deps, res, { store, problem: 'not_connected' });
  }
}

function refusedToken({ storeHash }: TypedToken, { link: { apiAccount } }: Texts): FieldError {
  const { fields, errors } = apiAccount;
  return { name: 'credentials', label: fields.credentials, message: errors.refused(storeHash) };
}

/** Seconds, when there were too many. */
function retryAfterOf(error: unknown): number {
  if (error instanceof AppError && error.code === 'too_many_attempts')
    return error.retryAfterSeconds ?? 60;
  throw error;
}

type Shown = {
  store: string;
  errors?: FieldError[];
  problem?: AccountProblem;
  failed?: ErrorCode;
};

function refuse(deps: ApiAccountDeps, res: Response, shown: Shown): Promise<void> {
  res.status(422);
  return draw(deps, res, shown);
}

async function draw(deps: ApiAccountDeps, res: Response, shown: Shown): Promise<void> {
  const visiting = visitOf(res);
  const kept = await deps.visits.token(visiting.visit.id);
  const account = accountPage(visiting, { ...shown, kept });
  sendStep(deps, res, 'api-account', 'link/api-account', { account });
}
