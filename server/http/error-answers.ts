/** The one place that turns an error into an answer: a page for people, a problem for programs. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { AppError, type ErrorCode } from '../errors.ts';
import { failureFor, languageFromHeader, textsFor } from '../language/language.ts';
import type { Views } from './views.ts';

/** Marks routes that programs call, so that their errors are JSON whatever they say they accept. */
export const answerJson: RequestHandler = (_req, res, next) => {
  res.locals.answersJson = true;
  next();
};

/** What nobody answered is not there. */
export const notFound: RequestHandler = () => {
  throw new AppError('page_not_found', 'No route has this path.');
};

/** Words come from the error's code alone; its message and cause go to the log. */
export function errorAnswers(deps: { views: Views; panelOrigins: string[] }): ErrorRequestHandler {
  // Express tells an error handler by its four parameters.
  return (error: unknown, req, res, _next) => {
    const known = asAppError(error);
    logError(req, known, error);
    if (res.headersSent) return void res.destroy();
    res.status(known.status).set('Cache-Control', 'no-store');
    if (wantsJson(req, res)) answerProblem(req, res, known);
    else answerPage(req, res, known, deps);
  };
}

function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isRefusedRequest(error))
    return new AppError('page_not_found', 'The request could not be read.', { cause: error });
  return new AppError('internal_error', 'Something unforeseen failed.', { cause: error });
}

// Express itself refuses what it cannot decode, such as a path with `%zz`.
function isRefusedRequest(error: unknown): boolean {
  return error instanceof URIError;
}

/** What people do every day; everything else is worth a look when somebody names its reference. */
const expected = new Set<ErrorCode>(['page_not_found', 'session_ended', 'method_not_allowed']);

function logError(req: Request, error: AppError, thrown: unknown): void {
  const fields = { code: error.code, parameter: error.parameter };
  if (error.status >= 500) req.log.error({ ...fields, err: thrown }, error.message);
  else req.log[expected.has(error.code) ? 'info' : 'warn'](fields, error.message);
}

function wantsJson(req: Request, res: Response): boolean {
  return res.locals.answersJson === true || req.accepts(['html', 'json']) === 'json';
}

/** RFC 9457. */
function answerProblem(req: Request, res: Response, error: AppError): void {
  const { title, happened, todo, developer } = failureFor('en', error.code, error.parameter);
  res.type('application/problem+json').send(
    JSON.stringify({
      type: 'about:blank',
      title,
      status: error.status,
      code: error.code,
      detail: [happened, todo, developer].filter((part) => part !== undefined).join(' '),
      parameter: error.parameter,
      reference: req.id,
    }),
  );
}

function answerPage(
  req: Request,
  res: Response,
  error: AppError,
  deps: { views: Views; panelOrigins: string[] },
): void {
  const language = languageFromHeader(req.get('Accept-Language'));
  const page = deps.views.render('errors/failure', {
    language,
    texts: textsFor(language),
    code: error.code,
    failure: failureFor(language, error.code, error.parameter),
    reference: req.id,
    ...(res.locals.console === true ? { inConsole: true } : { panelOrigins: deps.panelOrigins }),
  });
  res.type('html').send(page);
}
