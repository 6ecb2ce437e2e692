import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { expectFitsPhone } from '../support/page-checks.ts';

describe('the documentation of the API', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    await browser.page.goto(`${connector.publicUrl}/api/docs`);
  });
  after(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  it('is for everybody, by day and by night', async () => {
    for (const colorScheme of ['light', 'dark'] as const) {
      await browser.page.emulateMedia({ colorScheme });
      // All endpoints are drawn alike, and axe takes a minute for all of them.
      const axe = new AxeBuilder({ page: browser.page });
      for (const part of ['.docs-nav', '.docs-main > header', '#deleteConnection', '#schema-Event'])
        axe.include(part);
      const { violations } = await axe.analyze();
      expect(violations.map(({ id, nodes }) => [id, nodes.map(({ html }) => html)])).to.deep.equal(
        [],
      );
    }
  });

  it('fits a phone', () => expectFitsPhone(browser.page, '/api/docs'));

  it('leads to an endpoint and on to its schema by keyboard', async () => {
    const { page } = browser;
    await page.getByRole('link', { name: 'Saves a connection' }).focus();
    await page.keyboard.press('Enter');
    await page.waitForURL('**/api/docs#createConnection');
    const article = page.locator('#createConnection');
    expect(await article.textContent())
      .to.include('connections:write')
      .and.include('curl -X POST');
    await article.getByRole('link', { name: 'NewConnection', exact: true }).press('Enter');
    await page.waitForURL('**/api/docs#schema-NewConnection');
  });
});
