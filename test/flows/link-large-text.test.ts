/** The pages of a link with words of twice the size, on a phone. */
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { makeLink } from '../support/link-visit.ts';

describe('the pages of a link with words of twice the size, on a phone', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  before(async () => {
    connector = await startConnector();
    browser = await openBrowser({ viewport: { width: 360, height: 740 } });
  });
  after(async () => {
    await browser.close();
    await connector.close();
    expect(browser.complaints).to.deep.equal([]);
  });

  for (const locale of ['en', 'fr'] as const)
    it(`need no scrolling sideways in ${locale}`, async () => {
      const { page } = browser;
      await browser.context.clearCookies();
      const link = await makeLink(connector, { locale });
      const wide: string[] = [];
      const check = async (what: string) => {
        await page.evaluate('document.documentElement.style.fontSize = "200%"');
        for (const folded of await page.locator('details').all())
          await folded.evaluate('(details) => { details.open = true; }');
        const width = await page.evaluate<number>('document.documentElement.scrollWidth');
        if (width > 360) wide.push(`${what} ${width}: ${await page.evaluate<string>(widest)}`);
      };
      const open = (step: string) => page.goto(`${connector.publicUrl}/link/${link.id}/${step}`);
      await page.goto(`${connector.publicUrl}${link.url}`);
      await check('access');
      await page.locator('main button[type=submit]').click();
      await page.waitForURL('**/way');
      await check('way');
      for (const [way, step] of [
        ['app', 'app'],
        ['api_account', 'api-account'],
      ]) {
        await open('way');
        await page.locator(`button[value=${way}]`).click();
        await page.waitForURL(`**/${step}`);
        await check(String(step));
      }
      await open('leave');
      await check('leave');
      await page.locator('main button[type=submit]').click();
      await page.waitForURL('**/done');
      await check('done');
      await page.goto(`${connector.publicUrl}/link/made-up`);
      await check('failure');
      expect(wide).to.deep.equal([]);
    });
});

/** What sticks out. */
const widest = `[...document.querySelectorAll('body *')]
  .filter((each) => each.getBoundingClientRect().right > 361)
  .map((each) => each.tagName + '.' + each.className + '#' + each.id + ' ' + each.textContent.trim().slice(0, 20))
  .join(' | ')`;
