/** A tour of the pages of companies, links and settings, each with all that it can show at a time. */
import type { Page } from 'playwright-core';
import type { Connector } from './connector.ts';

type Inspect = (what: string) => Promise<void>;

const by = { actor: { kind: 'operator' }, address: '' } as const;
const draft = { iclientId: 'default', scopes: undefined, concurrency: { level: 5 } };
const list = '/console/connections';

/** @param tour `visit` opens a path, expects that status and inspects the page */
export async function visitCompanies(tour: {
  connector: Connector;
  page: Page;
  visit(path: string, status: number, inspect: Inspect): Promise<void>;
  inspect: Inspect;
}): Promise<void> {
  const { connector, page, visit, inspect } = tour;
  const { companies, connections, links, settings } = connector.service.deps;
  const path = '/console/companies';
  const name = 'Boots-and-sandals-'.repeat(10);
  const { id: companyId } = await companies.create({ name, externalId: 'x'.repeat(150) }, by);
  const one = `${path}/${companyId}`;
  const asked = { ...draft, companyId, returnUrl: undefined, locale: undefined };
  const use = { ways: ['app' as const, 'api_account' as const], singleUse: true };
  const made = await links.make({ ...asked, ...use, lifetimeMs: 60_000 }, by);
  connector.keepSecret(made.token);
  await visit(`${one}/delete`, 200, inspect);
  const ofCompany = { ...draft, name: 'Of a company', storeHash: 'ofacompany', companyId };
  const { id } = await connections.create(ofCompany, by);
  await settings.change({ linksOn: false, accentColour: '#ffd000' }, by);
  for (const url of ['', '/new', `/${companyId}`].map((rest) => `${path}${rest}`))
    await visit(url, 200, inspect);
  for (const url of [`${one}/delete`, `${one}/links/${made.link.id}/revoke`, `${list}/${id}`])
    await visit(url, 200, inspect);
  await settings.change({ linksOn: true }, by);
  await visit(`${list}?company=nosuch`, 422, inspect);
  const send = async (field: string, value: string, shown: string) => {
    await page.fill(field, value);
    await page.locator('main form .button-primary').click();
    await page.locator(shown).waitFor();
    await inspect(`${page.url()} with ${value}`);
  };
  await page.goto(`${connector.publicUrl}${one}/links/new`);
  await send('#days', '0', '.form-errors');
  await send('#days', '7', '#copy-link');
  await page.goto(`${connector.publicUrl}/console/settings?notice=saved`);
  await send('#accentColour', 'no colour', '.form-errors');
}
