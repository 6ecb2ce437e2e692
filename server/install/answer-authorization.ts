/** What the browser of an authorization sees in the end: the page that it was promised, or one of ours. */
import type { Request, Response } from 'express';
import type { Authorization } from '../authorizations/authorization.ts';
import { AppError, statusOf } from '../errors.ts';
import type { Views } from '../http/views.ts';
import { textsFor } from '../language/language.ts';
import { describeAuthorization } from '../pages/describe-authorization.ts';

export function answerAuthorization(
  { views }: { views: Views },
  ended: Authorization,
  req: Request,
  res: Response,
): void {
  if (ended.returnUrl !== undefined) res.redirect(303, returnAddress(ended.returnUrl, ended));
  else answerPage(views, ended, req, res);
}

function answerPage(views: Views, ended: Authorization, req: Request, res: Response): void {
  const { language } = ended;
  const page = { language, texts: textsFor(language), viewer: undefined, path: req.path };
  const authorization = describeAuthorization(ended, language);
  const inConsole = ended.startedBy.kind === 'user';
  if (ended.status === 'failed') res.status(statusOf(ended.code));
  res
    .type('html')
    .send(views.render('authorize/result', { page, authorization, announce: true, inConsole }));
}

/**
 * What came of an authorization whose callback threw.
 * @throws the error itself, unless it ends an authorization that has somewhere to return to
 */
export function endedBy(error: unknown, authorization: Authorization): Authorization {
  const isEnd = error instanceof AppError && error.code === 'authorization_expired';
  if (!isEnd || authorization.returnUrl === undefined) throw error;
  return { ...authorization, status: 'failed', code: error.code };
}

/** With `status`, `connectionId` and, when it failed, `errorCode` in its query. */
function returnAddress(returnUrl: string, ended: Authorization): string {
  const url = new URL(returnUrl);
  url.searchParams.set('status', ended.status === 'done' ? 'connected' : 'failed');
  url.searchParams.set('connectionId', ended.connectionId);
  url.searchParams.delete('errorCode');
  if (ended.status === 'failed') url.searchParams.set('errorCode', ended.code);
  return url.href;
}
