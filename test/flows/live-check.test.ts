/** The page of a check of callback URLs follows it, in a browser. */
import { expect } from 'chai';
import { checkOf } from '../../server/callback-tests/checks/check.ts';
import { createCallbackCheckRecords } from '../../server/callback-tests/checks/record.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('the page of a check that is under way', function () {
  this.timeout(60_000);
  let opened: ConsoleBrowser;
  before(async () => {
    opened = await openConsole('builder');
  });
  after(() => opened.close());

  it('shows each URL as it is checked, and then the outcome, without a reload', async () => {
    const { connector, browser } = opened;
    const { page } = browser;
    const records = createCallbackCheckRecords({ redis: connector.service.deps.redis });
    const targetOf = (kind: 'auth' | 'load', reason?: 'came_back' | 'connection_refused') => ({
      kind,
      url: `${connector.publicUrl}/${kind}`,
      whitelisted: false,
      checks: reason === undefined ? [] : [checkOf('round_trip', { reason })],
    });
    const check = await records.begin({
      id: `cc_${'a'.repeat(24)}`,
      iclientId: 'default',
      status: 'pending',
      startedAt: 0,
      targets: [targetOf('auth'), targetOf('load')],
    });
    await page.goto(`${connector.publicUrl}/console/iclients/default/callbacks/checks/${check.id}`);
    await page.getByText('The checks are under way').waitFor();
    await page.evaluate('globalThis.isSamePage = true');
    const [auth, load] = ['auth', 'load'].map((kind) =>
      page.locator(`[data-target="${connector.publicUrl}/${kind}"]`),
    );
    await records.save({ ...check, targets: [targetOf('auth', 'came_back'), targetOf('load')] });
    await auth?.getByText('Fine').first().waitFor();
    expect(await load?.getByText('Not checked yet').count()).to.equal(1);
    const targets = [targetOf('auth', 'came_back'), targetOf('load', 'connection_refused')];
    await records.save({ ...check, targets, status: 'done', finishedAt: Date.now() });
    await page.getByRole('heading', { name: 'Callbacks cannot arrive as they are' }).waitFor();
    await load?.getByText('Failed').first().waitFor();
    await page.getByRole('button', { name: 'Check again' }).waitFor();
    expect(await page.evaluate('globalThis.isSamePage')).to.equal(true);
    const order = '[...document.querySelectorAll("[data-target]")].map((one) => one.dataset.part)';
    expect(await page.evaluate(order), 'nothing moves').to.deep.equal(['target-0', 'target-1']);
    await expectAccessible(page, 'a check that was followed');
    await expectFitsPhone(page, 'a check that was followed');
  });
});
