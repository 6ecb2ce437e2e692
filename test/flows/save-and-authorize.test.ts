import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { Connection } from '../../server/connections/connection.ts';
import { agreed, pendingConnection } from '../authorize/start.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { signInPage } from '../support/sign-in-page.ts';

describe('authorizing a connection in a popup', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let connection: Connection;
  let page: Page;

  beforeEach(async () => {
    connector = await startConnector();
    connection = await pendingConnection(connector);
    browser = await openBrowser();
    page = browser.page;
    await signInPage(connector, page, 'builder');
    await page.goto(`${connector.publicUrl}/console/connections/${connection.id}`);
  });
  afterEach(async () => {
    await browser.close();
    await connector.close();
  });

  const button = () => page.locator('form[data-authorize] button');
  const panel = () => page.locator('[data-authorize-panel]');
  const openPopup = async () => {
    const [popup] = await Promise.all([page.waitForEvent('popup'), button().click()]);
    await popup.waitForURL(/\/oauth2\/authorize/);
    return popup;
  };
  const ends = (popup: Page) => (popup.isClosed() ? undefined : popup.waitForEvent('close'));
  const status = async () => (await connector.service.deps.connections.find(connection.id))?.status;

  it('closes the popup and shows the connection when it is done', async () => {
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/notice=authorized/);
    await ends(popup);
    expect(await status()).to.equal('connected');
    expect(browser.complaints).to.deep.equal([]);
  });

  it('goes on in the same tab when the browser blocks the popup', async () => {
    await page.evaluate('window.open = () => null');
    await button().click();
    await panel()
      .getByRole('link', { name: /in this tab/ })
      .click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\/console\/connections\/.*notice=authorized/);
    expect(await status()).to.equal('connected');
  });

  it('says so when the popup was closed early, and opens it again', async () => {
    await (await openPopup()).close();
    await panel().getByText(`the connection is for the store ${connection.storeHash}.`).waitFor();
    const again = panel().getByRole('button', { name: 'Open the window again' });
    const [popup] = await Promise.all([page.waitForEvent('popup'), again.click()]);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/notice=authorized/);
  });

  it('says so when the access was denied', async () => {
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Deny' }).click();
    await panel().getByText('The access was not granted').waitFor();
    await ends(popup);
    expect(await status()).to.equal('pending');
  });

  it('says so when it was another store', async () => {
    const popup = await openPopup();
    const state = new URL(popup.url()).searchParams.get('state') ?? '';
    const path = await agreed(connector, state, { storeHash: 'bottesneige' });
    await popup.goto(`${connector.publicUrl}${path}`).catch(() => undefined);
    await panel().getByText('That was another store').waitFor();
    expect(await status()).to.equal('pending');
  });

  it('tells a foreign page nothing that opens the callback', async () => {
    const popup = await openPopup();
    const state = new URL(popup.url()).searchParams.get('state') ?? '';
    await popup.close();
    const callback = `${connector.publicUrl}${await agreed(connector, state)}`;
    const server = createServer((_req, res) => {
      res.setHeader('content-type', 'text/html').end('<title>Foreign</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const foreign = await browser.context.newPage();
      await foreign.goto(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
      await foreign.evaluate(
        'heard = []; onmessage = (event) => heard.push(event.data);' +
          "new BroadcastChannel('authorizations').onmessage = (event) => heard.push(event.data)",
      );
      const [result] = await Promise.all([
        foreign.waitForEvent('popup'),
        foreign.evaluate(`void window.open(${JSON.stringify(callback)})`),
      ]);
      await page.waitForURL(/notice=authorized/);
      if (!result.isClosed()) await result.waitForLoadState().catch(() => undefined);
      expect(await foreign.evaluate('heard')).to.deep.equal([]);
    } finally {
      server.close();
    }
  });
});
