import { acceptedReturnUrl } from '../authorizations/return-url.ts';
import { AppError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';

/**
 * The URL in the spelling that browsers use.
 * @throws AppError `return_url_refused` when nobody may be sent there
 */
export async function allowedReturnUrl(
  { settings }: Pick<ApiDeps, 'settings'>,
  returnUrl: string,
): Promise<string> {
  const accepted = acceptedReturnUrl(returnUrl, await settings.allowedReturnHosts());
  if (accepted === undefined)
    throw new AppError('return_url_refused', 'The return URL is not allowed.');
  return accepted;
}
