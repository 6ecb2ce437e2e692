import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

describe('sandbox: control panel in a browser', function () {
  this.timeout(60_000);
  let sandbox: OpenSandbox;
  let app: Server;
  let browser: TestBrowser;

  before(async () => {
    app = createServer((_req, res) => res.setHeader('Content-Type', 'text/html').end('<p>Hm.</p>'));
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const load = `http://127.0.0.1:${(app.address() as AddressInfo).port}/load`;
    const callbacks = { ...orderReader.callbacks, load };
    sandbox = await openSandbox([{ ...orderReader, callbacks }]);
    await sandbox.tokenFor(orderReader.scopes);
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await sandbox.close();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });

  const open = (path: string) => browser.page.goto(`${sandbox.url}/manage/snowboots${path}`);

  it('says after ten seconds that an app does not speak to it', async () => {
    const { page } = browser;
    const words = page.getByText('does not answer or does not speak to the panel');
    await page.clock.install({ time: 0 });
    await page.clock.pauseAt(1000);
    await open(`/apps/${orderReader.clientId}`);
    await page.frameLocator('iframe').getByText('Hm.').waitFor();
    await page.clock.runFor(9_900);
    expect(await words.isVisible()).to.equal(false);
    await page.clock.runFor(200);
    await words.waitFor();
    expect(await page.getByRole('link', { name: 'Start again' }).count()).to.equal(1);
    expect(await page.getByText('App address').isVisible()).to.equal(false);
  });

  it('closes the user menu with Escape and with a click elsewhere', async () => {
    const { page } = browser;
    await open('/apps');
    const menu = page.locator('summary');
    const item = page.getByRole('link', { name: 'Log out' });
    await menu.click();
    await item.waitFor();
    await page.keyboard.press('Escape');
    await item.waitFor({ state: 'hidden' });
    await page.locator('summary:focus').waitFor();
    await menu.click();
    await item.waitFor();
    await page.getByRole('heading', { name: 'Deliveries' }).click();
    await item.waitFor({ state: 'hidden' });
  });

  it('lets the keyboard skip the menus, with a ring that can be seen', async () => {
    const { page } = browser;
    await open('/users');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).to.equal('Revoke access to Order Reader');
    const ring = await page.evaluate('getComputedStyle(document.activeElement).outlineColor');
    expect(ring).to.equal('rgb(60, 100, 244)');
  });

  for (const path of ['', '/apps', '/users', `/apps/${orderReader.clientId}/uninstall`]) {
    it(`does not scroll sideways at 360 px: ${path || 'home'}`, async () => {
      const { page } = browser;
      await page.setViewportSize({ width: 360, height: 740 });
      await open(path);
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360);
    });
  }
});
