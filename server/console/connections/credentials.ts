/** The credentials of an API account: reading them, and testing them before they are kept. */
import type { Turn } from '../../bigcommerce/turn.ts';
import { type TokenTest, testToken } from '../../connection-tests/test-connection.ts';
import { whyUntested } from '../../connection-tests/why-untested.ts';
import type { FieldError } from '../../http/form-fields.ts';
import type { ConnectionPagesDeps } from './deps.ts';
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

export type LiveToken = Extract<TokenTest, { outcome: 'live' }>;

/**
 * Tests a token before it is kept: for the scopes, or for all that BigCommerce has.
 * @returns what it holds, or what to say beside it
 */
export async function testCredentials(
  deps: Pick<ConnectionPagesDeps, 'bigcommerce'>,
  token: { storeHash: string; accessToken: string; scopes: string[] | undefined; turn?: Turn },
  words: FormTexts,
): Promise<LiveToken | { error: FieldError }> {
  const { storeHash, accessToken, scopes, turn } = token;
  try {
    const tested = await testToken(deps, { storeHash, accessToken, wanted: scopes ?? 'all', turn });
    if (tested.outcome === 'live') return tested;
    return { error: fieldError(words, 'accessToken', words.errors.tokenRefused) };
  } catch (error) {
    return { error: fieldError(words, 'accessToken', words.errors[whyUntested(error)]) };
  }
}
