/** Somebody whose app spins forever finds out by the overview and the checks, in a browser. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { byOperator } from '../support/api-client.ts';
import { letNextCheckBegin } from '../support/callback-checks.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

const overview = '/console/iclients/default/callbacks';
const long = `https://10.20.30.40/${'a-very-long-folder-without-a-space'.repeat(6)}/auth`;

/** On a phone it is seen without scrolling. */
async function expectAtHand(page: Page, button: string): Promise<void> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 360, height: 740 });
  const box = await page.getByRole('button', { name: button }).boundingBox();
  expect((box?.y ?? Number.NaN) + (box?.height ?? Number.NaN), 'px down').to.be.at.most(740);
  if (size) await page.setViewportSize(size);
}

describe('the callback URLs of an iClient in a browser', function () {
  this.timeout(60_000);
  let opened: ConsoleBrowser;
  before(async () => {
    opened = await openConsole('builder');
    const whitelist = [long, 'https://callbacks.invalid/auth'];
    await opened.connector.service.deps.iclients.change('default', { whitelist }, byOperator);
  });
  after(() => opened.close());

  const inspect = async (what: string) => {
    const { page } = opened.browser;
    await expectAccessible(page, what);
    await expectFitsPhone(page, what);
  };

  it('are found by “spins forever”, checked, and shown with what decided', async () => {
    const { connector, browser } = opened;
    const { page } = browser;
    await page.goto(`${connector.publicUrl}${overview}`);
    await page.getByText('spins forever').first().waitFor();
    expect(await page.getByText('Not checked yet').count()).to.equal(6);
    await inspect('the overview before a check');
    await expectAtHand(page, 'Check the callback URLs');
    await page.getByRole('button', { name: 'Check the callback URLs' }).click();
    await page.getByRole('heading', { name: 'The callback URLs work, but not every' }).waitFor();
    await inspect('a check with failures');
    await page.getByRole('link', { name: 'Callback URLs' }).click();
    const entry = page.getByRole('listitem').filter({ hasText: long });
    await entry.getByText('Failed').waitFor();
    await entry.getByText('It is at a private address').waitFor();
    await page.getByText('Checks begin fifteen seconds apart').waitFor();
    await inspect('the overview after a check');
    await page.getByRole('button', { name: 'Check the callback URLs' }).click();
    await page.getByText('These callback URLs were checked a moment ago').waitFor();
    await inspect('a check too soon');
  });

  it('are shown in French, too', async () => {
    const { connector, browser } = opened;
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/account`);
    await page.getByLabel('Language').selectOption('fr');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('link', { name: 'Connexions', exact: true }).waitFor();
    await page.goto(`${connector.publicUrl}${overview}`);
    await page.getByText('charge sans fin').first().waitFor();
    await inspect('les URL de rappel vérifiées');
    await letNextCheckBegin(connector);
    await page.getByRole('button', { name: 'Vérifier les URL de rappel' }).click();
    await page.getByRole('heading', { name: 'Les URL de rappel fonctionnent, mais' }).waitFor();
    await inspect('une vérification qui échoue en partie');
  });
});
