/** Links of a company, made with the form of the console. */
import type { Company } from '../../server/companies/company.ts';
import type { Link } from '../../server/links/link.ts';
import { type Connector, startConnector } from './connector.ts';
import { type SignedInBrowser, signIn } from './sign-in.ts';

export const by = { actor: { kind: 'operator' }, address: '' } as const;

export type LinkFields = Record<string, string | string[]>;

const filled: LinkFields = {
  ways: ['app', 'api_account'],
  iclientId: 'default',
  scopeChoice: 'iclient',
  use: 'many',
  days: '7',
  returnUrl: '',
  locale: '',
};

export type CompanyLinks = {
  connector: Connector;
  builder: SignedInBrowser;
  /** A new one, whose links are meant from then on. */
  begin(): Promise<Company>;
  /** The page of the company. */
  path(): string;
  pageOf(url: string): Promise<string>;
  links(): Promise<Link[]>;
  /** The form that the page shows, filled in. */
  fill(changes?: LinkFields): Promise<LinkFields>;
  send(changes?: LinkFields): ReturnType<SignedInBrowser['postForm']>;
  /** The token of the link that a page shows. */
  tokenIn(html: string): string;
};

export async function openCompanyLinks(): Promise<CompanyLinks> {
  const connector = await startConnector({ env: { RETURN_HOSTS: 'builder.example.com' } });
  const { companies, links } = connector.service.deps;
  const builder = await signIn(connector, 'builder');
  let company: Company | undefined;
  const path = () => `/console/companies/${company?.id}`;
  const pageOf = async (url: string) => (await builder.agent.get(url)).text;
  const fill = async (changes: LinkFields = {}) => ({
    ...filled,
    form: formIn(await pageOf(`${path()}/links/new`)),
    ...changes,
  });
  return {
    connector,
    builder,
    path,
    pageOf,
    fill,
    async begin() {
      company = await companies.create({ name: 'Alpine <Boots>' }, by);
      return company;
    },
    links: () => links.ofCompany(company?.id ?? ''),
    send: async (changes) => builder.postForm(`${path()}/links/new`, await fill(changes)),
    tokenIn(html) {
      const token = new RegExp(`value="${connector.publicUrl}/link/([\\w-]{43})"`).exec(html)?.[1];
      if (token === undefined) throw new Error(`The page shows no link:\n${html}`);
      return token;
    },
  };
}

/** The name of the form that a page shows. */
export function formIn(html: string): string {
  return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';
}
