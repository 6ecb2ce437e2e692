import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import type { ApiCredentials } from '../support/sandbox-control.ts';
import { signInPage } from '../support/sign-in-page.ts';

const held = ['store_v2_orders_read_only', 'store_v2_information_read_only'] as const;
const missing = 'store_v2_products_read_only';

describe('an API account whose token lacks a scope', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let account: ApiCredentials;

  beforeEach(async () => {
    connector = await startConnector();
    account = await connector.sandbox.apiAccount({ storeHash, scopes: [...held], name: 'Lacking' });
    connector.keepSecret(account.accessToken);
    connector.keepSecret(account.clientSecret);
    browser = await openBrowser();
    await signInPage(connector, browser.page, 'builder');
    await browser.page.goto(`${connector.publicUrl}/console/connections/new/api-account`);
  });
  afterEach(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  const dropFile = async () => {
    const { page } = browser;
    await page.locator('label', { hasText: 'Choose a file' }).waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(account.file)}], 'credentials.txt'));
      return transfer;
    })()`);
    await page.dispatchEvent('[data-drop-zone]', 'drop', { dataTransfer: dropped });
    await page.getByText('The fields below are filled from the file.').waitFor();
    await page.getByLabel('Connection name').fill('Lacking account');
  };

  const choose = async (scope: string) => {
    const { page } = browser;
    await page.getByLabel('Choose them').check();
    await page.locator('#scope-search').fill(scope);
    await page.locator(`input[type="radio"][value="${scope}"]`).check();
  };

  it('names the scope when it is saved, and says so when the account is deleted', async () => {
    const { page } = browser;
    await dropFile();
    for (const scope of [held[0], missing]) await choose(scope);
    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('its token lacks scopes that you need').waitFor();
    await page.getByText('BigCommerce refuses 1 wanted scope.').waitFor();
    const row = page.locator('tr', { hasText: missing });
    await row.getByText('Refused').waitFor();
    expect(await page.locator('tr', { hasText: held[0] }).getByText('Works').count()).to.equal(1);

    await connector.sandbox.revokeApiAccount(account.id);
    await page.getByRole('button', { name: 'Test now' }).click();

    await page.getByText('BigCommerce refuses the token of this connection.').waitFor();
    await page.getByText('Needs authorization again', { exact: true }).waitFor();
    await page.getByText('then choose “Edit” and give a new access token').waitFor();
    await page.goto('about:blank');
  });

  it('is refused in the form when the token is dead, and what was typed stays', async () => {
    const { page } = browser;
    await dropFile();
    await connector.sandbox.revokeApiAccount(account.id);

    await page.getByRole('button', { name: 'Test and save' }).click();

    await page.getByText('BigCommerce refuses this token for this store.').first().waitFor();
    expect(await page.getByLabel('Connection name').inputValue()).to.equal('Lacking account');
    expect(await page.getByLabel('Access token').inputValue()).to.equal(account.accessToken);
    const { list } = connector.service.deps.connections;
    expect((await list({ sort: 'name', limit: 5 })).connections).to.deep.equal([]);
  });
});
