/** The console's lists with long names, and on a phone. */
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { expectFitsPhone } from '../support/page-checks.ts';
import { signInPage } from '../support/sign-in-page.ts';

const email = `${'somebody-with-a-long-address'.repeat(2)}@company-name.example`;
const by = { actor: { kind: 'user', id: 'us_example', email }, address: '203.0.113.77' } as const;
const draft = { iclientId: 'default', scopes: undefined, concurrency: { level: 5 } };

describe('the console’s lists', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;

  before(async () => {
    connector = await startConnector();
    const { connections } = connector.service.deps;
    const name = 'x'.repeat(100);
    await connections.create({ ...draft, name, storeHash: 'a1b2c3d4e5f6g7h8' }, by);
    const again = await connections.create({ ...draft, name: 'Short', storeHash: 'short' }, by);
    await connections.disconnect(again.id, by);
    browser = await openBrowser({ viewport: { width: 1300, height: 900 } });
    await signInPage(connector, browser.page, 'admin');
  });
  after(async () => {
    const { complaints } = browser;
    await browser.close();
    await connector.close();
    expect(complaints).to.deep.equal([]);
  });

  const open = (path: string) => browser.page.goto(`${connector.publicUrl}${path}`);
  const heightsOf = (selector: string) =>
    browser.page.evaluate<number[]>(
      `[...document.querySelectorAll('${selector}')].map((each) => each.getClientRects().length > 1 ? 999 : each.offsetHeight)`,
    );
  /** Words of one line that are cut show more than one line, or a word per line too many. */
  const linesOf = (selector: string) =>
    browser.page.evaluate<number[]>(`[...document.querySelectorAll('${selector}')].map((cell) => {
      const range = document.createRange()
      range.selectNodeContents(cell)
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top / 8))).size
    })`);

  it('keeps words of ours whole beside a long name', async () => {
    await open('/console/connections');
    for (const height of await heightsOf('.connections-table .badge'))
      expect(height).to.be.at.most(32);
    for (const column of ['Kind', 'Last used'])
      for (const lines of await linesOf(`td[data-label="${column}"]`))
        expect(lines, column).to.equal(1);
    const width = await browser.page.evaluate<number>('document.documentElement.scrollWidth');
    expect(width).to.be.at.most(1300);
  });

  it('shows a scope in few lines on a phone', async () => {
    const { page } = browser;
    const { connections } = connector.service.deps;
    const scopes = ['store_v2_orders', 'store_v2_products_read_only', 'store_v2_marketing'];
    const { id } = await connections.create(
      { ...draft, name: 'Scopes', storeHash: 's', scopes },
      by,
    );
    await page.setViewportSize({ width: 360, height: 740 });
    await open(`/console/connections/${id}`);
    const heights = await heightsOf('.scopes-table tbody tr');
    await page.setViewportSize({ width: 1300, height: 900 });
    expect(heights).to.have.length.at.least(3);
    for (const height of heights) expect(height).to.be.at.most(125);
  });

  it('keeps outcomes, IPv4 addresses and headings of events whole', async () => {
    await open('/console/events');
    for (const column of ['Outcome', 'From address'])
      for (const lines of await linesOf(`td[data-label="${column}"]`))
        expect(lines, column).to.equal(1);
    expect(new Set(await linesOf('.event-list thead th'))).to.deep.equal(new Set([1]));
  });

  for (const path of ['/console/connections', '/console/events'])
    it(`shows the search of ${path} on a phone, and its filters on demand`, async () => {
      const { page } = browser;
      await page.setViewportSize({ width: 360, height: 780 });
      await open(`${path}?iclient=default`);
      const filter = page.locator('form #iclient');
      expect(await filter.isVisible()).to.equal(false);
      const first = await page.locator('.table tbody tr').first().boundingBox();
      expect(first?.y).to.be.below(450);
      await page.locator('form summary', { hasText: '(1)' }).click();
      expect(await filter.isVisible()).to.equal(true);
      await expectFitsPhone(page, path);
      await page.setViewportSize({ width: 1300, height: 900 });
      await open(path);
      expect(await filter.isVisible()).to.equal(true);
      expect(await page.locator('form summary').isVisible()).to.equal(false);
    });

  it('folds the menu away on a phone', async () => {
    const { page } = browser;
    await page.setViewportSize({ width: 360, height: 780 });
    await open('/console/connections');
    const events = page.getByRole('link', { name: 'Events', exact: true }).first();
    expect(await events.isVisible()).to.equal(false);
    await page.locator('.top-menu > summary').click();
    await events.click();
    await page.waitForURL('**/console/events');
    await page.setViewportSize({ width: 1300, height: 900 });
  });

  it('has its menu open on a wide screen, for the keyboard too', async () => {
    const { page } = browser;
    await open('/console/connections');
    expect(await page.locator('.top-menu > summary').isVisible()).to.equal(false);
    const passed: string[] = [];
    for (let steps = 0; steps < 20 && passed.at(-1) !== '/console/account'; steps += 1) {
      await page.keyboard.press('Tab');
      passed.push(await page.evaluate<string>('document.activeElement.pathname ?? ""'));
    }
    expect(passed).to.include.members(['/console/events', '/console/users', '/console/account']);
  });

  it('leaves empty fields out of the address of a search', async () => {
    const { page } = browser;
    await open('/console/connections');
    await page.getByLabel('Search by name or store').fill('short');
    await page.getByLabel('Kind').selectOption('app');
    await page.getByRole('button', { name: 'Search', exact: true }).click();
    await page.waitForURL('**/console/connections?*');
    expect(new URL(page.url()).search).to.equal('?q=short&kind=app');
  });

  it('shows the whole copy button on a phone, in French too', async () => {
    const { page } = browser;
    const { users } = connector.service.deps;
    const [admin] = await users.list();
    await users.change(admin?.id ?? '', { language: 'fr' }, by);
    await page.setViewportSize({ width: 360, height: 780 });
    await open('/console/iclients/default');
    const buttons = page.locator('.copy button');
    expect(await buttons.count()).to.be.above(3);
    const cut =
      await page.evaluate<number>(`[...document.querySelectorAll('.copy button')].filter((button) => {
      const words = document.createRange()
      words.selectNode(button.firstChild)
      return words.getBoundingClientRect().right > button.getBoundingClientRect().right - 8
    }).length`);
    expect(cut).to.equal(0);
  });
});
