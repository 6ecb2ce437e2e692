/** The popup of Save & authorize: what its pages may not do, and how it ends. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { agreed, pendingConnection } from '../authorize/start.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { signInPage } from '../support/sign-in-page.ts';

describe('the popup of an authorization', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;
  beforeEach(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    page = browser.page;
    await signInPage(connector, page, 'builder');
  });
  afterEach(async () => {
    await browser.close();
    await connector.close();
  });

  const panel = () => page.locator('[data-authorize-panel]');
  const press = async (name: string) => {
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    await popup.waitForURL(/\/oauth2\/authorize/);
    return popup;
  };
  const openPopup = async () => {
    const { id } = await pendingConnection(connector);
    await page.goto(`${connector.publicUrl}/console/connections/${id}`);
    return press('Authorize');
  };
  const ends = (popup: Page) => (popup.isClosed() ? undefined : popup.waitForEvent('close'));
  const stateOf = (popup: Page) => new URL(popup.url()).searchParams.get('state') ?? '';

  it('cannot send the page that opened it elsewhere, also when it is opened again', async () => {
    const server = createServer((_req, res) => {
      res.setHeader('content-type', 'text/html').end('<title>Foreign</title>');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    try {
      const foreign = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
      const first = await openPopup();
      await first.goto(foreign);
      expect(await first.evaluate('window.opener')).to.equal(null);
      await first.close();
      const second = await press('Open the window again');
      await second.goto(foreign);
      expect(await second.evaluate('window.opener')).to.equal(null);
    } finally {
      server.close();
    }
  });

  it('closes itself, too, when the page has learned of the outcome before it and gone on', async () => {
    const popup = await openPopup();
    const path = await agreed(connector, stateOf(popup));
    const [cookie] = (await browser.context.cookies()).filter(
      ({ name }) => name === '__Host-browser',
    );
    await connector.http().get(path).set('Cookie', `${cookie?.name}=${cookie?.value}`);
    await page.waitForURL(/notice=authorized/);
    await popup.goto(`${connector.publicUrl}${path}`).catch(() => undefined);
    await ends(popup);
  });

  it('closes, and the page tells of a denial, where BigCommerce sends no state back', async () => {
    await connector.sandbox.faults({ authorize: 'no_state' });
    const popup = await openPopup();
    await popup.getByRole('button', { name: 'Deny' }).click();
    await panel().getByText('The access was not granted').waitFor();
    await ends(popup);
  });

  it('does not look closed where the callback fails', async () => {
    const popup = await openPopup();
    await popup.goto(`${connector.publicUrl}/auth?code=made-up`);
    await page.waitForResponse(/\/console\/authorizations\//);
    await page.waitForResponse(/\/console\/authorizations\//);
    expect(await panel().innerText()).to.contain('Waiting for BigCommerce');
  });

  it('may be denied on the form of a new connection, which then authorizes what it made', async () => {
    await page.goto(`${connector.publicUrl}/console/connections/new/app`);
    await page.getByLabel('Connection name').fill('Made once');
    await page.getByRole('textbox', { name: 'Store', exact: true }).fill('snowboots');
    const denied = await press('Save & authorize');
    await denied.getByRole('button', { name: 'Deny' }).click();
    await panel().getByText('No new access was saved. The connection stays, not').waitFor();
    await ends(denied);
    expect(await page.getByLabel('Connection name').isDisabled()).to.equal(true);
    const made = await connector.service.deps.connections.findByName('Made once');
    expect(made?.status).to.equal('pending');

    const allowed = await press('Save & authorize');
    await allowed.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(`**/console/connections/${made?.id}?notice=authorized`);
    await ends(allowed);
  });
});
