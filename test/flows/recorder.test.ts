import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { signedPayload } from '../support/journeys.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';
import { recorderPath } from '../support/recorder.ts';

describe('a builder who watches callbacks arrive', function () {
  this.timeout(60_000);
  let console: ConsoleBrowser;
  before(async () => {
    console = await openConsole('builder');
  });
  after(() => console.close());

  const open = async (query = ''): Promise<Page> => {
    const page = await console.browser.context.newPage();
    const stream = page.waitForResponse(/[/]recorder[/]stream/);
    await page.goto(`${console.connector.publicUrl}${recorderPath}${query}`);
    await stream;
    return page;
  };
  const inspect = async (page: Page, what: string) => {
    await expectAccessible(page, what);
    await expectFitsPhone(page, what);
  };
  const refuse = async (path: string) => {
    const answer = await fetch(`${console.connector.publicUrl}${path}`);
    expect(answer.status).to.be.within(400, 499);
  };

  it('sees them live in two tabs, and shares one', async () => {
    const { connector, browser } = console;
    const one = await open();
    const two = await open('?kind=load');
    await inspect(one, 'the recorder that is off');
    await one.getByRole('button', { name: 'Record for 24 hours' }).click();
    await one.getByText('Callbacks are recorded from now on').waitFor();
    await two.getByRole('heading', { name: 'Recording', exact: true }).waitFor();
    await one.getByText('No callback has arrived yet.').waitFor();
    for (const tab of [one, two])
      await tab.getByText('New callbacks appear here by themselves.').waitFor();

    const forged = await signedPayload(connector, {
      secret: 'canary-secret-of-another-app-in-use',
    });
    await refuse(`/load?signed_payload_jwt=${forged}`);
    for (const tab of [one, two])
      await tab.getByRole('row').filter({ hasText: 'Load' }).getByText('Refused').waitFor();
    await refuse('/auth');
    await one.getByRole('row').filter({ hasText: 'Auth' }).waitFor();
    await refuse('/load');
    for (const [tab, rows] of [
      [one, ['Load', 'Auth', 'Load']],
      [two, ['Load', 'Load']],
    ] as const) {
      await tab.getByText('Opened by hand').first().waitFor();
      const shown = tab.locator('tbody tr th');
      await shown.nth(rows.length - 1).waitFor();
      expect(await shown.allInnerTexts()).to.deep.equal(rows);
    }
    await inspect(one, 'the recorder with callbacks');

    await two.getByRole('link', { name: 'Load' }).last().click();
    await two.getByRole('heading', { name: 'Load callback Refused' }).waitFor();
    const check = two.getByRole('listitem').filter({ hasText: 'signed with the client secret' });
    await check.getByText('Failed').waitFor();
    await inspect(two, 'one callback');
    const address = await two.getByLabel('Address of this page').first().inputValue();
    expect(address).to.equal(two.url());
    await browser.page.goto(address);
    await browser.page.getByRole('heading', { name: 'Load callback Refused' }).waitFor();
  });

  it('is told that the service cannot be heard, and hears of what came meanwhile', async () => {
    const { callbackRecords } = console.connector.service.deps;
    await callbackRecords.switchOn('default', { actor: { kind: 'operator' }, address: '' });
    const page = await console.browser.context.newPage();
    const unavailable = { status: 503, contentType: 'text/html', body: '' };
    await page.route('**/recorder/stream?*', (route) => route.fulfill(unavailable), { times: 1 });
    await page.goto(`${console.connector.publicUrl}${recorderPath}`);
    await page.getByText('The connection to the service was lost.').waitFor();
    await refuse('/uninstall');
    await page.getByRole('row').filter({ hasText: 'Uninstall' }).waitFor();
  });
});
