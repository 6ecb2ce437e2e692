import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { signInPage } from '../support/sign-in-page.ts';

describe('the form of an API account where scripts run', function () {
  this.timeout(90_000);
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;

  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    page = browser.page;
    await signInPage(connector, page, 'builder');
  });
  after(async () => {
    await browser.close();
    await connector.close();
  });
  afterEach(() => expect(browser.complaints).to.deep.equal([]));

  const store = () => page.getByRole('textbox', { name: 'Store', exact: true });
  const error = (field: string) => page.locator(`#${field}-error`);
  beforeEach(() => page.goto(`${connector.publicUrl}/console/connections/new/api-account`));

  const file = (hash: string, secret = '') =>
    [
      `ACCESS TOKEN: token-of-${hash}`,
      ...(secret ? [`CLIENT SECRET: ${secret}`] : []),
      `API PATH: https://api.bigcommerce.com/stores/${hash}/v3/`,
    ].join('\n');
  const drop = async (text: string) => {
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(text)}], 'credentials.txt'));
      return transfer;
    })()`);
    await page.dispatchEvent('[data-drop-zone]', 'drop', { dataTransfer: dropped });
  };
  const status = () => page.locator('[data-file-status]');
  const filled = 'The fields below are filled from the file.';

  it('says what is wrong with a file, and forgets the file before it', async () => {
    await drop(file('first', 'canary-secret-of-the-first-file'));
    await status().getByText(filled).waitFor();
    await page.getByLabel('Client ID').fill('typedclientid');

    await drop(file('second'));
    await page.getByText('Understood as the store second.').waitFor();
    expect(await page.getByLabel('Access token').inputValue()).to.equal('token-of-second');
    expect(await page.getByLabel('Client secret').inputValue()).to.equal('');
    expect(await page.getByLabel('Client ID').inputValue()).to.equal('typedclientid');

    await drop('{"access_token": "x"}');
    await error('credentials').getByText('Nothing of an API account was found').waitFor();
    expect(await status().innerText(), 'of the file before').to.equal('');
    expect(await page.getByLabel('Access token').inputValue()).to.equal('');

    await drop(file('third'));
    await status().getByText(filled).waitFor();
    expect(await error('credentials').count()).to.equal(0);
  });

  it('goes on when the session was renewed in another tab, with the secrets where they were', async () => {
    const token = 'canary-token-kept-over-a-session';
    connector.keepSecret(token);
    await store().fill(storeHash);
    await page.getByLabel('Access token').fill(token);
    await browser.context.clearCookies();
    const test = () => page.getByRole('button', { name: 'Test', exact: true }).click();
    await test();
    await page.getByText('You are signed out. Nothing was saved.').waitFor();
    const tab = await browser.context.newPage();
    await signInPage(connector, tab, 'builder');
    await tab.close();
    await test();
    await page.getByText('BigCommerce refuses this token for this store.').first().waitFor();
    expect(await page.getByLabel('Access token').inputValue()).to.equal(token);
  });
});
