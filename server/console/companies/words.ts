/** Where the pages of companies are, and what they say of a link besides its columns. */
import type { Texts } from '../../language/language.ts';
import type { Link } from '../../links/link.ts';

export const companiesPath = '/console/companies';

export function companyPath(id: string): string {
  return `${companiesPath}/${encodeURIComponent(id)}`;
}

export function revokePath({ companyId, id }: { companyId: string; id: string }): string {
  return `${companyPath(companyId)}/links/${encodeURIComponent(id)}/revoke`;
}

/** The link's own language and where its merchant goes back to, as far as it has them. */
export function linkFacts(
  { locale, returnUrl }: Pick<Link, 'locale' | 'returnUrl'>,
  { companies: { links }, users }: Texts,
): string[] {
  return [
    ...(locale ? [links.language(users.account.languages[locale])] : []),
    ...(returnUrl ? [links.returns(new URL(returnUrl).host)] : []),
  ];
}
