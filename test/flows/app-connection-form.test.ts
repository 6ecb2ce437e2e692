import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addSecondApp, second } from '../support/second-app.ts';
import { signInPage } from '../support/sign-in-page.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const otherUrl = 'https://proxy.example.com/auth';

describe('the form of a connection through an app', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;

  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    page = browser.page;
    await signInPage(connector, page, 'builder');
  });
  after(async () => {
    await browser.close();
    await connector.close();
  });
  beforeEach(() => page.goto(`${connector.publicUrl}/console/connections/new/app`));
  afterEach(() => expect(browser.complaints).to.deep.equal([]));

  const account = (name: string, storeHash: string) =>
    connector.service.deps.connections.createApiAccount(
      { name, storeHash, accessToken: 'any-token', scopes: undefined, concurrency: { level: 9 } },
      by,
    );
  const store = () => page.getByRole('textbox', { name: 'Store', exact: true });
  const borrow = () => page.getByLabel('Borrow concurrency from');
  const level = () => page.getByLabel('Concurrency level');
  const save = async (name: string) => {
    await page.getByLabel('Connection name').fill(name);
    await page.getByRole('button', { name: 'Save without authorizing' }).click();
  };
  const saved = (name: string) => connector.service.deps.connections.findByName(name);

  it('says what it understands of the store while it is typed', async () => {
    const told = page.locator('[data-store-told]');
    const typed: [string, string][] = [
      [
        'https://store-Zx81cAsE.mybigcommerce.com/manage/orders',
        'Understood as the store Zx81cAsE.',
      ],
      ['https://api.bigcommerce.com/stores/snowboots/v3/', 'Understood as the store snowboots.'],
      ['https://boots.mybigcommerce.com/', 'This is the address that shoppers see.'],
      ['https://boots.example.com/', 'This is not an address of BigCommerce.'],
      [
        'https://api.bigcommerce.com.example/stores/snowboots',
        'only looks like one of BigCommerce',
      ],
      ['', ''],
    ];
    for (const [address, words] of typed) {
      await store().fill(address);
      const said = await told.innerText();
      expect(said, address).to.include(words);
      if (address === '') expect(said).to.equal('');
    }
    expect(await told.getAttribute('role'), 'so that it is read out').to.equal('status');
  });

  it('offers those to borrow from that reach the same store, and hides the level then', async () => {
    const lender = await account('Lends here', 'borrowers');
    await account('Lends elsewhere', 'elsewhere');
    await page.getByText('Advanced', { exact: true }).click();
    const offered = () => borrow().locator('option').allInnerTexts();
    expect(await offered()).to.deep.equal(['Nobody: a level of its own']);
    expect(await level().isVisible()).to.equal(true);

    const fill = async (text: string) => {
      const asked = page.waitForResponse(/\/lenders\?/);
      await store().fill(text);
      await store().blur();
      await (await asked).finished();
    };
    await fill('https://store-borrowers.mybigcommerce.com/manage');
    await borrow().locator('option', { hasText: 'Lends here' }).waitFor({ state: 'attached' });
    expect(await offered()).to.deep.equal(['Nobody: a level of its own', 'Lends here']);
    expect(await borrow().inputValue(), 'nobody is chosen unasked').to.equal('');
    await borrow().selectOption('Lends here');
    await level().waitFor({ state: 'hidden' });
    await save('Borrows');

    await page.getByRole('heading', { name: 'Borrows', exact: true }).waitFor();
    expect((await saved('Borrows'))?.concurrency).to.deep.equal({ borrowFrom: lender.id });
    expect((await saved('Borrows'))?.storeHash).to.equal('borrowers');
  });

  it('forgets the lender of another store, and shows the level again', async () => {
    await account('Lends to one', 'onestore');
    await page.getByText('Advanced', { exact: true }).click();
    await store().fill('onestore');
    await store().blur();
    const option = borrow().locator('option', { hasText: 'Lends to one' });
    await option.waitFor({ state: 'attached' });
    await borrow().selectOption('Lends to one');
    await level().waitFor({ state: 'hidden' });
    await store().fill('anotherstore');
    await store().blur();
    await option.waitFor({ state: 'detached' });
    await level().waitFor({ state: 'visible' });
    expect(await borrow().inputValue()).to.equal('');
  });

  it('offers the callback URLs of the chosen iClient, and goes to BigCommerce with the chosen one', async () => {
    await addSecondApp(connector);
    await connector.service.deps.iclients.change('default', { whitelist: [otherUrl] }, by);
    await page.reload();
    const own = page.getByRole('radio', { name: `${connector.publicUrl}/auth` });
    const other = page.getByRole('radio', { name: otherUrl });
    const copied = page.locator(`#copy-callback-${second.iclientId}`);
    expect(await own.isChecked(), 'its own URL first').to.equal(true);
    expect(await copied.isVisible(), 'that of another iClient').to.equal(false);

    await page.getByLabel('iClient', { exact: true }).selectOption('Second connector');
    expect(await other.isVisible()).to.equal(false);
    expect(await copied.inputValue()).to.equal(`${connector.publicUrl}${second.auth}`);
    await page.getByLabel('iClient', { exact: true }).selectOption('default');
    await other.check();
    await page.getByLabel('Connection name').fill('By another URL');
    await store().fill('snowboots');
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Save & authorize' }).click(),
    ]);

    await popup.waitForURL(/\/oauth2\/authorize/);
    expect(new URL(popup.url()).searchParams.get('redirect_uri')).to.equal(otherUrl);
    await popup.close();
    await page.goto('about:blank');
  });

  it('sends nothing of the callback URLs that belong to another iClient', async () => {
    await connector.service.deps.iclients.change('default', { whitelist: [otherUrl] }, by);
    if (!(await connector.service.deps.iclients.find(second.iclientId)))
      await addSecondApp(connector);
    await page.reload();
    await page.getByRole('radio', { name: otherUrl }).check();
    await page.getByLabel('iClient', { exact: true }).selectOption('Second connector');
    await store().fill('secondstore');
    await save('By the second app');
    await page.getByRole('heading', { name: 'By the second app', exact: true }).waitFor();
    expect((await saved('By the second app'))?.iclientId).to.equal(second.iclientId);
  });
});
