/** The forms before the sign-in: what they hold, and how they are drawn again when a field is wrong. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { consolePage } from '../access/access.ts';
import { emailField, nameField, newPasswordField, tokenField } from '../access/person-forms.ts';
import { AppError } from '../errors.ts';
import { refuseUnknownFields } from '../http/form-fields.ts';
import type { Views } from '../http/views.ts';
import type { Texts } from '../language/language.ts';

const formToken = z.string();

export const signInForm = z.strictObject({
  _token: formToken,
  email: emailField,
  password: z.string().min(1).max(1000),
  next: z.string().optional(),
});
export const firstAdminForm = z.strictObject({
  _token: formToken,
  token: tokenField,
  email: emailField,
  name: nameField,
  password: newPasswordField,
});
export const joinForm = z.strictObject({
  _token: formToken,
  token: tokenField,
  name: nameField,
  password: newPasswordField,
});
export const linkForm = z.strictObject({ _token: formToken, token: tokenField });

export type FormPage = 'sign-in' | 'first-admin' | 'join' | 'link';

/** Draws a page of this folder; `values` never hold a password. */
export function drawForm(
  views: Views,
  req: Request,
  res: Response,
  page: FormPage,
  data: {
    values: Record<string, string>;
    errors?: Record<string, string>;
    [more: string]: unknown;
  },
): void {
  const errors = data.errors ?? {};
  if (Object.keys(errors).length > 0) res.status(422);
  const drawn = views.render(`sign-in/${page}`, {
    ...data,
    errors,
    page: consolePage(req, res),
  });
  res.type('html').send(drawn);
}

/**
 * The words for each field at fault.
 * @throws AppError `parameter_invalid` for a field that the page has not, `form_refused` for one without words
 */
export function fieldErrors(
  error: z.ZodError,
  texts: Texts,
  words: Partial<Record<'email' | 'name' | 'password', string>> = {},
): Record<string, string> {
  refuseUnknownFields(error);
  const all: Record<string, string> = { ...texts.signIn.errors, ...words };
  const fields = error.issues.map(({ path }) => String(path[0] ?? ''));
  const unknown = fields.find((field) => !['email', 'name', 'password'].includes(field));
  if (unknown === 'token') throw new AppError('link_invalid', 'The token has not our form.');
  if (unknown !== undefined)
    throw new AppError('form_refused', 'The form has fields that are not ours.');
  return Object.fromEntries(fields.map((field) => [field, all[field] ?? '']));
}

/** What was typed, to be shown again. */
export function typed(body: unknown, names: readonly string[]): Record<string, string> {
  const fields: Record<string, unknown> =
    typeof body === 'object' && body !== null ? { ...body } : {};
  return Object.fromEntries(
    names.map((name) => [name, typeof fields[name] === 'string' ? fields[name] : '']),
  );
}
