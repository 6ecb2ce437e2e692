/** The picker's page for everybody: by keyboard, on a phone, by night, in French, read aloud. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { pendingConnection } from '../authorize/start.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type BuilderPage, openPopup, outcome, serveBuilderPage } from '../support/builder-page.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';

describe('the page of the picker', function () {
  this.timeout(120_000);
  let connector: Connector;
  let builder: BuilderPage;
  let browser: TestBrowser;
  let page: Page;
  let key: string;

  before(async () => {
    connector = await startConnector();
    builder = await serveBuilderPage(connector);
    browser = await openBrowser();
    page = browser.page;
    ({ key } = await makeKey(connector));
    await connected(connector, 'snowboots');
    await pendingConnection(connector, 'bottesneige');
    await connector.service.deps.connections.createApiAccount(
      {
        name: `A name of one hundred characters ${'without-any-place-to-break-it'.repeat(2)}`,
        storeHash: 'Zx81cAsE',
        accessToken: 'invented-token-of-an-account',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      { actor: { kind: 'operator' }, address: '' },
    );
  });
  after(async () => {
    await browser.close();
    await builder.close();
    await connector.close();
  });
  beforeEach(() => page.goto(builder.origin));

  const open = async (body: object = {}) => {
    const origin = { origin: builder.origin };
    const popup = await openPopup(
      page,
      (await openSession(connector, key, { ...origin, ...body })).token,
    );
    await popup.locator('[data-count]', { hasText: /connexion|connection/i }).waitFor();
    return popup;
  };

  it('is accessible by day and by night, and fits a phone, in all that it shows', async () => {
    const popup = await open({ allowCreate: true });
    const check = async (what: string) => {
      await expectAccessible(popup, what);
      await expectFitsPhone(popup, what);
    };
    await check('the list');
    await popup.getByLabel('Search by name or store').fill('nothing like it');
    await popup.getByRole('heading', { name: 'No connection matches' }).waitFor();
    await check('no match');
    await popup.getByRole('button', { name: 'Show all' }).click();
    const fix = popup.getByRole('button', { name: 'Authorize: Example of bottesneige' });
    const [bigcommerce] = await Promise.all([popup.waitForEvent('popup'), fix.click()]);
    await popup.getByRole('heading', { name: 'Waiting for BigCommerce' }).waitFor();
    await check('waiting');
    await bigcommerce.close();
    await popup.getByRole('button', { name: 'Back to the list' }).click();
    await popup.getByRole('button', { name: 'New connection' }).click();
    await popup.getByLabel('Store', { exact: true }).fill('https://www.example.com');
    await popup.getByRole('button', { name: 'Save and authorize' }).click();
    await popup.locator('#name-error').getByText('Give a name').waitFor();
    await check('the form with errors');
    await popup.close();
  });

  it('is used with the keyboard alone', async () => {
    const popup = await open();
    await popup.keyboard.type('snow');
    await popup.getByText('1 connection', { exact: true }).waitFor();
    await popup.keyboard.press('ArrowDown');
    await popup.keyboard.press('ArrowUp');
    await popup.keyboard.press('ArrowDown');
    const closed = popup.waitForEvent('close');
    await popup.keyboard.press('Enter');
    await closed;
    expect(await outcome(page)).to.have.nested.property('picked.storeHash', 'snowboots');
  });

  it('tells screen readers what came of a search, and what each button is for', async () => {
    const popup = await open();
    const status = popup.getByRole('status').first();
    expect(await status.innerText()).to.equal('3 connections');
    await popup.getByLabel('Search by name or store').fill('snowboots');
    await popup.getByText('1 connection', { exact: true }).waitFor();
    const choose = popup.getByRole('button', { name: 'Choose snowboots' });
    const ids = (await choose.getAttribute('aria-describedby'))?.split(' ') ?? [];
    const description = await Promise.all(ids.map((id) => popup.locator(`#${id}`).innerText()));
    expect(description.join(' ')).to.include('Snow Boots Co').and.to.include('Connected');
    await popup.close();
  });

  it('says what to do where there is nothing to choose', async () => {
    const nothing = { filter: { iclientId: 'another' } };
    const popup = await open(nothing);
    await popup.getByRole('heading', { name: 'No connection yet' }).waitFor();
    await popup.getByText('Somebody has to add one in the connector’s console.').waitFor();
    await popup.close();
  });

  it('speaks the language of its session, and else that of the browser', async () => {
    const french = await open({ locale: 'fr', allowCreate: true });
    await french.getByRole('heading', { name: 'Choisir une connexion' }).waitFor();
    await french.getByText('3 connexions').waitFor();
    expect(await french.locator('html').getAttribute('lang')).to.equal('fr');
    await french.getByRole('button', { name: 'Autoriser\u00a0: Example of bottesneige' }).waitFor();
    await french.getByRole('button', { name: 'Nouvelle connexion' }).click();
    await french.getByLabel('Boutique', { exact: true }).fill('snowboots');
    await french.getByText('Compris comme la boutique snowboots.').waitFor();
    await french.close();

    const other = await openBrowser({ locale: 'fr-CA' });
    try {
      const { url } = await openSession(connector, key);
      await other.page.goto(url);
      await other.page.getByRole('heading', { name: 'Choisir une connexion' }).waitFor();
    } finally {
      await other.close();
    }
  });

  it('goes on when the connector answers again', async () => {
    const popup = await open();
    await popup.context().setOffline(true);
    await popup.getByRole('button', { name: 'Choose snowboots' }).click();
    await popup.getByRole('heading', { name: 'No answer' }).waitFor();
    await popup.context().setOffline(false);
    await popup.getByRole('button', { name: 'Try again' }).click();
    await popup.getByText('3 connections').waitFor();
    await popup.close();
  });

  it('shows more on request, and leads to the first of them', async () => {
    for (let count = 0; count < 22; count += 1)
      await pendingConnection(connector, `many${String(count).padStart(2, '0')}`);
    const popup = await open({ filter: { q: 'many' } });
    await popup.getByText('The first 20 connections').waitFor();
    await popup.getByRole('button', { name: 'Show more' }).press('Enter');
    await popup.getByText('22 connections').waitFor();
    const next = popup.getByRole('button', { name: 'Authorize: Example of many20' });
    expect(await next.evaluate((button) => button.matches(':focus'))).to.equal(true);
    await popup.close();
  });
});
