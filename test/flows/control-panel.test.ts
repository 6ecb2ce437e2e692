import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash, usersOf } from '../support/journeys.ts';
import { type Panel, panelOf } from '../support/panel.ts';
import { until } from '../support/until.ts';

describe('the app in the control panel, third-party cookies blocked', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let panel: Panel;

  beforeEach(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    panel = panelOf(browser.page, connector.sandbox.url);
    await panel.chooseStore('Snow Boots Co');
    await panel.openApps();
    await panel.install();
    await panel.app().getByRole('heading', { name: 'The app is installed' }).waitFor();
  });
  afterEach(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  const appFrame = () => browser.page.frames().find((frame) => frame.url().includes('/app/cn_'));
  const status = async () =>
    (await connector.service.deps.connections.findByStore('default', storeHash))?.status;

  it('is installed, opened by a second user, closed to that user, uninstalled and installed again', async () => {
    const { page } = panel;
    const { owner, plain } = await usersOf(connector);
    await panel.app().getByText('snowboots.example', { exact: true }).waitFor();
    await panel.app().getByText('View orders', { exact: true }).waitFor();

    await panel.reloadApp();
    await page.getByText(/App address: \/app\/cn_/).waitFor();
    await panel.app().getByText(owner.email).first().waitFor();
    expect(
      await panel.app().getByRole('heading', { name: 'The app is installed' }).count(),
    ).to.equal(0);

    await panel.actAs(plain.email);
    await panel.reloadApp();
    await panel.app().getByText(plain.email).first().waitFor();

    await panel.actAs(owner.email);
    await panel.openUsers();
    await panel.revoke(plain.email);
    await page
      .getByRole('button', { name: `Restore access to Example connector, ${plain.email}` })
      .waitFor();
    const connection = await connector.service.deps.connections.findByStore('default', storeHash);
    const left = await connector.service.deps.storeUsers.list(connection?.id ?? '');
    expect(left.map(({ email }) => email)).to.deep.equal([owner.email]);

    await panel.openApps();
    await panel.uninstall();
    await page.getByRole('link', { name: /^Install / }).waitFor();
    expect(await status()).to.equal('uninstalled');
    expect(await connector.service.deps.connections.accessToken(connection?.id ?? '')).to.equal(
      undefined,
    );

    await panel.install();
    await panel.app().getByRole('heading', { name: 'The app is installed again' }).waitFor();
    expect(await status()).to.equal('connected');
  });

  it('shows nothing more to a removed user whose page is still open', async () => {
    const { owner, plain } = await usersOf(connector);
    await panel.actAs(plain.email);
    await panel.reloadApp();
    await panel.app().getByText(plain.email).first().waitFor();
    const frame = appFrame();

    await connector.sandbox.deliver({
      kind: 'remove_user',
      clientId: 'exampleclientid',
      storeHash,
      userId: plain.id,
    });
    await frame?.goto(frame.url());

    await panel.app().getByRole('heading', { name: 'You are not signed in to this app' }).waitFor();
    expect(await panel.app().getByText(owner.email).count()).to.equal(0);
  });

  it('ends its session when the control panel logs out', async () => {
    await panel.reloadApp();
    await browser.page.getByText(/App address: \/app\/cn_/).waitFor();
    const frame = appFrame();
    const address = frame?.url() ?? '';
    const ended = browser.page.waitForResponse((answer) => answer.url() === `${address}/logout`);

    await panel.logOut();

    expect((await ended).status()).to.equal(204);
    expect(await connector.service.deps.redis.keys('bcc:embedded-session:*')).to.deep.equal([]);
  });

  it('keeps two stores apart that are open in one browser', async () => {
    await panel.reloadApp();
    await panel.app().getByText('Snow Boots Co').first().waitFor();
    const first = appFrame()?.url() ?? '';
    await panel.chooseStore('Tiny Case Shop');
    await panel.openApps();
    await panel.install();
    await panel.app().getByRole('heading', { name: 'The app is installed' }).waitFor();
    await panel.reloadApp();
    await panel.app().getByText('Tiny Case Shop').first().waitFor();

    const frame = appFrame();
    await frame?.goto(first);

    await panel.app().getByText('Snow Boots Co').first().waitFor();
  });

  it('speaks French to a user whose locale is French', async () => {
    await panel.chooseStore('Les Bottes de Neige');
    await panel.openApps();
    await panel.install();
    await panel.app().getByRole('heading', { name: 'The app is installed' }).waitFor();
    await panel.reloadApp();

    await panel
      .app()
      .getByRole('heading', { name: /Connexion/ })
      .waitFor();
  });

  it('is not shown in a frame of a foreign site', async () => {
    const frame = `<iframe src="${connector.publicUrl}/auth"></iframe>`;
    const foreign = createServer((_req, res) =>
      res.setHeader('content-type', 'text/html').end(frame),
    );
    foreign.listen(0, '127.0.0.1');
    await once(foreign, 'listening');

    await browser.page.goto(`http://127.0.0.1:${(foreign.address() as AddressInfo).port}/`);

    await until('the browser refuses the frame', () => browser.complaints.length > 0);
    expect(browser.complaints.splice(0).join()).to.include('frame-ancestors');
    foreign.close();
  });
});
