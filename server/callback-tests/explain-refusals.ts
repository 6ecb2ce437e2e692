/**
 * What the page of a refused callback tells developers, apart from what it tells merchants: the cause by
 * its name, and where the team can see more. Anybody can be refused, so that nothing is said of other iClients.
 */
import type { ErrorRequestHandler, Request, Response } from 'express';
import { type FailureOfCallback, failureOf, noteFailure } from '../events/refused-callback.ts';
import type { FailureExplanation } from '../http/error-answers.ts';
import { meantCallback } from '../iclients/callback-urls.ts';
import type { IClientStore } from '../iclients/store.ts';
import { type Language, textsFor } from '../language/language.ts';
import { spansIn } from '../language/spans.ts';
import { type Cause, type DiagnoseArrivalDeps, diagnoseArrival } from './diagnose-arrival.ts';
import { diagnoseCallback } from './diagnoses.ts';
import { iclientOf } from './iclient-of.ts';
import type { Reason } from './inspect/inspection.ts';
import { harmlessParts } from './recorder/harmless.ts';

export type ExplainRefusalsDeps = DiagnoseArrivalDeps & {
  iclients: Pick<IClientStore, 'find' | 'findBySlug' | 'list' | 'clientSecret'>;
};

/** For the end of all routes: also a path that is nearly a callback's is explained. */
export function explainRefusals(deps: ExplainRefusalsDeps): ErrorRequestHandler {
  return async (error: unknown, req, res, next) => {
    if (meantCallback(req.path) && !res.headersSent) {
      noteFailure(res, error);
      res.locals.failureExplanation = await explainRefusal(deps, req, res);
    }
    next(error);
  };
}

/** What there is to say of a callback whose failure was noted; without a cause where none can be told. */
export async function explainRefusal(
  deps: ExplainRefusalsDeps,
  req: Request,
  res: Response,
): Promise<FailureExplanation> {
  const cause = await causeOf(deps, req, res).catch(
    (err: unknown) => void req.log.debug({ err }, 'A refusal could not be explained.'),
  );
  return (language) => ({
    tools: textsFor(language).callbacks.failurePage.tools,
    ...(cause === undefined ? {} : { cause: wordsOf(cause, language) }),
  });
}

async function causeOf(
  deps: ExplainRefusalsDeps,
  req: Request,
  res: Response,
): Promise<Cause | undefined> {
  const meant = meantCallback(req.path);
  if (!meant) return undefined;
  const { kind } = meant;
  const failed: FailureOfCallback = failureOf(res) ?? { code: 'internal_error' };
  const { codeCameBefore, ...failure } = failed;
  // Without Redis nothing can be found out, and nobody should wait for it once more.
  if (failure.code === 'storage_unavailable') return undefined;
  const iclient = await iclientOf(res, meant, deps.iclients);
  if (!iclient) {
    const diagnosis = diagnoseCallback({ kind, parameters: {}, errorCode: failure.code });
    return diagnosis && { diagnosis };
  }
  const record = { kind, ...harmlessParts(req), ...failure, tookMs: 0 };
  return diagnoseArrival(deps, iclient, { record, query: req.query, codeCameBefore });
}

/** What a payload says by itself. */
const ofPayloadAlone: readonly Reason[] = [
  'parts',
  'part_unreadable',
  'unverifiable',
  'algorithm',
  'missing_claims',
  'misshapen_claims',
  'placeholder',
  'store_prefix',
  'expired',
  'not_yet_valid',
  'issued_in_future',
];

function wordsOf({ diagnosis, finding }: Cause, language: Language) {
  const { diagnoses, inspector } = textsFor(language).callbacks;
  if (!finding || !ofPayloadAlone.includes(finding.reason)) return diagnoses[diagnosis];
  const { reason, value = '', names = [], seconds = 0 } = finding;
  const span = spansIn(language)(seconds);
  const exact = inspector.reasons[reason]({ name: '', names: names.join(', '), value, span });
  return { ...diagnoses[diagnosis], exact };
}
