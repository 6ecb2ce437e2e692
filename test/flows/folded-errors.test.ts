import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { storeHash } from '../support/journeys.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const wrongLevel = 'Give a whole number from 1 to 25.';

describe('what is wrong in a part that is folded away', function () {
  this.timeout(60_000);
  let console: ConsoleBrowser;
  let page: Page;

  before(async () => {
    console = await openConsole('builder');
    page = console.browser.page;
  });
  after(() => console.close());

  const open = (path: string) =>
    page.goto(`${console.connector.publicUrl}/console/connections/${path}`);
  const level = () => page.getByLabel('Concurrency level');
  const advanced = () => page.getByText('Advanced', { exact: true });
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const saved = (name: string) => console.connector.service.deps.connections.findByName(name);
  const account = (name: string, accessToken = 'any-token') =>
    console.connector.service.deps.connections.createApiAccount(
      { name, storeHash, accessToken, scopes: undefined, concurrency: { level: 9 } },
      by,
    );

  const typeFolded = async (name: string, typed: string) => {
    await page.getByLabel('Connection name').fill(name);
    await page.getByRole('textbox', { name: 'Store', exact: true }).fill(storeHash);
    await advanced().click();
    await level().fill(typed);
    await advanced().click();
    await level().waitFor({ state: 'hidden' });
  };
  const expectTold = async (typed: string) => {
    await page.locator('#level-error').getByText(wrongLevel).waitFor();
    expect(await page.evaluate('document.activeElement.id')).to.equal('level');
    expect(await level().inputValue()).to.equal(typed);
  };

  for (const button of ['Save & authorize', 'Save without authorizing'])
    it(`is told and unfolded by “${button}”, without a window`, async () => {
      await open('new/app');
      const popups: unknown[] = [];
      const count = (popup: unknown) => popups.push(popup);
      page.on('popup', count);
      await typeFolded('Folded', '99');
      await press(button);
      await expectTold('99');
      page.off('popup', count);
      expect(popups).to.have.length(0);
      expect(await page.getByLabel('Connection name').inputValue()).to.equal('Folded');
    });

  it('is told where nothing leaves the page, and the token stays', async () => {
    await open('new/api-account');
    await typeFolded('Folded account', 'many');
    await page.getByLabel('Access token').fill('canary-token-of-folded');
    console.connector.keepSecret('canary-token-of-folded');
    await press('Test and save');
    await expectTold('many');
    expect(await page.getByLabel('Access token').inputValue()).to.equal('canary-token-of-folded');
  });

  it('is told in our words when a connection is changed', async () => {
    const { id } = await account('Changed level');
    await open(`${id}/edit`);
    await level().fill('99');
    await press('Save');
    await page.locator('#level-error').getByText(wrongLevel).waitFor();
  });

  it('does not matter once somebody lends', async () => {
    const { id: borrowFrom } = await account('Lends to the folded');
    await open('new/app');
    await typeFolded('Borrows after all', '99');
    await advanced().click();
    await page.getByRole('textbox', { name: 'Store', exact: true }).blur();
    await page.getByLabel('Borrow concurrency from').selectOption('Lends to the folded');
    await press('Save without authorizing');
    await page.getByRole('heading', { name: 'Borrows after all', exact: true }).waitFor();
    expect((await saved('Borrows after all'))?.concurrency).to.deep.equal({ borrowFrom });
  });
});
