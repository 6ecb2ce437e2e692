/** An admin makes an API key for one connection, in a browser. */
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('making an API key in a browser', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  beforeEach(async () => {
    connector = await startConnector();
    browser = await openBrowser();
  });
  afterEach(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  it('finds its connections by part of their name, and shows the key once', async () => {
    const { apiKeys, connections, users } = connector.service.deps;
    const admin = { email: 'admin@example.com', name: 'Example admin', role: 'admin' } as const;
    const { id } = await users.ensure(admin, by);
    const draft = { iclientId: 'default', scopes: undefined, concurrency: { level: 5 } };
    const boots = { ...draft, name: 'Alpine Boots', storeHash: 'boots' };
    const saved = await connections.create(boots, by);
    await connections.create({ ...draft, name: 'Fern', storeHash: 'fern' }, by);
    const { page } = browser;
    const open = (path: string) => page.goto(`${connector.publicUrl}${path}`);
    await open(`/sign-in/link?token=${await users.makeSignInLink(id)}`);
    await page.waitForURL('**/console/connections');

    await page.getByRole('link', { name: 'API keys' }).click();
    await page.getByRole('link', { name: 'Make an API key' }).click();
    await page.getByLabel('Name', { exact: true }).fill('Order export');
    await page.getByLabel('Read from stores').check();
    expect(await page.locator('#connections').isVisible(), 'while all are chosen').to.equal(false);
    await page.getByLabel('Only these').check();
    await page.locator('#find').fill('boo');
    await page.locator('#found option[value="Alpine Boots"]').waitFor({ state: 'attached' });
    await page.locator('#find').fill('Alpine Boots');
    await page.keyboard.press('Enter');
    expect(await page.locator('#connections').inputValue()).to.equal('Alpine Boots\n');
    await page.getByRole('button', { name: 'Make the key' }).click();

    const shown = page.locator('#copy-api-key');
    await shown.waitFor();
    const key = await shown.inputValue();
    const apiKey = await apiKeys.findByKey(key);
    expect(apiKey?.connectionIds).to.deep.equal([saved.id]);
    expect(page.url(), 'no key in an address').not.to.include(key);

    await page.reload();
    await page.getByText('No second key was made').waitFor();
    expect(await page.content()).not.to.include(key);
    await page.goBack();
    expect(await page.content(), 'nor by going back').not.to.include(key);
    expect(await apiKeys.list()).to.have.length(1);

    await open('/console/api-keys');
    await page.getByRole('link', { name: /^Revoke.*Order export/ }).click();
    await page.getByRole('button', { name: 'Revoke the key' }).click();
    await page.getByText('The API key was revoked.').waitFor();
    expect(await apiKeys.findByKey(key)).to.equal(undefined);
  });
});
