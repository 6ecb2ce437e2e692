/** The one place that turns an error into an answer: a page for people, a problem for programs. */
import type { ErrorRequestHandler, Request, RequestHandler, Response } from 'express';
import { AppError, type ErrorCode } from '../errors.ts';
import {
  type Audience,
  failureFor,
  isLanguage,
  type Language,
  languageFromHeader,
  textsFor,
} from '../language/language.ts';
import { asAppError, headersOf, problemOf, problemType } from './problem.ts';
import { sentAgain } from './sent-again.ts';
import type { Views } from './views.ts';

/** Marks routes that programs call, so that their errors are JSON whatever they say they accept. */
export const answerJson: RequestHandler = (_req, res, next) => {
  res.locals.answersJson = true;
  next();
};

/** In `res.locals.failurePage`: how pages whose visitors know nothing of the console and the app fail. */
export type FailurePage = { template: string; audience: Audience; data: object };

/** In `res.locals.failureExplanation`: what a failure page tells developers beside its words for everybody. */
export type FailureExplanation = (language: Language) => {
  /** By its name; `exact` is what was seen of it. */
  cause?: { name: string; happens: string; fix: string; exact?: string };
  /** Where the team can see more. */
  tools: string;
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
    logError(req, res, known, error);
    if (res.headersSent) return void res.destroy();
    res.status(known.status).set('Cache-Control', 'no-store').set(headersOf(known));
    if (wantsJson(req, res)) answerProblem(req, res, known);
    else answerPage(req, res, known, deps);
  };
}

/** What people do every day; everything else is worth a look when somebody names its reference. */
const expected = new Set<ErrorCode>(['page_not_found', 'session_ended', 'method_not_allowed']);

function logError(req: Request, res: Response, error: AppError, thrown: unknown): void {
  const fields = { code: error.code, parameter: error.parameter };
  if (error.status >= 500) req.log.error({ ...fields, err: thrown }, error.message);
  // A simulated install is refused on purpose, and says itself where it was not.
  else if (res.locals.isSimulated === true) req.log.debug(fields, error.message);
  else req.log[expected.has(error.code) ? 'info' : 'warn'](fields, error.message);
}

function wantsJson(req: Request, res: Response): boolean {
  return res.locals.answersJson === true || req.accepts(['html', 'json']) === 'json';
}

function answerProblem(req: Request, res: Response, error: AppError): void {
  res.type(problemType).send(problemOf(error, req.id).body);
}

function answerPage(
  req: Request,
  res: Response,
  error: AppError,
  deps: { views: Views; panelOrigins: string[] },
): void {
  const inConsole = res.locals.console === true;
  const own = res.locals.failurePage as FailurePage | undefined;
  const audience = own?.audience ?? (inConsole ? 'console' : 'merchant');
  const language = languageOf(req, res);
  const explain = res.locals.failureExplanation as FailureExplanation | undefined;
  const explanation = explain?.(language);
  const { developer, ...failure } = failureFor(language, error.code, error.parameter, audience);
  // The cause says it better, but for the name of a parameter.
  const isSaid = explanation?.cause !== undefined && error.parameter === undefined;
  const page = deps.views.render(own?.template ?? 'errors/failure', {
    language,
    texts: textsFor(language),
    code: error.code,
    failure: { ...failure, developer: isSaid ? undefined : developer },
    explanation,
    reference: req.id,
    ...own?.data,
    ...(inConsole
      ? {
          inConsole,
          consoleUrl: consoleUrlAfter(error),
          withoutFilters: withoutFilters(req, error),
          again: sentAgain(req, res),
        }
      : { panelOrigins: deps.panelOrigins }),
  });
  res.type('html').send(page);
}

/** That of the user who is signed in, else what the browser prefers. */
function languageOf(req: Request, res: Response): Language {
  const { language } = res.locals;
  return isLanguage(language) ? language : languageFromHeader(req.get('Accept-Language'));
}

/** On this host, unless the console is at another one. */
function consoleUrlAfter({ code, parameter }: AppError): string {
  return code === 'opened_elsewhere' && parameter !== undefined ? `${parameter}/` : '/';
}

/** The page whose filters were wrong, without any. */
function withoutFilters(req: Request, { code }: AppError): string | undefined {
  const isFiltered = req.method === 'GET' && Object.keys(req.query).length > 0;
  return code === 'parameter_invalid' && isFiltered ? req.path : undefined;
}
