/** A builder's page lets its user pick a connection. */
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
import { connected, expire, makeKey, openSession } from '../support/picker.ts';
import { until } from '../support/until.ts';

describe('picking a connection', function () {
  this.timeout(60_000);
  let connector: Connector;
  let builder: BuilderPage;
  let browser: TestBrowser;
  let page: Page;
  let key: Awaited<ReturnType<typeof makeKey>>;
  let picked: { picked: object };

  before(async () => {
    connector = await startConnector();
    builder = await serveBuilderPage(connector);
    browser = await openBrowser();
    page = browser.page;
    const connectionId = await connected(connector, 'snowboots');
    await connected(connector, 'bottesneige');
    const connection = await connector.service.deps.connections.find(connectionId);
    picked = { picked: { connectionId, name: connection?.name ?? '', storeHash: 'snowboots' } };
  });
  after(async () => {
    await browser.close();
    await builder.close();
    await connector.close();
  });
  beforeEach(async () => {
    key = await makeKey(connector);
    browser.complaints.length = 0;
    await page.goto(builder.origin);
  });

  const session = async (body: object = {}) =>
    openSession(connector, key.key, { origin: builder.origin, ...body });
  const choose = 'Choose snowboots';

  it('happens in a popup, which then closes', async () => {
    const popup = await openPopup(page, (await session()).token);
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: choose }).click();
    await closed;
    expect(await outcome(page)).to.deep.equal(picked);
    expect(browser.complaints).to.deep.equal([]);
  });

  it('happens in a frame, which then is gone, and the focus is where it was', async () => {
    await openPicker(page, (await session()).token, { mode: 'iframe' });
    await page.frameLocator('dialog iframe').getByRole('button', { name: choose }).click();
    expect(await outcome(page)).to.deep.equal(picked);
    expect(await page.locator('iframe, dialog').count()).to.equal(0);
    expect(await page.evaluate('document.activeElement.id')).to.equal('before');
    expect(browser.complaints).to.deep.equal([]);
  });

  it('happens in a container of the page', async () => {
    await openPicker(page, (await session()).token, { mode: 'iframe', inContainer: true });
    const frame = page.frameLocator('#container iframe');
    await frame.getByRole('button', { name: choose }).click();
    expect(await outcome(page)).to.deep.equal(picked);
    expect(await page.locator('iframe').count()).to.equal(0);
  });

  it('begins with a search, while somebody types', async () => {
    const popup = await openPopup(page, (await session()).token);
    await popup.getByText('2 connections').waitFor();
    await popup.getByLabel('Search by name or store').fill('neige');
    await popup.getByText('1 connection', { exact: true }).waitFor();
    await popup.getByText('Les Bottes de Neige').waitFor();
    await popup.getByLabel('Search by name or store').fill('nothing like it');
    await popup.getByRole('heading', { name: 'No connection matches' }).waitFor();
    await popup.getByRole('button', { name: 'Show all' }).click();
    await popup.getByText('2 connections').waitFor();
    await popup.close();
    expect(await outcome(page)).to.deep.equal({ name: 'PickerError', reason: 'closed' });
  });

  it('is ended by the Cancel button and by Escape, in a popup and in a frame', async () => {
    const closed = { name: 'PickerError', reason: 'closed' };
    const popup = await openPopup(page, (await session()).token);
    await popup.getByRole('button', { name: 'Cancel' }).click();
    expect(await outcome(page)).to.deep.equal(closed);
    await until('the popup is closed', () => popup.isClosed());

    const { token } = await session();
    for (const end of [
      () => page.frameLocator('iframe').getByRole('button', { name: 'Cancel' }).click(),
      () => page.frameLocator('iframe').getByLabel('Search by name or store').press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).press('Escape'),
      () => page.getByRole('button', { name: 'Close' }).click(),
    ]) {
      await openPicker(page, token, { mode: 'iframe' });
      await page.frameLocator('iframe').getByText('2 connections').waitFor();
      await end();
      expect(await outcome(page)).to.deep.equal(closed);
      expect(await page.locator('iframe, dialog').count()).to.equal(0);
      expect(await page.evaluate('document.activeElement.id')).to.equal('before');
    }
  });

  it('keeps the focus in the dialog', async () => {
    await openPicker(page, (await session()).token, { mode: 'iframe' });
    await page.frameLocator('iframe').getByText('2 connections').waitFor();
    for (let count = 0; count < 12; count += 1) {
      await page.keyboard.press('Tab');
      const inside = await page.evaluate('document.activeElement.closest("dialog, body").tagName');
      const id = await page.evaluate('document.activeElement.id');
      expect(['DIALOG', 'BODY']).to.include(inside);
      expect(['before', 'after']).to.not.include(id);
    }
    await page.evaluate('window.stopping.abort()');
    expect(await outcome(page)).to.deep.equal({ name: 'PickerError', reason: 'aborted' });
  });

  it('says so when the browser blocks the popup', async () => {
    await page.evaluate('window.open = () => null');
    await openPicker(page, (await session()).token);
    expect(await outcome(page)).to.deep.equal({ name: 'PickerError', reason: 'blocked' });
  });

  for (const mode of ['popup', 'iframe'] as const)
    it(`says so when the session is too old, before and after it was opened (${mode})`, async () => {
      const expired = { name: 'PickerError', reason: 'expired' };
      const old = await session();
      await expire(connector, old.id);
      await openPicker(page, old.token, { mode });
      expect(await outcome(page)).to.deep.equal(expired);

      const grown = await session();
      const popup = mode === 'popup' ? await openPopup(page, grown.token) : undefined;
      if (!popup) await openPicker(page, grown.token, { mode });
      const shown = popup ?? page.frameLocator('iframe');
      await shown.getByText('2 connections').waitFor();
      await key.revoke();
      await shown.getByRole('button', { name: choose }).click();
      expect(await outcome(page)).to.deep.equal(expired);
    });

  it('takes a promise of a session, and fails with what it fails with', async () => {
    const { token } = await session();
    await page.evaluate(
      `void (window.outcome = ConnectorPicker.open({ mode: 'iframe', session:
        new Promise((resolve) => setTimeout(resolve, 50, ${JSON.stringify(token)})) }))`,
    );
    await page.frameLocator('iframe').getByRole('button', { name: choose }).click();
    expect(await outcome(page)).to.deep.equal(picked.picked);
    await page.evaluate(
      `void (window.outcome = ConnectorPicker.open({ mode: 'iframe', session:
        Promise.reject(new Error('no session')) }).catch(({ reason, cause }) => [reason, cause.message]))`,
    );
    expect(await outcome(page)).to.deep.equal(['failed', 'no session']);
    expect(await page.locator('iframe, dialog').count()).to.equal(0);
  });
});
