import { expect } from 'chai';
import { createVault } from '../../server/vault/vault.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { seedConnections, seeded } from '../support/seed-connections.ts';
import { signInPage } from '../support/sign-in-page.ts';

describe('a search among 100,000 connections', function () {
  this.timeout(300_000);
  let connector: Connector;
  let browser: TestBrowser;

  before(async () => {
    connector = await startConnector();
    const { redis, config } = connector.service.deps;
    await seedConnections({ redis, vault: createVault(config.encryptionKeys) }, 100_000);
    browser = await openBrowser();
    await signInPage(connector, browser.page, 'viewer');
  });
  after(async () => {
    const { complaints } = browser;
    await browser.close();
    // Looking through all of them for secrets would take longer than everything else here.
    await connector.service.deps.redis.flushall('ASYNC');
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  const one = seeded(12_347);
  const names = () => browser.page.locator('.connections-table tbody th a').allTextContents();
  const search = async (words: string) => {
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/connections`);
    await page.getByLabel('Search by name or store').fill(words);
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL((url) => url.searchParams.get('q') === words);
  };

  for (const [what, words] of [
    ['words of its name', `harbour ${one.name.slice(-6)}`],
    ['its store hash', one.storeHash],
    ['its domain', one.domain],
  ] as const) {
    it(`finds the one connection by ${what}`, async () => {
      await search(words);
      expect(await names()).to.deep.equal([one.name]);
    });
  }

  it('shows some of too many matches, says so, and what a search finds', async () => {
    const { page } = browser;
    await search('seed');
    await page.getByText('only the first 1,000 were looked at. These match.').waitFor();
    expect(await names()).to.have.lengthOf(50);
    await page.getByText('Finds beginnings of words').waitFor();
  });

  it('says that nothing matches, and leads back to all', async () => {
    const { page } = browser;
    await search('zeppelin');
    await page.getByRole('heading', { name: 'No connection matches' }).waitFor();
    await page.locator('.empty').getByRole('link', { name: 'Show all' }).click();
    await page.locator('.connections-table').waitFor();
    expect(await names()).to.have.lengthOf(50);
  });

  it('narrows by a filter and goes on to the next page and back to the first', async () => {
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/connections`);
    await page.getByLabel('Kind').selectOption({ label: 'API account' });
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL(/kind=api_account/);
    const first = await names();
    expect(first).to.have.lengthOf(50);

    await page.getByRole('link', { name: 'Next page' }).click();
    await page.waitForURL(/cursor=/);
    const second = await names();
    const kinds = await page.locator('.connections-table td[data-label="Kind"]').allTextContents();
    expect(new URL(page.url()).searchParams.get('kind')).to.equal('api_account');
    expect(new Set(kinds)).to.deep.equal(new Set(['API account']));
    expect(new Set([...first, ...second]).size).to.equal(100);

    await page.getByRole('link', { name: 'First page' }).click();
    await page.waitForURL((url) => !url.searchParams.has('cursor'));
    expect(await names()).to.deep.equal(first);
  });
});
