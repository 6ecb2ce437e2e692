import type { Request } from 'express';
import type { z } from 'zod';
import { AppError } from '../../errors.ts';
import { refuseUnknownFields } from '../../http/form-fields.ts';

/**
 * The words for each field at fault.
 * @throws AppError `parameter_invalid` for a field that no page has, `form_refused` for one without words
 */
export function errorsOf<Field extends string>(
  error: z.ZodError,
  words: Readonly<Record<Field, string>>,
): Record<string, string> {
  refuseUnknownFields(error);
  const fields = error.issues.map(({ path }) => String(path[0] ?? ''));
  if (fields.some((field) => !Object.hasOwn(words, field)))
    throw new AppError('form_refused', 'The form has fields that are not ours.');
  return Object.fromEntries(fields.map((field) => [field, words[field as Field]]));
}

/** What was typed, to be shown again. */
export function typedIn(body: unknown, names: readonly string[]): Record<string, string> {
  const fields: Record<string, unknown> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  return Object.fromEntries(
    names.map((name) => [name, typeof fields[name] === 'string' ? fields[name] : '']),
  );
}

/** The notice that a redirect asks for, by its key. */
export function noticeOf(
  req: Request,
  notices: Readonly<Record<string, string>>,
): string | undefined {
  const key = req.query.notice;
  return typeof key === 'string' && Object.hasOwn(notices, key) ? notices[key] : undefined;
}
