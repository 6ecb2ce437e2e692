import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { install } from '../support/journeys.ts';

const buttons = [
  '.page-header .button-primary',
  '.search-line .button',
  '.menu > summary',
  '.menu a.button-quiet',
  '.menu button.button-quiet',
];

describe('buttons under the pointer', function () {
  this.timeout(60_000);
  let console: ConsoleBrowser;
  before(async () => {
    console = await openConsole('builder');
    await install(console.connector);
  });
  after(() => console.close());

  for (const colorScheme of ['light', 'dark'] as const)
    it(`can be read: ${colorScheme}`, async () => {
      const { page } = console.browser;
      await page.emulateMedia({ colorScheme });
      await page.goto(`${console.connector.publicUrl}/console/connections`);
      await page.locator('.menu > summary').first().click();
      for (const selector of buttons) {
        await page.locator(selector).first().hover({ timeout: 5_000 });
        const axe = new AxeBuilder({ page }).withRules(['color-contrast']).include(selector);
        const { violations, passes } = await axe.analyze();
        const found = violations.flatMap(({ nodes }) => nodes.map((node) => node.failureSummary));
        expect(found, selector).to.deep.equal([]);
        expect(passes, `${selector} was looked at`).to.have.length(1);
      }
    });
});
