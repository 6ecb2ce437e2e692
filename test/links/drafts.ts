/** Links for tests, of a company that the connector has. */
import type { Company } from '../../server/companies/company.ts';
import { defaultIClientSlug } from '../../server/iclients/iclient.ts';
import { defaultLinkMs, type Link, type NewLink } from '../../server/links/link.ts';
import type { Connector } from '../support/connector.ts';

export const by = {
  actor: { kind: 'user', id: 'us_example', email: 'ada@example.com' },
  address: '192.0.2.1',
} as const;

export function linkDraft(companyId: string, changes: Partial<NewLink> = {}): NewLink {
  return {
    companyId,
    ways: ['app', 'api_account'],
    iclientId: defaultIClientSlug,
    scopes: undefined,
    singleUse: false,
    returnUrl: undefined,
    locale: undefined,
    lifetimeMs: defaultLinkMs,
    ...changes,
  };
}

/** A company, and a way to make links of it whose tokens must be found nowhere. */
export async function linkMaker(connector: Connector): Promise<{
  company: Company;
  make(changes?: Partial<NewLink>): Promise<{ link: Link; token: string }>;
}> {
  const { companies, links } = connector.service.deps;
  const company = await companies.create({ name: 'Example Traders' }, by);
  return {
    company,
    async make(changes) {
      const made = await links.make(linkDraft(company.id, changes), by);
      connector.keepSecret(made.token);
      return made;
    },
  };
}
