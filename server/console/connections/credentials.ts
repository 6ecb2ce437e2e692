/** Reading the credentials of an API account, and what a refused token says. */
import { AppError } from '../../errors.ts';
import type { FieldError } from '../../http/form-fields.ts';
import { type FormTexts, fieldError } from './forms.ts';

export type Credentials = {
  accessToken: string;
  clientId: string | undefined;
  clientSecret: string | undefined;
};

/** Calls need only the token; the other two may be empty. Tokens become the value of a header. */
export function readCredentials(
  fields: { accessToken: string; clientId: string; clientSecret: string },
  words: FormTexts,
): Credentials | { errors: FieldError[] } {
  const accessToken = fields.accessToken.trim();
  const clientId = fields.clientId.trim();
  const clientSecret = fields.clientSecret.trim();
  const errors = [
    ...(/^[\x21-\x7e]{1,4096}$/.test(accessToken)
      ? []
      : [fieldError(words, 'accessToken', words.errors.token)]),
    ...(isCredential(clientId) ? [] : [fieldError(words, 'clientId', words.errors.credential)]),
    ...(isCredential(clientSecret)
      ? []
      : [fieldError(words, 'clientSecret', words.errors.credential)]),
  ];
  if (errors.length > 0) return { errors };
  return {
    accessToken,
    clientId: clientId || undefined,
    clientSecret: clientSecret || undefined,
  };
}

function isCredential(text: string): boolean {
  return /^[\x21-\x7e]{0,200}$/.test(text);
}

/**
 * What a test that did not pass says beside the token.
 * @param error what the test threw; undefined when BigCommerce refused the token
 * @throws the error itself when it is not about BigCommerce
 */
export function refusedToken(error: unknown, words: FormTexts): { error: FieldError } {
  if (error === undefined)
    return { error: fieldError(words, 'accessToken', words.errors.tokenRefused) };
  if (error instanceof AppError && error.code.startsWith('bigcommerce_'))
    return { error: fieldError(words, 'accessToken', words.errors.unreachable) };
  throw error;
}
