import { expect } from 'chai';
import type { TestBrowser } from '../support/browser.ts';
import { type Connector, defaultApp, scopes } from '../support/connector.ts';
import { openConsole } from '../support/console-browser.ts';
import { storeHash } from '../support/journeys.ts';

describe('a connection whose token has died', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let close: () => Promise<void>;

  beforeEach(async () => {
    ({ connector, browser, close } = await openConsole('builder'));
  });
  afterEach(() => close());

  const allowIn = async (button: string) => {
    const { page } = browser;
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: button, exact: true }).click(),
    ]);
    await popup.waitForURL(/\/oauth2\/authorize/);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await page.waitForURL(/notice=authorized/);
  };
  const token = async () =>
    (await connector.sandbox.state()).installs.find((one) => one.storeHash === storeHash)?.token;

  it('says so when it is tested, and works again once it is authorized in the popup', async () => {
    const { page } = browser;
    const { connections } = connector.service.deps;
    await page.goto(`${connector.publicUrl}/console/connections/new/app`);
    await page.getByLabel('Connection name').fill('Boots');
    await page.getByRole('textbox', { name: 'Store' }).fill(storeHash);
    await allowIn('Save & authorize');
    const path = new URL(page.url()).pathname;
    const id = path.split('/').at(-1) ?? '';
    expect((await connections.find(id))?.status).to.equal('connected');
    const firstToken = (await token()) ?? '';
    connector.keepSecret(firstToken);

    await connector.sandbox.addApp({
      ...defaultApp(connector.publicUrl),
      scopes: [...scopes, 'store_v2_customers_read_only'],
    });
    await page.getByRole('button', { name: 'Test now' }).click();
    await page.getByText('BigCommerce refuses the token of this connection.').waitFor();
    await page.getByText('Needs authorization again', { exact: true }).waitFor();
    expect((await connections.find(id))?.status).to.equal('needs_reauthorization');

    await allowIn('Reauthorize');
    await page.getByText('Connected', { exact: true }).waitFor();
    expect(new URL(page.url()).pathname).to.equal(path);
    expect((await connections.find(id))?.status).to.equal('connected');
    expect(await token()).not.to.equal(firstToken);
    await page.getByRole('button', { name: 'Test now' }).click();
    await page.getByText('The test went well').waitFor();
    expect(await page.getByText('The last failure').count()).to.equal(0);
    const dates = await page.locator('[aria-labelledby="dates-title"]').innerText();
    expect(dates).to.match(/Last failed\s+(?!Never)\S/);
  });

  it('is authorized from its row in the list', async () => {
    const { page } = browser;
    const { connections } = connector.service.deps;
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    const draft = { iclientId: 'default', scopes: undefined, concurrency: { level: 1 } };
    const { id } = await connections.create({ ...draft, name: 'Boots', storeHash }, by);
    await page.goto(`${connector.publicUrl}/console/connections`);
    await page.locator('summary', { hasText: 'Actions for Boots' }).click();
    await allowIn('Authorize');
    expect(new URL(page.url()).pathname).to.equal(`/console/connections/${id}`);
    expect((await connections.find(id))?.status).to.equal('connected');
  });
});
