/**
 * The demo's pretend integration builder: chooses a connection, then calls BigCommerce through it, or
 * invites a merchant.
 */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type ExampleBuilder, startExampleBuilder } from '../../server/example-builder/start.ts';
import { byOperator } from '../support/api-client.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';
import { connected, makeKey } from '../support/picker.ts';

describe('the pretend integration builder', function () {
  this.timeout(60_000);
  let connector: Connector;
  let builder: ExampleBuilder;
  let browser: TestBrowser;
  let page: Page;
  let key: Awaited<ReturnType<typeof makeKey>>;

  beforeEach(async () => {
    connector = await startConnector();
    key = await makeKey(connector, {
      permissions: [
        'connections:read',
        'connections:write',
        'links:write',
        'picker:write',
        'proxy:read',
      ],
    });
    builder = await startExampleBuilder({
      port: 0,
      connector: { url: connector.publicUrl, apiKey: key.key },
    });
    browser = await openBrowser();
    page = browser.page;
    await connected(connector, 'snowboots');
    await page.goto(builder.url);
  });
  afterEach(async () => {
    await browser.close();
    await builder.close();
    await connector.close();
  });

  const shown = () => page.getByRole('table').getByRole('row').nth(1);

  it('shows the products of a store that its user chose in a popup', async () => {
    const open = page.getByRole('button', { name: 'Choose a source connection' });
    const [popup] = await Promise.all([page.waitForEvent('popup'), open.click()]);
    await popup.getByRole('button', { name: 'Choose snowboots' }).click();
    await page.getByText('snowboots (store snowboots)').waitFor();
    await shown().waitFor();
    await expectAccessible(page, 'the builder');
    await expectFitsPhone(page, 'the builder');
    expect(browser.complaints).to.deep.equal([]);
  });

  it('shows them after a choice in a frame, too', async () => {
    await page.getByRole('button', { name: 'Choose in a frame' }).click();
    const frame = page.frameLocator('dialog iframe');
    await frame.getByRole('button', { name: 'Choose snowboots' }).click();
    await shown().waitFor();
    expect(browser.complaints).to.deep.equal([]);
  });

  it('invites a merchant, and shows the store that they connected', async () => {
    const returnHosts = [new URL(builder.url).host];
    await connector.service.deps.settings.change({ returnHosts }, byOperator);
    await page.getByRole('button', { name: 'Invite a merchant' }).click();
    await page.getByText('The link works until').waitFor();
    await expectAccessible(page, 'the builder with a link');
    await expectFitsPhone(page, 'the builder with a link');

    await page.getByRole('link', { name: `${connector.publicUrl}/link/` }).click();
    await page.getByRole('button', { name: 'Agree and continue' }).click();
    await page.getByRole('button', { name: 'Install the app' }).click();
    // Until its script is there the form goes on in this tab.
    await page.waitForURL('**/app');
    await page.getByLabel('Address of your store').fill('snowboots');
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Continue to BigCommerce' }).click(),
    ]);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.getByRole('link', { name: 'Go back' }).click();
    await page.getByRole('heading', { name: 'A store is connected' }).waitFor();
    await page.getByText('Snowboots Ltd').waitFor();
    await page.getByText('snowboots (store snowboots)').waitFor();
    await expectAccessible(page, 'the page to which a merchant returns');
    await expectFitsPhone(page, 'the page to which a merchant returns');
    expect(browser.complaints).to.deep.equal([]);
  });

  it('says plainly what went wrong', async () => {
    const status = page.locator('[data-status]');
    const frame = page.frameLocator('dialog iframe');
    await page.getByRole('button', { name: 'Choose in a frame' }).click();
    await frame.getByRole('button', { name: 'Cancel' }).click();
    await status.getByText('The picker was closed. Nothing was chosen.').waitFor();
    await key.revoke();
    await page.getByRole('button', { name: 'Choose in a frame' }).click();
    await status.getByText(/This needs an API key that works/).waitFor();
    await page.getByRole('button', { name: 'Invite a merchant' }).click();
    const invited = page.locator('[data-invite-status]');
    await invited.getByText(/This needs an API key that works/).waitFor();
  });
});
