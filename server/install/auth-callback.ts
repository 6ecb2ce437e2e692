/** What BigCommerce sends to the auth callback when a merchant installs or authorizes the app. */
import type { Request } from 'express';
import { contextSchema } from '../bigcommerce/wire.ts';
import { diagnoseWithoutCode } from '../callback-tests/diagnoses.ts';
import { AppError } from '../errors.ts';
import { singleParameters } from '../http/query.ts';

/** All of it is a hint until the token answer confirms it. */
export type AuthCallback = {
  code: string;
  /** `stores/{hash}` */
  context: string;
  storeHash: string;
  /** Scopes separated by spaces, echoed to the token request as they came. */
  scope: string;
};

const names = [
  'code',
  'context',
  'scope',
  'account_uuid',
  'state',
  'error',
  'error_description',
  'external_install',
] as const;

/**
 * Checks the parameters one by one; who looks after `state` is `announced-callback.ts`.
 * @throws AppError `consent_denied`, `authorization_failed`, `callback_without_code` or `parameter_invalid` (which names the parameter)
 */
export function parseAuthCallback(query: Request['query']): AuthCallback {
  const { code, context, scope, account_uuid, state, error } = singleParameters(query, names);
  if (error === 'access_denied')
    throw new AppError('consent_denied', 'The merchant denied the consent.');
  if (error !== undefined)
    throw new AppError('authorization_failed', 'BigCommerce sent an error instead of a code.');
  if (code === undefined) throw withoutCode({ context, scope, state });
  if (!/^[\x21-\x7e]{1,512}$/.test(code)) throw invalid('code');
  const store = contextSchema.safeParse(context);
  if (context === undefined || !store.success) throw invalid('context');
  // It is only echoed, so its characters matter and not its form.
  if (scope === undefined || !/^[\x20-\x7e]{1,4096}$/.test(scope)) throw invalid('scope');
  if (account_uuid !== undefined && !/^[A-Za-z0-9-]{1,100}$/.test(account_uuid))
    throw invalid('account_uuid');
  return { code, context, storeHash: store.data, scope };
}

function withoutCode(parameters: { [name in 'context' | 'scope' | 'state']: string | undefined }) {
  const cause = diagnoseWithoutCode(parameters);
  if (cause === 'opened_by_hand')
    return new AppError('callback_without_code', 'The callback has no code.');
  return invalid(cause === 'parameter_misshapen' ? 'code' : 'context');
}

function invalid(parameter: string): AppError {
  return new AppError(
    'parameter_invalid',
    `The parameter "${parameter}" is missing or malformed.`,
    { parameter },
  );
}
