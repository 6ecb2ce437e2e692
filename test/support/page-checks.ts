/** What every page of the console must be, as a browser sees it. */
import { AxeBuilder } from '@axe-core/playwright';
import { expect } from 'chai';
import type { Page } from 'playwright-core';

/** Those of axe that what is drawn by night can break. */
const rulesOfColours = ['color-contrast', 'link-in-text-block'];

/** axe finds nothing, by day and by night; the night has other colours and nothing else. */
export async function expectAccessible(page: Page, what: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    const axe = new AxeBuilder({ page });
    const { violations } = await (colorScheme === 'dark'
      ? axe.withRules(rulesOfColours)
      : axe
    ).analyze();
    const found = violations.flatMap(({ id, nodes }) =>
      nodes.map(({ target, failureSummary }) => `${id} ${target.join(' ')}: ${failureSummary}`),
    );
    expect(found, `${what}, ${colorScheme}`).to.deep.equal([]);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

/** Whatever is typed wrong is told by the server, in the page's language and with everything kept. */
export async function expectOwnWords(page: Page, what: string): Promise<void> {
  const judgedByBrowser = await page.evaluate<string[]>(`[...document.forms]
    .filter((form) => !form.noValidate)
    .flatMap((form) => [...form.elements])
    .filter(({ required, min, max, pattern, type }) =>
      required || min || max || pattern || ['email', 'url', 'number'].includes(type))
    .map(({ id, name }) => id || name)`);
  expect(judgedByBrowser, `${what}: fields that the browser judges`).to.deep.equal([]);
}

/** At 360 px nothing has to be scrolled sideways. */
export async function expectFitsPhone(page: Page, what: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const width = await page.evaluate<number>('document.documentElement.scrollWidth');
  expect(width, `${what}: width in px`).to.be.at.most(360);
  if (size) await page.setViewportSize(size);
}
