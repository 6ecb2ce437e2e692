/**
 * Checks of an iClient's callback URLs.
 *
 *   POST …/callbacks/checks              begins one, or goes to the one under way; builders
 *   GET  …/callbacks/checks/{checkId}    what was found so far
 */
import { type Request, type Response, Router } from 'express';
import { z } from 'zod';
import type { CallbackChecks } from '../../callback-tests/checks/callback-checks.ts';
import {
  type CallbackCheck,
  type CheckedTarget,
  worstVerdict,
} from '../../callback-tests/checks/check.ts';
import { describeCheck } from '../../callback-tests/checks/describe-check.ts';
import { AppError } from '../../errors.ts';
import { only } from '../../http/only.ts';
import type { IClient } from '../../iclients/iclient.ts';
import type { Language } from '../../language/language.ts';
import { momentsIn } from '../../language/moments.ts';
import {
  type CallbackFrameDeps,
  callbackFrame,
  callbacksPath,
  callbacksRoute,
  withIClient,
} from './frame.ts';

export type CheckPagesDeps = CallbackFrameDeps & {
  callbackChecks: Pick<CallbackChecks, 'start' | 'find' | 'latest'>;
};

/** Without a script the page loads itself again so often, in seconds. */
const reloadSeconds = 2;

export function checkRoutes(deps: CheckPagesDeps): Router {
  const router = Router();
  const all = callbacksRoute('/checks');
  const one = callbacksRoute('/checks/:checkId');
  router.post(
    all,
    deps.access.role('builder'),
    withIClient(deps, async (iclient, req, res) => {
      readNothing(req.body);
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
      if (check.status === 'pending') res.set('Refresh', String(reloadSeconds));
      res.type('html').send(checkPage(deps, iclient, check, req, res));
    }),
  );
  router.all(one, only('GET'));
  return router;
}

/** What the overview shows of the check that began last. */
export async function latestCheck(
  { callbackChecks }: CheckPagesDeps,
  iclient: IClient,
  language: Language,
) {
  const check = await callbackChecks.latest(iclient.id);
  return {
    startPath: callbacksPath(iclient, '/checks'),
    latest: check && {
      path: callbacksPath(iclient, `/checks/${check.id}`),
      ...summaryOf(check, language),
    },
  };
}

function checkPage(
  { views }: CheckPagesDeps,
  iclient: IClient,
  check: CallbackCheck,
  req: Request,
  res: Response,
): string {
  const frame = callbackFrame(iclient, 'overview', req, res);
  const { language } = frame.page;
  return views.render('callbacks/check', {
    ...frame,
    ...summaryOf(check, language),
    startPath: callbacksPath(iclient, '/checks'),
    targets: check.targets.map((target) => describeTarget(target, language)),
  });
}

function summaryOf({ status, targets, finishedAt }: CallbackCheck, language: Language) {
  return {
    isDone: status === 'done',
    verdict: worstVerdict(targets.flatMap(({ checks }) => checks)),
    finished: momentsIn(language)(finishedAt),
  };
}

function describeTarget({ checks, ...target }: CheckedTarget, language: Language) {
  return {
    ...target,
    verdict: checks.length === 0 ? undefined : worstVerdict(checks),
    checks: checks.map((check) => describeCheck(check, language)),
  };
}

/** @throws AppError `parameter_invalid` for a field that the form does not have */
function readNothing(body: unknown): void {
  const read = z.strictObject({ _token: z.unknown() }).safeParse(body);
  if (!read.success) throw new AppError('parameter_invalid', 'The form takes no fields.');
}
