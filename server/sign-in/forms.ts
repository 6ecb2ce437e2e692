/** The forms before the sign-in: what they hold, and how they are drawn again when a field is wrong. */
import type { Request, Response } from 'express';
import { z } from 'zod';
import { consolePage } from '../access/access.ts';
import { emailField, nameField, newPasswordField, tokenField } from '../access/person-forms.ts';
import type { Views } from '../http/views.ts';

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
