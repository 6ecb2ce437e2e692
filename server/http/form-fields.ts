/** Names of posted fields: a form holds what its page has, and nothing else. */
import { z } from 'zod';
import { AppError } from '../errors.ts';

/** @throws AppError `parameter_invalid` when a strict form was given a field that it does not have */
export function refuseUnknownFields(error: z.ZodError): void {
  for (const issue of error.issues)
    if (issue.code === 'unrecognized_keys' && issue.path.length === 0)
      throw new AppError('parameter_invalid', 'The form has a field that is not ours.', {
        ...(issue.keys[0] === undefined ? {} : { parameter: issue.keys[0] }),
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
