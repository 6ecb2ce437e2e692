/** Somebody whose app spins forever finds out by the overview and the checks, in a browser. */
import { expect } from 'chai';
import { byOperator } from '../support/api-client.ts';
import { letMinutePass } from '../support/callback-checks.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

const overview = '/console/iclients/default/callbacks';
const long = `https://10.20.30.40/${'a-very-long-folder-without-a-space'.repeat(6)}/auth`;

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
    await page.getByRole('button', { name: 'Check the callback URLs' }).click();
    await page.getByRole('heading', { name: 'The callback URLs work, but not every' }).waitFor();
    await inspect('a check with failures');
    await page.getByRole('link', { name: 'Callback URLs' }).click();
    const entry = page.getByRole('listitem').filter({ hasText: long });
    await entry.getByText('Failed').waitFor();
    await entry.getByText('It is at a private address').waitFor();
    await page.getByText('Checks can begin once a minute').waitFor();
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
    await letMinutePass(connector);
    await page.getByRole('button', { name: 'Vérifier les URL de rappel' }).click();
    await page.getByRole('heading', { name: 'Les URL de rappel fonctionnent, mais' }).waitFor();
    await inspect('une vérification qui échoue en partie');
  });
});
