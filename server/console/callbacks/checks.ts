/**
 * Checks of an iClient's callback URLs.
 *
 *   POST …/callbacks/checks              begins one, or goes to the one under way; builders
 *   GET  …/callbacks/checks/{checkId}    what was found so far
 */
import { type Request, type Response, Router } from 'express';
import type { CallbackChecks } from '../../callback-tests/checks/callback-checks.ts';
import {
  type CallbackCheck,
  type Check,
  type CheckedTarget,
  worstVerdict,
} from '../../callback-tests/checks/check.ts';
import { describeCheck, describeHeadline } from '../../callback-tests/checks/describe-check.ts';
import { decisiveOf, worstFirst } from '../../callback-tests/checks/headline.ts';
import { AppError } from '../../errors.ts';
import { refuseFields } from '../../http/form-fields.ts';
import { only } from '../../http/only.ts';
import type { CallbackKind } from '../../iclients/callback-urls.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { Language } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import {
  beginForm,
  type CallbackFrameDeps,
  callbackFrame,
  callbacksPath,
  callbacksRoute,
  reloadSeconds,
  withIClient,
} from './frame.ts';

export type CheckPagesDeps = CallbackFrameDeps & {
  callbackChecks: Pick<CallbackChecks, 'start' | 'find' | 'latest' | 'waitMs'>;
  /** Milliseconds since 1970. */
  now: () => number;
};

export function checkRoutes(deps: CheckPagesDeps): Router {
  const router = Router();
  const all = callbacksRoute('/checks');
  const one = callbacksRoute('/checks/:checkId');
  router.post(
    all,
    deps.access.role('builder'),
    withIClient(deps, async (iclient, req, res) => {
      refuseFields(req.body);
      const { id } = await deps.callbackChecks.start(iclient);
      res.redirect(303, callbacksPath(iclient, `/checks/${id}`));
    }),
  );
  router.all(all, only('POST'));
  router.get(
    one,
    withIClient(deps, async (iclient, req, res) => {
      const check = await deps.callbackChecks.find(iclient.id, String(req.params.checkId));
      if (!check) throw new AppError('callback_check_unknown', 'There is no such check.');
      res.type('html').send(await checkPage(deps, iclient, check, req, res));
    }),
  );
  router.all(one, only('GET'));
  return router;
}

/** What the overview shows of the check that began last, and of each URL by it. */
export async function latestCheck(deps: CheckPagesDeps, iclient: IClient, language: Language) {
  const [check, form] = await Promise.all([
    deps.callbackChecks.latest(iclient.id),
    checkForm(deps, iclient, language),
  ]);
  return {
    form,
    latest: check && {
      path: callbacksPath(iclient, `/checks/${check.id}`),
      ...summaryOf(check, language),
    },
    stateOf: (kind: CallbackKind, url: string) => stateAt(check, kind, url, language),
  };
}

function checkForm({ callbackChecks, now }: CheckPagesDeps, iclient: IClient, language: Language) {
  return beginForm(callbackChecks, '/checks', iclient, now(), language);
}

async function checkPage(
  deps: CheckPagesDeps,
  iclient: IClient,
  check: CallbackCheck,
  req: Request,
  res: Response,
): Promise<string> {
  const frame = callbackFrame(iclient, 'overview', req, res);
  const { language } = frame.page;
  const targets = check.targets.map((target, index) => ({
    ...describeTarget(target, language),
    part: `target-${index}`,
  }));
  const isDone = check.status === 'done';
  return deps.views.render('callbacks/check', {
    ...frame,
    ...summaryOf(check, language),
    reloadSeconds,
    form: await checkForm(deps, iclient, language),
    todos: isDone ? todosOf(targets) : [],
    // While it is under way, nothing that somebody reads may move.
    targets: isDone ? worstFirst(targets) : targets,
  });
}

function summaryOf({ status, targets, finishedAt }: CallbackCheck, language: Language) {
  return {
    isDone: status === 'done',
    headline: describeHeadline(targets, language),
    finished: momentsIn(language)(finishedAt),
  };
}

function describeTarget({ checks, ...target }: CheckedTarget, language: Language) {
  return {
    ...target,
    verdict: verdictAt(checks),
    checks: worstFirst(checks.map((check) => describeCheck(check, language))),
  };
}

/** What to do, each once, with the URLs that need it; what failed first. */
function todosOf(targets: ReturnType<typeof describeTarget>[]) {
  const found = targets.flatMap(({ checks, ...target }) =>
    checks.flatMap(({ todo, verdict }) => (todo === undefined ? [] : [{ todo, verdict, target }])),
  );
  const places = new Map<string, Pick<CheckedTarget, 'kind' | 'url' | 'whitelisted'>[]>();
  for (const { todo, target } of worstFirst(found))
    places.set(todo, [...(places.get(todo) ?? []), target]);
  return [...places].map(([todo, at]) => ({ todo, at: [...new Set(at)] }));
}

/** The verdict of one URL, with what decided it; undefined where it is not checked yet. */
function stateAt(
  check: CallbackCheck | undefined,
  kind: CallbackKind,
  url: string,
  language: Language,
) {
  const target = check?.targets.find((one) => one.kind === kind && one.url === url);
  const verdict = target && verdictAt(target.checks);
  if (!target || !verdict) return undefined;
  const decisive = decisiveOf(target.checks);
  return { verdict, decisive: decisive && describeCheck(decisive, language) };
}

function verdictAt(checks: Check[]) {
  return checks.length === 0 ? undefined : worstVerdict(checks);
}
