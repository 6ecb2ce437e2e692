/** A merchant who has come to the step with an API account, and what they hand over there. */
import type { NewLink } from '../../server/links/link.ts';
import type { Connector } from './connector.ts';
import { storeHash } from './journeys.ts';
import { type MadeLink, type Merchant, makeLink, openLink } from './link-visit.ts';
import type { ApiCredentials } from './sandbox-control.ts';

export type AccountStep = Merchant & {
  give(form: Record<string, string>): ReturnType<Merchant['post']>;
  /** What is saved of the company. */
  saved(): ReturnType<typeof connectionsOf>;
};

/** Agrees, and takes the way by API account. */
export async function openAccountStep(
  connector: Connector,
  draft: Partial<NewLink> = {},
): Promise<AccountStep> {
  return stepOf(connector, await makeLink(connector, draft));
}

/** In a browser of its own. */
export async function stepOf(connector: Connector, link: MadeLink): Promise<AccountStep> {
  const merchant = await openLink(connector, link);
  await merchant.post('access');
  await merchant.post('way', { way: 'api_account' });
  return {
    ...merchant,
    give: (form) => merchant.post('api-account', form),
    saved: () => connectionsOf(connector, link.companyId),
  };
}

export async function connectionsOf(connector: Connector, companyId: string) {
  const query = { companyId, sort: 'name', limit: 50 } as const;
  return (await connector.service.deps.connections.list(query)).connections;
}

/** An API account of the sandbox, with the scopes that links ask for unless told; its secrets are kept. */
export async function makeAccount(
  connector: Connector,
  account: { storeHash?: string; scopes?: string[] } = {},
): Promise<ApiCredentials> {
  const made = await connector.sandbox.apiAccount({
    storeHash,
    scopes: [
      'store_v2_orders_read_only',
      'store_v2_products_read_only',
      'store_v2_information_read_only',
    ],
    name: 'Example API account',
    ...account,
  });
  connector.keepSecret(made.accessToken);
  connector.keepSecret(made.clientSecret);
  return made;
}
