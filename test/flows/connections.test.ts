import { expect } from 'chai';
import type { TestBrowser } from '../support/browser.ts';
import type { Connector } from '../support/connector.ts';
import { openConsole } from '../support/console-browser.ts';
import { install, storeHash } from '../support/journeys.ts';

const by = { actor: { kind: 'operator' as const }, address: '' };

describe('connections in the console', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ connector, browser, close } = await openConsole('builder'));
  });
  afterEach(() => close());

  const installedToken = async () => {
    await install(connector);
    const { installs } = await connector.sandbox.state();
    const token = installs.find((one) => one.storeHash === storeHash)?.token;
    if (!token) throw new Error('The sandbox has no token.');
    return token;
  };

  it('are made from a credentials file that is dropped, tested first and then saved', async () => {
    const { page } = browser;
    const accessToken = await installedToken();
    const clientSecret = 'canary-client-secret-of-the-file';
    connector.keepSecret(clientSecret);
    const file = [
      `ACCESS TOKEN: ${accessToken}`,
      'CLIENT ID: exampleaccountid',
      `CLIENT SECRET: ${clientSecret}`,
      'NAME: Dropped account',
      `API PATH: https://api.bigcommerce.com/stores/${storeHash}/v3/`,
    ].join('\r\n');
    await page.goto(`${connector.publicUrl}/console/connections/new`);
    await page.getByRole('link', { name: 'With an API account' }).click();

    await page.locator('label', { hasText: 'Choose a file' }).waitFor();
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(file)}], 'credentials.txt'));
      return transfer;
    })()`);
    await page.dispatchEvent('[data-drop-zone]', 'drop', { dataTransfer: dropped });

    await page.getByText('The fields below are filled from the file.').waitFor();
    await page.getByText('Understood as the store snowboots.').waitFor();
    await page.getByRole('button', { name: 'Test', exact: true }).click();
    await page.getByText('It belongs to the store “Snow Boots Co”.').waitFor();
    expect(await page.getByLabel('Access token').inputValue()).to.equal(accessToken);

    await page.getByRole('button', { name: 'Test and save' }).click();
    await page.getByText('The connection is saved and works.').waitFor();
    await page.getByRole('heading', { name: 'Dropped account' }).waitFor();
    await page.goto('about:blank');
  });

  it('keep the secrets in their fields when something else is wrong', async () => {
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/connections/new/api-account`);
    await page.getByLabel('Access token').fill('typed-token');
    await page.getByRole('textbox', { name: 'Store' }).fill('https://shop.example.com/');
    await page.getByText('This is not an address of BigCommerce.').waitFor();

    await page.getByRole('button', { name: 'Test and save' }).click();

    await page.getByRole('heading', { name: '2 fields need a change' }).waitFor();
    expect(await page.getByLabel('Access token').inputValue()).to.equal('typed-token');
  });

  it('are found by a search, also on a narrow screen', async () => {
    const { page } = browser;
    const { connections } = connector.service.deps;
    const draft = {
      iclientId: 'default',
      scopes: undefined,
      concurrency: { level: 5 },
    };
    await connections.create({ ...draft, name: 'Winter boots', storeHash: 'winterboots' }, by);
    const long = 'Summer-'.repeat(14);
    await connections.create({ ...draft, name: long, storeHash: 'summerstore' }, by);
    await page.setViewportSize({ width: 360, height: 800 });
    await page.reload();
    await page.getByRole('link', { name: long }).waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);

    await page.getByLabel('Search by name or store').fill('boots');
    await page.getByLabel('Search by name or store').press('Enter');

    await page.getByRole('link', { name: 'Winter boots' }).waitFor();
    expect(await page.getByRole('link', { name: long }).count()).to.equal(0);
    expect(new URL(page.url()).searchParams.get('q')).to.equal('boots');
    await page.getByRole('link', { name: 'Winter boots' }).click();
    await page.getByRole('heading', { name: 'Winter boots' }).waitFor();
    expect(await page.locator('[data-authorize-panel]').isVisible()).to.equal(false);
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
  });
});
