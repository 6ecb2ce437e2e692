/** A connection is mended, or made, inside the picker. */
import { expect } from 'chai';
import type { FrameLocator, Page } from 'playwright-core';
import { pendingConnection } from '../authorize/start.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import {
  type BuilderPage,
  openPicker,
  openPopup,
  outcome,
  serveBuilderPage,
} from '../support/builder-page.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { expectAccessible } from '../support/page-checks.ts';
import { makeKey, openSession } from '../support/picker.ts';

describe('authorizing a connection inside the picker', function () {
  this.timeout(60_000);
  let connector: Connector;
  let builder: BuilderPage;
  let browser: TestBrowser;
  let page: Page;
  let key: string;

  beforeEach(async () => {
    connector = await startConnector();
    builder = await serveBuilderPage(connector);
    browser = await openBrowser();
    page = browser.page;
    ({ key } = await makeKey(connector));
    await page.goto(builder.origin);
  });
  afterEach(async () => {
    await browser.close();
    await builder.close();
    await connector.close();
  });

  const session = async (body: object = {}) =>
    (await openSession(connector, key, { origin: builder.origin, ...body })).token;
  const windowOf = async (opener: Page, open: () => Promise<void>) => {
    const [popup] = await Promise.all([opener.waitForEvent('popup'), open()]);
    await popup.waitForURL(/\/oauth2\/authorize/);
    return popup;
  };
  const allow = async (popup: Page) => {
    const closed = popup.waitForEvent('close');
    await popup.getByRole('button', { name: 'Allow' }).click();
    await closed;
  };
  const frame = (): FrameLocator => page.frameLocator('iframe');

  for (const mode of ['popup', 'iframe'] as const)
    it(`mends a broken one in a window, then has it selected (${mode})`, async () => {
      const { id, name } = await pendingConnection(connector);
      const picker = mode === 'popup' ? await openPopup(page, await session()) : undefined;
      if (!picker) await openPicker(page, await session(), { mode });
      const shown = picker ?? frame();
      await shown.getByText('Nobody has allowed access to the store yet.').waitFor();
      const popup = await windowOf(picker ?? page, () =>
        shown.getByRole('button', { name: `Authorize: ${name}` }).click(),
      );
      await shown.getByRole('heading', { name: 'Waiting for BigCommerce' }).waitFor();
      await allow(popup);
      await shown.getByText(`${name} is connected. Choose it to go on.`).waitFor();
      const choose = shown.getByRole('button', { name: `Choose ${name}` });
      expect(await choose.evaluate((button) => button.matches(':focus'))).to.equal(true);
      await choose.press('Enter');
      expect(await outcome(page)).to.deep.equal({
        picked: { connectionId: id, name, storeHash: 'snowboots' },
      });
      expect(browser.complaints).to.deep.equal([]);
    });

  it('closes its window, too, when the picker is gone meanwhile', async () => {
    const { id, name } = await pendingConnection(connector);
    const picker = await openPopup(page, await session());
    const fix = picker.getByRole('button', { name: `Authorize: ${name}` });
    const popup = await windowOf(picker, () => fix.click());
    await picker.close();
    await allow(popup);
    expect((await connector.service.deps.connections.find(id))?.status).to.equal('connected');
  });

  it('opens the window again when somebody closed it', async () => {
    const { name } = await pendingConnection(connector);
    await openPicker(page, await session(), { mode: 'iframe' });
    const fix = frame().getByRole('button', { name: `Authorize: ${name}` });
    await (await windowOf(page, () => fix.click())).close();
    const reopen = frame().getByRole('button', { name: 'Open the window again' });
    await allow(await windowOf(page, () => reopen.click()));
    await frame()
      .getByRole('button', { name: `Choose ${name}` })
      .waitFor();
  });

  it('offers a link where windows are blocked', async () => {
    const { name } = await pendingConnection(connector);
    const picker = await openPopup(page, await session());
    const fix = picker.getByRole('button', { name: `Authorize: ${name}` });
    await fix.waitFor();
    await picker.evaluate('window.open = () => null');
    await fix.click();
    const link = picker.getByRole('link', { name: 'Open BigCommerce' });
    const [popup] = await Promise.all([browser.context.waitForEvent('page'), link.click()]);
    await popup.waitForURL(/\/oauth2\/authorize/);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await picker.getByRole('button', { name: `Choose ${name}` }).click();
    expect(await outcome(page)).to.have.nested.property('picked.name', name);
  });

  it('keeps what was denied as it was, and goes back to the list', async () => {
    const { id, name } = await pendingConnection(connector);
    await openPicker(page, await session(), { mode: 'iframe' });
    const fix = frame().getByRole('button', { name: `Authorize: ${name}` });
    const popup = await windowOf(page, () => fix.click());
    await popup.getByRole('button', { name: 'Deny' }).click();
    await popup.getByRole('heading', { name: 'The access was not granted' }).waitFor();
    await popup.close();
    await frame().getByRole('button', { name: 'Back to the list' }).click();
    await fix.waitFor();
    expect((await connector.service.deps.connections.find(id))?.status).to.equal('pending');
  });

  it('makes one from a store’s address, and has chosen it when it is authorized', async () => {
    await openPicker(page, await session({ allowCreate: true, filter: { status: 'connected' } }), {
      mode: 'iframe',
    });
    await frame().getByText('Make the first one here').waitFor();
    await frame().getByRole('button', { name: 'New connection' }).click();
    await frame().getByLabel('Connection name').fill('Made in place');
    await frame()
      .getByLabel('Store', { exact: true })
      .fill('https://api.bigcommerce.com/stores/snowboots/v3/');
    await frame().getByText('Understood as the store snowboots.').waitFor();
    const save = frame().getByRole('button', { name: 'Save and authorize' });
    await allow(await windowOf(page, () => save.click()));
    const made = await connector.service.deps.connections.findByName('Made in place');
    expect(made?.status).to.equal('connected');
    expect(await outcome(page)).to.deep.equal({
      picked: { connectionId: made?.id, name: 'Made in place', storeHash: 'snowboots' },
    });
    expect(browser.complaints).to.deep.equal([]);
  });

  it('says what is wrong with a new one beside its fields', async () => {
    const { name } = await pendingConnection(connector, 'bottesneige');
    const picker = await openPopup(page, await session({ allowCreate: true }));
    await picker.getByRole('button', { name: 'New connection' }).click();
    await picker.getByLabel('Connection name').fill(name);
    await picker.getByLabel('Store', { exact: true }).fill('https://www.example.com');
    const save = picker.getByRole('button', { name: 'Save and authorize' });
    await save.click();
    await picker
      .locator('#store-error')
      .getByText('This is not an address of BigCommerce.')
      .waitFor();
    expect(await picker.locator('#store').evaluate((field) => field.matches(':focus'))).to.equal(
      true,
    );
    await picker.getByLabel('Store', { exact: true }).fill('snowboots');
    await save.click();
    await picker.locator('#name-error').getByText('Another connection has this name.').waitFor();
    expect(await picker.locator('#name').getAttribute('aria-invalid')).to.equal('true');
    expect(await picker.locator('#store').getAttribute('aria-invalid')).to.equal('false');
  });

  it('gives an API account a new token, then has it selected', async () => {
    const { connections } = connector.service.deps;
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    const { id } = await connections.createApiAccount(
      {
        name: 'Old account',
        storeHash: 'snowboots',
        accessToken: 'invented-token',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      by,
    );
    await connections.disconnect(id, by);
    const { file, accessToken } = await connector.sandbox.apiAccount({
      storeHash: 'snowboots',
      scopes: ['store_v2_products_read_only'],
    });
    connector.keepSecret(accessToken);
    const picker = await openPopup(page, await session());
    await picker.getByRole('button', { name: 'Fix: Old account' }).click();
    await picker.getByRole('heading', { name: 'New access token for Old account' }).waitFor();
    const save = picker.getByRole('button', { name: 'Test and save' });
    await save.click();
    await picker.locator('#accessToken-error').getByText('Give the access token').waitFor();
    await expectAccessible(picker, 'the form for a token');
    await picker.getByLabel('Access token').fill(file);
    await save.click();
    await picker.getByRole('button', { name: 'Choose Old account' }).press('Enter');
    expect(await outcome(page)).to.have.nested.property('picked.connectionId', id);
  });
});
