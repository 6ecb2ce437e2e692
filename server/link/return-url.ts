/** Where the builder's page is told how a visit ended. */
import { acceptedReturnUrl } from '../authorizations/return-url.ts';
import type { Link } from '../links/link.ts';
import type { VisitEnd } from '../links/visit.ts';

/**
 * The link's return URL with what became of the visit. Its own query stays, but for what ours is called.
 * @param hosts to which browsers may be sent now: one may have been taken off the list since the link was made
 * @returns undefined when the link has none or its host is not on the list
 */
export function returnUrlWith(
  { returnUrl, companyId }: Pick<Link, 'returnUrl' | 'companyId'>,
  end: VisitEnd,
  hosts: readonly string[],
): string | undefined {
  const accepted = returnUrl && acceptedReturnUrl(returnUrl, hosts);
  if (!accepted) return undefined;
  const url = new URL(accepted);
  for (const name of ['status', 'connectionId', 'companyId', 'errorCode'])
    url.searchParams.delete(name);
  for (const [name, value] of Object.entries({ ...end, companyId }))
    url.searchParams.set(name, value);
  return url.href;
}
