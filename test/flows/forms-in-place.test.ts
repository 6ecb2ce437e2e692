import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { addSecondApp, second } from '../support/second-app.ts';
import { signInPage } from '../support/sign-in-page.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('the forms of connections where scripts run', function () {
  this.timeout(90_000);
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;

  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    page = browser.page;
    await signInPage(connector, page, 'admin');
  });
  after(async () => {
    await browser.close();
    await connector.close();
  });
  afterEach(() => expect(browser.complaints).to.deep.equal([]));

  const open = (path: string) => page.goto(`${connector.publicUrl}/console/connections/${path}`);
  const store = () => page.getByRole('textbox', { name: 'Store', exact: true });
  const name = () => page.getByLabel('Connection name');
  const error = (field: string) => page.locator(`#${field}-error`);

  describe('through an app', () => {
    it('go on working after a refused Save & authorize', async () => {
      await connector.service.deps.connections.createApiAccount(
        {
          name: 'Taken',
          storeHash,
          accessToken: 'x',
          scopes: undefined,
          concurrency: { level: 1 },
        },
        by,
      );
      await open('new/app');
      await name().fill('Taken');
      await store().fill('refusedstore');
      const closed = page.waitForEvent('popup').then((popup) => popup.waitForEvent('close'));
      await page.getByRole('button', { name: 'Save & authorize' }).click();
      await page.getByText('Another connection has this name.').first().waitFor();
      await closed;
      await page.getByRole('button', { name: /^Copy/ }).click();
      await page.getByRole('button', { name: 'Copied' }).waitFor();
      await page.getByLabel('Choose them').check();
      await page.getByLabel('Search scopes').fill('no such scope');
      await page.getByText('No scope matches.').waitFor();
      expect(await store().inputValue()).to.equal('refusedstore');
    });

    it('open no window for what the server is sure to refuse', async () => {
      await open('new/app');
      let popups = 0;
      const count = () => {
        popups += 1;
      };
      page.on('popup', count);
      await name().fill('   ');
      await store().fill('https://boots.example.com');
      await page.getByRole('button', { name: 'Save & authorize' }).click();
      await error('name').waitFor();
      page.off('popup', count);
      expect(popups).to.equal(0);
      expect(await error('store').innerText()).to.include('store-….mybigcommerce.com');

      await store().fill('boots');
      await page.getByText('Understood as the store boots.').waitFor();
      expect(await error('store').count(), 'the old error').to.equal(0);
      expect(await store().getAttribute('aria-invalid')).to.equal(null);
    });

    it('authorize after the session was renewed in another tab', async () => {
      await open('new/app');
      await name().fill('Over a session');
      await store().fill(storeHash);
      await browser.context.clearCookies();
      const tab = await browser.context.newPage();
      await signInPage(connector, tab, 'admin');
      await tab.close();
      const [popup] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('button', { name: 'Save & authorize' }).click(),
      ]);
      await popup.waitForURL(/\/oauth2\/authorize/);
      await popup.close();
    });

    it('show the scopes of the chosen iClient, unless others were chosen', async () => {
      await addSecondApp(connector);
      await connector.service.deps.iclients.change(
        second.iclientId,
        { scopes: ['store_v2_marketing', 'store_from_tomorrow'] },
        by,
      );
      await open('new/app');
      const count = page.locator('[data-scope-count]');
      const iclient = page.getByLabel('iClient', { exact: true });
      expect(await count.textContent()).to.equal('3');
      await iclient.selectOption('Second connector');
      expect(await count.textContent()).to.equal('2');
      await page.getByLabel('Choose them').check();
      await page.getByText('kept as typed: store_from_tomorrow').waitFor();
      await iclient.selectOption('default');
      expect(await count.textContent(), 'chosen ones stay').to.equal('2');
    });

    it('take up an iClient that was added in another tab, and keep what was typed', async () => {
      await open('new/app');
      await name().fill('Typed before');
      await store().fill('typedbefore');
      const [tab] = await Promise.all([
        page.waitForEvent('popup'),
        page.getByRole('link', { name: /^Add an iClient/ }).click(),
      ]);
      await tab.getByLabel('Name', { exact: true }).waitFor();
      await tab.close();
      const clientSecret = 'canary-secret-from-another-tab';
      connector.keepSecret(clientSecret);
      const clientId = 'exampleothertab';
      const draft = { name: 'From another tab', clientId, clientSecret, accountUuid: undefined };
      await connector.service.deps.iclients.create({ ...draft, scopes: [] }, by);
      await page.getByRole('button', { name: 'Refresh the list' }).click();
      const chosen = page.locator('#iclientId option:checked', { hasText: 'From another tab' });
      await chosen.waitFor({ state: 'attached' });
      expect(await page.locator('[data-callbacks-of]:visible').count()).to.equal(1);
      expect(await name().inputValue()).to.equal('Typed before');
      expect(await store().inputValue()).to.equal('typedbefore');
    });
  });

  it('a test of a saved connection says that it works, and then what came of it', async () => {
    const token = 'canary-token-tested-in-place';
    connector.keepSecret(token);
    const draft = { scopes: undefined, concurrency: { level: 1 } };
    const { id } = await connector.service.deps.connections.createApiAccount(
      { name: 'Tested in place', storeHash, accessToken: token, ...draft },
      by,
    );
    await open(id);
    let go = () => {};
    const gone = new Promise<void>((resolve) => {
      go = resolve;
    });
    await page.route('**/test', async (route) => {
      await gone;
      await route.continue();
    });
    const button = page.getByRole('button', { name: 'Test now' });
    await button.click();
    await page.getByText('Testing the token and its scopes.').waitFor();
    expect(await button.getAttribute('aria-disabled')).to.equal('true');
    go();
    await page.getByText('BigCommerce refuses the token of this connection.').waitFor();
    await page.unroute('**/test');
  });
});
