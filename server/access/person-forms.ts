/** Fields about people that several forms share. */
import { z } from 'zod';
import { isVisibleName } from '../language/visible-name.ts';
import { passwordLength } from '../users/passwords.ts';

export const emailField = z.string().trim().max(254).pipe(z.email());
/** May be empty: then the email address stands for it. */
export const nameField = z
  .string()
  .trim()
  .refine((name) => name === '' || isVisibleName(name));
export const newPasswordField = z.string().min(passwordLength.min).max(passwordLength.max);
/** A token from a link; whatever has another form is no token that we made. */
export const tokenField = z.string().regex(/^[A-Za-z0-9_-]{43}$/);
