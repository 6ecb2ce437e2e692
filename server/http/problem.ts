/** An error as programs read it: a problem (RFC 9457), whichever part of the service answers it. */
import { AppError } from '../errors.ts';
import { problemTexts } from '../language/en/problems.ts';
import { type Failure, failureFor } from '../language/language.ts';

export type Problem = { status: number; headers: Record<string, string>; body: string };

export const problemType = 'application/problem+json; charset=utf-8';

/** @param reference by which a person can name the answer; the log has it, too */
export function problemOf(error: AppError, reference: unknown): Problem {
  const { title, happened, todo, developer } = wordsOf(error);
  const body = JSON.stringify({
    type: 'about:blank',
    title,
    status: error.status,
    code: error.code,
    detail: [happened, todo, developer].filter((part) => part !== undefined).join(' '),
    parameter: error.parameter,
    reference,
    ...error.members,
  });
  return { status: error.status, headers: headersOf(error), body };
}

/** What programs are told of a code. */
export function wordsOf({ code, parameter }: Pick<AppError, 'code' | 'parameter'>): Failure {
  const forPrograms = problemTexts[code];
  if (forPrograms === undefined) return failureFor('en', code, parameter);
  return typeof forPrograms === 'function' ? forPrograms(parameter) : forPrograms;
}

/** What the code asks of the client (RFC 6750 section 3; RFC 9110 section 10.2.3). */
export function headersOf({ code, retryAfterSeconds }: AppError): Record<string, string> {
  return {
    ...(code === 'api_key_invalid' ? { 'WWW-Authenticate': 'Bearer' } : {}),
    ...(retryAfterSeconds === undefined ? {} : { 'Retry-After': String(retryAfterSeconds) }),
  };
}

export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  // Express itself refuses what it cannot decode, such as a path with `%zz`.
  if (error instanceof URIError)
    return new AppError('page_not_found', 'The request could not be read.', { cause: error });
  return new AppError('internal_error', 'Something unforeseen failed.', { cause: error });
}
