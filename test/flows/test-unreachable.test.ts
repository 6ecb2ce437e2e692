import { expect } from 'chai';
import type { TestBrowser } from '../support/browser.ts';
import type { Connector } from '../support/connector.ts';
import { openConsole } from '../support/console-browser.ts';
import { storeHash } from '../support/journeys.ts';

describe('testing an API account without saving it', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ connector, browser, close } = await openConsole('builder'));
  });
  afterEach(() => close());

  it('loses nothing that was typed, the secrets included, while BigCommerce is away', async () => {
    const { page } = browser;
    const scopes = ['store_v2_orders_read_only'];
    const account = await connector.sandbox.apiAccount({ storeHash, scopes, name: 'Typed' });
    connector.keepSecret(account.accessToken);
    connector.keepSecret(account.clientSecret);
    const typed = {
      name: 'Typed by hand',
      store: storeHash,
      accessToken: account.accessToken,
      clientId: account.clientId,
      clientSecret: account.clientSecret,
    };
    const field = (name: string) => page.locator(`input[name="${name}"]`);
    const expectAllThere = async () => {
      for (const [name, value] of Object.entries(typed))
        expect(await field(name).inputValue(), name).to.equal(value);
      const { list } = connector.service.deps.connections;
      expect((await list({ sort: 'name', limit: 5 })).connections).to.deep.equal([]);
    };
    await page.goto(`${connector.publicUrl}/console/connections/new/api-account`);
    for (const [name, value] of Object.entries(typed)) await field(name).fill(value);
    const test = page.getByRole('button', { name: 'Test', exact: true });
    await connector.sandbox.faults({ api: '500' });
    await test.click();

    await page.getByText('BigCommerce could not be reached').first().waitFor();
    expect(await field('accessToken').getAttribute('aria-invalid')).to.equal('true');
    await expectAllThere();

    await page.route('**/new/api-account', (route) => route.abort());
    await test.click();
    await page.getByText('The connector could not be reached. Nothing was saved').waitFor();
    await expectAllThere();
    await page.unroute('**/new/api-account');
    browser.complaints.splice(0);

    await connector.sandbox.faults({ api: 'none' });
    await test.click();
    await page.getByText('BigCommerce accepts the token.').waitFor();
    expect(await page.getByText('BigCommerce could not be reached').count()).to.equal(0);
    expect(await field('accessToken').getAttribute('aria-invalid')).to.equal(null);
    await expectAllThere();
  });
});
