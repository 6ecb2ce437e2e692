/** The app's way of a link in a real browser: the window of BigCommerce, and what stands in its way. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { NewLink } from '../../server/links/link.ts';
import { agreed } from '../authorize/start.ts';
import { giveStore, startAfresh, visit } from '../link/at-app.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { type MadeLink, makeLink } from '../support/link-visit.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('connecting by the app of a link, in a browser', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;
  const complaints: string[] = [];
  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    // Of every page and window.
    browser.context.on('weberror', (error) => complaints.push(error.error().message));
    browser.context.on('console', (message) => {
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        complaints.push(message.text());
    });
  });
  after(async () => {
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });
  beforeEach(async () => {
    // Another browser, as far as we can tell.
    await browser.context.clearCookies();
    page = await browser.context.newPage();
  });
  afterEach(async () => {
    await page.close();
    await startAfresh(connector);
  });

  /** Opens a link of the app alone, and agrees. */
  const open = async (draft: Partial<NewLink> = {}): Promise<MadeLink> => {
    const link = await makeLink(connector, { ways: ['app'], ...draft });
    await page.goto(`${connector.publicUrl}${link.url}`);
    await page
      .getByRole('button', { name: /^(Agree and continue|Accepter et continuer)$/ })
      .click();
    await page.waitForURL(/\/app$/);
    return link;
  };
  const press = async (name: string) => {
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name, exact: true }).click(),
    ]);
    await popup.waitForURL(/\/oauth2\/authorize/);
    return popup;
  };
  const giveAddress = async () => {
    await page.getByLabel('Address of your store').fill('store-snowboots.mybigcommerce.com');
    return press('Continue to BigCommerce');
  };
  const ends = (popup: Page) => (popup.isClosed() ? undefined : popup.waitForEvent('close'));
  const allow = async (popup: Page) => {
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\/done$/);
    await ends(popup);
  };
  const companyOf = async (hash = storeHash) =>
    (await connector.service.deps.connections.findByStore('default', hash))?.companyId;

  it('goes on by itself when the merchant has accepted in the window, which closes', async () => {
    const link = await open();
    await expectAccessible(page, 'app');
    await expectFitsPhone(page, 'app');
    await page.getByLabel('Address of your store').fill('https://snowboots.example/');
    await page.getByRole('button', { name: 'Continue to BigCommerce' }).click();
    await page.getByText('This is not an address of BigCommerce.').waitFor();
    expect(browser.context.pages().length, 'windows').to.equal(2);
    await page.getByLabel('Address of your store').fill('<store-snowboots.mybigcommerce.com>');
    await page.getByText('Understood: store snowboots.').waitFor();
    expect(await page.getByText('This is not an address of BigCommerce.').count()).to.equal(0);
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByText('Compris\u00a0: boutique snowboots.').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Understood: store snowboots.').waitFor();
    const popup = await press('Continue to BigCommerce');
    await page.getByText('Accept in the window that opened.').waitFor();
    await expectAccessible(page, 'waiting');
    expect(await popup.evaluate('window.opener')).to.equal(null);
    await allow(popup);
    await page.getByText('Snow Boots Co is now connected for Example Boots.').waitFor();
    expect(await companyOf()).to.equal(link.companyId);
    expect(browser.context.pages().length, 'windows').to.equal(2);
  });

  it('leaves no second window when the page that waited has gone on before', async () => {
    await open();
    const popup = await giveAddress();
    await page.goto(page.url().replace(/app$/, 'leave'));
    await popup.getByRole('button', { name: 'Allow' }).click();
    await popup.waitForURL(/\/done$/);
    await page.goto(page.url().replace(/leave$/, 'done'));
    await ends(popup);
    await page.getByText('Your store is connected').waitFor();
  });

  it('says that the connector could not be reached, and may be tried again', async () => {
    await open();
    await page.getByLabel('Address of your store').fill('snowboots');
    await page.route('**/app', (route) => route.abort());
    const opening = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Continue to BigCommerce' }).click();
    await ends(await opening);
    await page.getByText('We could not be reached').waitFor();
    await page.unroute('**/app');
    complaints.splice(0);
    await allow(await press('Try again'));
  });

  it('does so in French on a phone', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    const link = await open({ locale: 'fr' });
    await page.getByLabel('Adresse de votre boutique').fill('snowboots');
    const popup = await press('Continuer vers BigCommerce');
    await page.getByText('En attente de BigCommerce').waitFor();
    await expectFitsPhone(page, 'en attente');
    await allow(popup);
    await page.getByText('Votre boutique est connectée').waitFor();
    expect(await companyOf()).to.equal(link.companyId);
  });

  it('goes on in this tab where the window is blocked', async () => {
    await page.addInitScript('window.open = () => null');
    const link = await open();
    await page.getByLabel('Address of your store').fill('snowboots');
    await page.getByRole('button', { name: 'Continue to BigCommerce' }).click();
    await page.getByText('The window was blocked').waitFor();
    await page.getByRole('button', { name: 'Continue in this tab' }).click();
    await page.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/\/done$/);
    expect(await companyOf()).to.equal(link.companyId);
  });

  it('notices a window that was closed early, and opens it again, also after a reload', async () => {
    await open();
    await (await giveAddress()).close();
    await page.getByText('Was the window closed?').waitFor();
    await page.reload();
    await page.getByText('Was the window closed?').waitFor();
    await allow(await press('Open the window again'));
  });

  it('says that the access was denied, and may be tried again at once', async () => {
    await open();
    const popup = await giveAddress();
    await popup.getByRole('button', { name: 'Deny' }).click();
    await page.getByRole('heading', { name: 'The access was not granted' }).waitFor();
    await ends(popup);
    await expectAccessible(page, 'denied');
    expect(await page.getByLabel('Address of your store').inputValue()).to.contain('snowboots');
    await allow(await press('Continue to BigCommerce'));
  });

  it('begins at BigCommerce without an address, and asks for the store before it connects it', async () => {
    const link = await open();
    await page.getByRole('button', { name: 'Start at BigCommerce' }).click();
    await page.getByRole('button', { name: 'Install' }).click();
    await page.waitForURL(/\/confirm$/);
    await expectAccessible(page, 'confirm');
    await expectFitsPhone(page, 'confirm');
    expect(await companyOf()).to.equal(undefined);
    await page.getByRole('button', { name: 'Yes, connect this store' }).click();
    await page.waitForURL(/\/done$/);
    expect(await companyOf()).to.equal(link.companyId);
  });

  it('connects nothing by a link for one use that another browser has used meanwhile', async () => {
    const link = await open();
    const popup = await giveAddress();
    const other = await visit(connector, link);
    const { state } = await giveStore(other, 'bottesneige');
    await other.agent.get(await agreed(connector, state, { storeHash: 'bottesneige' }));
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.getByText('This link was used already').waitFor();
    expect(await companyOf()).to.equal(undefined);
    expect(await companyOf('bottesneige')).to.equal(link.companyId);
    await ends(popup);
  });
});
