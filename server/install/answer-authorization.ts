/** What the browser of an authorization sees in the end: the page that it was promised, or one of ours. */
import type { Request, Response } from 'express';
import type { Authorization, AuthorizingLink } from '../authorizations/authorization.ts';
import { type ExplainRefusalsDeps, explainRefusal } from '../callback-tests/explain-refusals.ts';
import { AppError, statusOf } from '../errors.ts';
import { noteFailure } from '../events/refused-callback.ts';
import type { Views } from '../http/views.ts';
import { textsFor } from '../language/language.ts';
import { linkPagePath } from '../links/page-path.ts';
import { toldFailure } from '../links/told-failure.ts';
import { describeAuthorization } from '../pages/describe-authorization.ts';

export type AnswerAuthorizationDeps = ExplainRefusalsDeps & { views: Views };

export async function answerAuthorization(
  deps: AnswerAuthorizationDeps,
  ended: Authorization,
  req: Request,
  res: Response,
): Promise<void> {
  if (ended.status === 'failed')
    noteFailure(res, new AppError(ended.code, 'The authorization has failed.'));
  if (ended.link !== undefined) res.redirect(303, linkPageOf(ended, ended.link));
  else if (ended.returnUrl !== undefined) res.redirect(303, returnAddress(ended.returnUrl, ended));
  else await answerPage(deps, ended, req, res);
}

async function answerPage(
  deps: AnswerAuthorizationDeps,
  ended: Authorization,
  req: Request,
  res: Response,
): Promise<void> {
  const { language, iclientId } = ended;
  const hasFailed = ended.status === 'failed';
  const explain = hasFailed ? await explainRefusal(deps, req, res) : undefined;
  const page = { language, texts: textsFor(language), viewer: undefined, path: req.path };
  const authorization = describeAuthorization(ended, language);
  const inConsole = ended.startedBy.kind === 'user';
  if (ended.status === 'failed') res.status(statusOf(ended.code));
  const html = deps.views.render('authorize/result', {
    page,
    authorization,
    announce: true,
    inConsole,
    explanation: explain?.(language),
    callbackTestsPath: hasFailed && `/console/iclients/${encodeURIComponent(iclientId)}/callbacks`,
  });
  res.type('html').send(html);
}

/**
 * What came of an authorization whose callback threw.
 * @throws the error itself, unless it ends an authorization that has somewhere to return to
 */
export function endedBy(error: unknown, authorization: Authorization): Authorization {
  const isEnd = error instanceof AppError && error.code === 'authorization_expired';
  const { returnUrl, link } = authorization;
  if (!isEnd || (returnUrl === undefined && link === undefined)) throw error;
  return { ...authorization, status: 'failed', code: error.code };
}

/** Where a merchant with a link goes on after a callback that ended nothing; its page says why. */
export function pageOfRefused(error: unknown, { linkId }: AuthorizingLink): string {
  const code = toldFailure(error instanceof AppError ? error.code : 'internal_error');
  return `${linkPagePath(linkId, 'app')}?failed=${code}`;
}

/** The page that opened a window closes it again. */
function linkPageOf(ended: Authorization, { linkId, inPopup }: AuthorizingLink): string {
  if (inPopup) return linkPagePath(linkId, 'app/returned');
  return linkPagePath(linkId, ended.status === 'done' ? 'done' : 'app');
}

/** With `status`, `connectionId` and, when it failed, `errorCode` in its query. */
function returnAddress(returnUrl: string, ended: Authorization): string {
  const url = new URL(returnUrl);
  url.searchParams.set('status', ended.status === 'done' ? 'connected' : 'failed');
  if (ended.connectionId !== undefined) url.searchParams.set('connectionId', ended.connectionId);
  url.searchParams.delete('errorCode');
  if (ended.status === 'failed') url.searchParams.set('errorCode', ended.code);
  return url.href;
}
