/** A merchant's browser on its way through a link, and what a builder does before. */
import type { NewLink } from '../../server/links/link.ts';
import type { Connector } from './connector.ts';
import type { CookieClient } from './cookie-client.ts';
import { formTokenIn } from './sign-in.ts';

export const byOperator = { actor: { kind: 'operator' }, address: '' } as const;

export type MadeLink = { id: string; companyId: string; url: string };

export type Merchant = {
  agent: CookieClient;
  link: MadeLink;
  get(page: string): ReturnType<CookieClient['get']>;
  /** Posts a form as a page of the link does: with its token, from our origin. */
  post(page: string, form?: Record<string, string>): ReturnType<CookieClient['post']>;
};

/** Makes a company and a link to it, for both ways and one use unless told. Its token must stay secret. */
export async function makeLink(
  connector: Connector,
  draft: Partial<NewLink> = {},
): Promise<MadeLink> {
  const { companies, links } = connector.service.deps;
  const companyId =
    draft.companyId ?? (await companies.create({ name: 'Example Boots' }, byOperator)).id;
  const { link, token } = await links.make(
    {
      companyId,
      ways: ['app', 'api_account'],
      iclientId: 'default',
      scopes: undefined,
      singleUse: true,
      returnUrl: undefined,
      locale: undefined,
      lifetimeMs: 60 * 60_000,
      ...draft,
    },
    byOperator,
  );
  connector.keepSecret(token);
  return { id: link.id, companyId, url: `/link/${token}` };
}

/** Opens a link in a browser of its own, unless one is given. */
export async function openLink(
  connector: Connector,
  link: MadeLink,
  agent: CookieClient = connector.agent(),
): Promise<Merchant> {
  await agent.get(link.url);
  const path = (page: string) => `/link/${link.id}/${page}`;
  const get = (page: string) => agent.get(path(page));
  return {
    agent,
    link,
    get,
    async post(page, form = {}) {
      const _token = formTokenIn((await get('access')).text);
      return agent.post(path(page), {
        form: { _token, ...form },
        headers: { Origin: connector.publicUrl },
      });
    },
  };
}
