import { expect } from 'chai';
import type { Page } from 'playwright-core';
import {
  createSimulatedInstallRecords,
  type SimulatedInstallRecords,
} from '../../server/callback-tests/simulation/record.ts';
import type { SimulatedInstall } from '../../server/callback-tests/simulation/simulated-install.ts';
import { apiClient } from '../support/api-client.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';
import { forgetRecent, simulateInstall } from '../support/simulated-installs.ts';

const overview = '/console/iclients/default/callbacks';

describe('a builder who simulates an install', function () {
  this.timeout(90_000);
  let console: ConsoleBrowser;
  let records: SimulatedInstallRecords;
  let page: Page;
  /** One that is done. */
  let found: SimulatedInstall;
  before(async () => {
    console = await openConsole('builder');
    records = createSimulatedInstallRecords({ redis: console.connector.service.deps.redis });
    page = console.browser.page;
    const { id } = await simulateInstall(console.connector, await apiClient(console.connector));
    const install = await records.find('default', id);
    if (!install) throw new Error('No install was simulated.');
    found = install;
  });
  beforeEach(() => forgetRecent(console.connector));
  after(() => console.close());

  const step = (tab: Page, name: string) => tab.locator(`#step-${name}`);
  const inspect = async (what: string) => {
    await expectAccessible(page, what);
    await expectFitsPhone(page, what);
  };
  /** One that is under way, with nothing told so far. */
  const begin = async (digit: string): Promise<SimulatedInstall> => {
    const { finishedAt: _, ...begun } = found;
    return records.begin({ ...begun, id: `si_${digit.repeat(24)}`, status: 'pending' });
  };

  it('is told that the way to here works, and may look at each step', async () => {
    await page.goto(`${console.connector.publicUrl}${overview}`);
    await page.getByRole('button', { name: 'Simulate an install' }).click();
    await page.waitForURL(/[/]simulations[/]si_/);
    await page.getByRole('heading', { name: 'The way to here and this service work' }).waitFor();
    await page.getByRole('button', { name: 'Simulate again' }).waitFor();
    await step(page, 'auth').locator('summary').click();
    await step(page, 'auth').getByText('BigCommerce exchanges the code for a token').waitFor();
    await inspect('the steps once they are done');
    await page.goto(`${console.connector.publicUrl}${overview}`);
    await page.getByRole('link', { name: 'Open its steps' }).waitFor();
    await inspect('the overview');
  });

  it('sees its steps come one by one, in two tabs, whichever process runs it', async () => {
    const { steps } = found;
    const pending = await begin('a');
    /** As a run saves it, with so many steps done and the next one running. */
    const save = (done: number) =>
      records.save({
        ...pending,
        steps: steps.map(({ name, kind, ...step }, index) =>
          index < done
            ? { name, kind, ...step }
            : {
                name,
                kind,
                progress: index === done ? 'running' : 'waiting',
                detail: '',
                checks: [],
              },
        ),
      });
    await save(1);
    const other = await console.browser.context.newPage();
    for (const tab of [other, page]) {
      await tab.goto(`${console.connector.publicUrl}${overview}/simulations/${pending.id}`);
      await step(tab, 'auth').getByText('Fine').first().waitFor();
      await step(tab, 'auth_used_code').getByText('Running').waitFor();
      await step(tab, 'load').getByText('Waiting').waitFor();
    }
    await step(page, 'auth').locator('summary').press('Enter');
    await page.evaluate(`globalThis.told = 0;
      new MutationObserver(() => (told += 1))
        .observe(document.querySelector('[aria-live]'), { childList: true, subtree: true })`);
    await save(3);
    for (const tab of [page, other]) {
      await step(tab, 'auth_used_code').getByText('Refused, as it must be').first().waitFor();
      await step(tab, 'load_bad_signature').getByText('Running').waitFor();
    }
    await save(3);
    await inspect('the steps while they run');

    await records.save({ ...pending, steps, status: 'done', finishedAt: found.finishedAt });
    for (const tab of [page, other]) {
      const told = tab.locator('[aria-live="polite"]');
      await told.getByText('The way to here and this service work').waitFor();
      await step(tab, 'uninstall').getByText('Fine').first().waitFor();
    }
    expect(await step(page, 'auth').getByText('What arrived here').isVisible(), 'open').to.equal(
      true,
    );
    expect(await page.evaluate<number>('told'), 'how often it was read out').to.equal(1);
    const focused = await page.evaluate<string>("document.activeElement.closest('li')?.id");
    expect(focused).to.equal('step-auth');
    await other.close();
  });

  it('is told that the service cannot be heard, or that somebody signed them out', async () => {
    const pending = await begin('b');
    const unavailable = { status: 503, contentType: 'text/html', body: '' };
    await page.goto(`${console.connector.publicUrl}${overview}/simulations/${pending.id}`);
    await page.route('**/simulations/*', (route) => route.fulfill(unavailable), { times: 1 });
    await page.getByText('The connection to the service was lost.').waitFor();
    await page.getByText('The connection to the service was lost.').waitFor({ state: 'detached' });
    await console.browser.context.clearCookies();
    await page.getByText('You were signed out').waitFor();
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.waitForURL(/[/]sign-in[?]next=/);
  });
});
