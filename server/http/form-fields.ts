/** Posted fields: a form holds what its page has, and nothing else; what is wrong is told field by field. */
import { z } from 'zod';
import { AppError, type ErrorCode } from '../errors.ts';

/**
 * The name of a field as an error's parameter, which goes to the log and to the page. Names are whatever
 * somebody sent: only those that look like ours are told, and a token (31 characters or more) does not.
 */
export function tellableName(name: string | undefined): { parameter?: string } {
  return name !== undefined && /^[\w:.[\]-]{1,30}$/.test(name) ? { parameter: name } : {};
}

/** @throws AppError `parameter_invalid` when a strict form was given a field that it does not have */
export function refuseUnknownFields(error: z.ZodError): void {
  for (const issue of error.issues)
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0)
      throw new AppError('parameter_invalid', 'The form has a field that is not ours.', {
        ...tellableName(issue.keys[0]),
      });
}

/**
 * For a form that is little more than a button.
 * @throws AppError `parameter_invalid` when it has other fields than its token and those named
 */
export function refuseFields(body: unknown, except: readonly string[] = []): void {
  const names = ['_token', ...except].map((name) => [name, z.unknown()]);
  const read = z.strictObject(Object.fromEntries(names)).safeParse(body ?? {});
  if (!read.success) refuseUnknownFields(read.error);
}

/** One field that has to be corrected; `link` leads to what stands in its way. */
export type FieldError = {
  name: string;
  label: string;
  message: string;
  link?: { href: string; text: string };
};

/**
 * The words for each field at fault.
 * @param codes what is thrown for fields that have no words; `form_refused` where it names none
 * @throws AppError of `codes`, or `parameter_invalid` for a field that the form does not have
 */
export function fieldErrors(
  error: z.ZodError,
  words: Readonly<Record<string, string>>,
  codes: Readonly<Record<string, ErrorCode>> = {},
): Record<string, string> {
  refuseUnknownFields(error);
  const fields = error.issues.map(({ path }) => String(path[0] ?? ''));
  const without = fields.find((field) => !Object.hasOwn(words, field));
  if (without !== undefined)
    throw new AppError(codes[without] ?? 'form_refused', 'A field that nobody types is misshapen.');
  return Object.fromEntries(fields.map((field) => [field, words[field] ?? '']));
}

/** What was typed, to be shown again. */
export function typedIn(body: unknown, names: readonly string[]): Record<string, string> {
  const fields: Record<string, unknown> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  return Object.fromEntries(
    names.map((name) => [name, typeof fields[name] === 'string' ? fields[name] : '']),
  );
}

const namesOfObjects = new Set(['__proto__', 'constructor', 'prototype']);

/**
 * For `verify` of express.urlencoded, which drops such names before a form could refuse them.
 * @throws Error naming the field
 */
export function refuseNamesOfObjects(body: Buffer): void {
  for (const name of new URLSearchParams(body.toString('latin1')).keys())
    for (const part of name.split(/[[\].]/))
      if (namesOfObjects.has(part)) throw new Error(`A field is named ${part}.`);
}
