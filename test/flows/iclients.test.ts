import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

const secret = 'canary-client-secret-typed-in-a-browser';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('an admin who adds an iClient in a browser', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;

  beforeEach(async () => {
    connector = await startConnector();
    connector.keepSecret(secret);
    browser = await openBrowser();
    const { users } = connector.service.deps;
    const person = { email: 'admin@example.com', name: 'Example admin', role: 'admin' } as const;
    const token = await users.makeSignInLink((await users.ensure(person, by)).id);
    await browser.page.goto(`${connector.publicUrl}/sign-in/link?token=${token}`);
    await browser.page.waitForURL('**/console/**');
  });
  afterEach(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  const inspect = async (what: string) => {
    await expectAccessible(browser.page, what);
    await expectFitsPhone(browser.page, what);
  };

  it('chooses scopes by preset, by search and by area, and finds them on its page', async () => {
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/iclients`);
    await inspect('the list');
    await page.getByRole('link', { name: 'Add an iClient' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Example app');
    await page.getByLabel('Client ID').fill('examplebrowserclientid');
    await page.getByLabel('Client secret').fill(secret);
    await page.getByRole('button', { name: 'Read commerce data' }).click();
    const chosen = page.getByRole('status').filter({ hasText: 'Chosen' });
    expect(await chosen.innerText()).to.equal('Chosen: 5');
    await page.getByLabel('Search scopes').fill('themes');
    await page.getByRole('group', { name: 'Themes', exact: true }).getByLabel('Modify').check();
    expect(await chosen.innerText()).to.equal('Chosen: 6');
    expect(await page.getByRole('group', { name: 'Orders', exact: true }).isVisible()).to.equal(
      false,
    );
    await page.getByLabel('Search scopes').fill('no such scope');
    await page.getByText('No scope matches.').waitFor();
    await page.getByLabel('Search scopes').fill('');
    await page.getByLabel('Other scopes').fill('store_from_tomorrow');
    expect(await chosen.innerText()).to.equal('Chosen: 7');
    await inspect('the form');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await page.getByText('The iClient was added').waitFor();
    await inspect('its page');
    const [saved] = (await connector.service.deps.iclients.list()).filter(
      ({ name }) => name === 'Example app',
    );
    expect(saved?.scopes).to.have.members([
      'store_v2_orders_read_only',
      'store_v2_transactions_read_only',
      'store_v2_products_read_only',
      'store_v2_information_read_only',
      'store_v2_customers_read_only',
      'store_themes_manage',
      'store_from_tomorrow',
    ]);
    await page.getByRole('link', { name: 'Edit' }).click();
    await page.getByText('kept as typed: store_from_tomorrow').waitFor();
    await inspect('the form of one that is there');
    await page.getByRole('button', { name: 'Remove all' }).click();
    const marketing = page.locator('details', { hasText: 'Marketing' }).first();
    await marketing.locator('summary').click();
    await marketing.getByRole('button', { name: 'Read-only' }).click();
    expect(await chosen.innerText()).to.equal('Chosen: 1');
    await page.getByLabel('Client ID').fill('with space');
    await page.getByLabel('Client ID').press('Enter');
    await page.getByRole('link', { name: 'Client ID' }).waitFor();
    await inspect('the refused form');
    await page.getByLabel('Client ID').fill('examplebrowserclientid');
    await page.getByRole('button', { name: 'Save', exact: true }).last().click();
    await page.getByText('No connection is short of scopes now.').waitFor();
    await page.getByRole('link', { name: 'Delete' }).click();
    await inspect('the page that asks before deleting');
    await page.getByRole('button', { name: 'Delete this iClient' }).click();
    await page.getByText('The iClient was deleted').waitFor();
  });
});
