/** Reads a part of a request by its schema, and tells all that is wrong with it at once. */
import type { z } from 'zod';
import { AppError } from '../errors.ts';

/** One field to mend; `field` is its path, such as `concurrency.level`, empty for the whole. */
export type FieldProblem = { field: string; message: string };

/** @throws AppError of that code with `errors`, one for each field at fault */
export function readPart<T>(
  code: 'body_invalid' | 'query_invalid',
  schema: z.ZodType<T>,
  value: unknown,
): T {
  const read = schema.safeParse(value, { reportInput: true, error: wordsUnlessOwn });
  if (read.success) return read.data;
  throw partInvalid(code, read.error.issues.flatMap(problemsOf));
}

/** What makes a request wrong that its schema cannot know. */
export function partInvalid(
  code: 'body_invalid' | 'query_invalid',
  errors: FieldProblem[],
): AppError {
  const fields = errors.map(({ field }) => field).join(', ');
  return new AppError(code, `Wrong: ${fields}`, { members: { errors } });
}

/** For what a schema has no words of its own. */
const wordsUnlessOwn: z.core.$ZodErrorMap = ({ code }) =>
  code === 'unrecognized_keys' ? 'There is no such field. Leave it out.' : undefined;

function problemsOf(issue: z.core.$ZodIssue): FieldProblem[] {
  const field = issue.path.map(String).join('.');
  if (issue.code !== 'unrecognized_keys') return [{ field, message: messageOf(issue) }];
  return issue.keys.map((key) => ({
    field: field === '' ? key : `${field}.${key}`,
    message: issue.message,
  }));
}

function messageOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      if (issue.expected === 'string' && Array.isArray(issue.input)) return 'Give one string.';
      return issue.input === undefined
        ? `It is missing. Give ${nameOf(issue.expected)}.`
        : `Give ${nameOf(issue.expected)}.`;
    case 'too_small':
      return `Give at least ${issue.minimum}${unitOf(issue.origin)}.`;
    case 'too_big':
      return `Give at most ${issue.maximum}${unitOf(issue.origin)}.`;
    case 'invalid_value':
      return `Give ${issue.values.map((value) => JSON.stringify(value)).join(' or ')}.`;
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? `Give ${issue.options.map((value) => JSON.stringify(value)).join(' or ')}.`
        : issue.message;
    default:
      return issue.message;
  }
}

const names: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a JSON object',
};

function nameOf(type: string): string {
  return names[type] ?? type;
}

function unitOf(origin: string): string {
  if (origin === 'string') return ' characters';
  return origin === 'array' ? ' entries' : '';
}
