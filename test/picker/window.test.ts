/** The picker's window keeps its secret to itself, and promises nothing that nobody heard. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import {
  type BuilderPage,
  openPicker,
  openPopup,
  outcome,
  serveBuilderPage,
} from '../support/builder-page.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';

describe('the window of a picker', function () {
  this.timeout(60_000);
  let connector: Connector;
  let builder: BuilderPage;
  let browser: TestBrowser;
  let page: Page;
  let token: string;
  const choose = 'Choose snowboots';

  beforeEach(async () => {
    connector = await startConnector();
    builder = await serveBuilderPage(connector);
    browser = await openBrowser();
    page = browser.page;
    await connected(connector, 'snowboots');
    const { key } = await makeKey(connector);
    ({ token } = await openSession(connector, key, { origin: builder.origin }));
    await page.goto(builder.origin);
  });
  afterEach(async () => {
    await browser.close();
    await builder.close();
    await connector.close();
  });

  it('does not leave the secret in its address, and outlives a reload', async () => {
    const popup = await openPopup(page, token);
    const row = popup.getByRole('button', { name: choose });
    await row.waitFor();
    const [id, secret = ''] = token.split('.');
    expect(popup.url()).to.equal(`${connector.publicUrl}/picker/${id}`);
    expect(secret).to.have.length(43);
    await popup.reload();
    await row.click();
    expect(await outcome(page)).to.have.nested.property('picked.storeHash', 'snowboots');
    expect(browser.complaints).to.deep.equal([]);
  });

  it('does so in a frame, too, where the browser refuses it all storage', async () => {
    await openPicker(page, token, { mode: 'iframe' });
    await page.frameLocator('iframe').getByRole('button', { name: choose }).waitFor();
    const frame = page.frames().find((each) => each !== page.mainFrame());
    expect(await frame?.evaluate('location.hash')).to.equal('');
    await frame?.evaluate('location.reload()');
    await page.frameLocator('iframe').getByRole('button', { name: choose }).click();
    expect(await outcome(page)).to.have.nested.property('picked.storeHash', 'snowboots');
  });

  it('says that the choice was heard by nobody if it stays open', async () => {
    const popup = await openPopup(page, token);
    const row = popup.getByRole('button', { name: choose });
    await row.waitFor();
    await page.goto('about:blank');
    await row.click();
    await popup.getByText('If it stays open, that page is gone').waitFor();
    expect(await popup.getByText('You can close this window').count()).to.equal(0);
  });
});
