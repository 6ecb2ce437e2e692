/** A tab with the recorder, after there is nothing more to hear for it. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { byOperator } from '../support/api-client.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';
import { recorderPath } from '../support/recorder.ts';

describe('a tab with the recorder', function () {
  this.timeout(60_000);
  let console: ConsoleBrowser;
  beforeEach(async () => {
    console = await openConsole('admin');
  });
  afterEach(async () => {
    // Chromium complains of a stream that is answered by a page.
    const { complaints } = console.browser;
    complaints.splice(0, complaints.length, ...complaints.filter((text) => !/MIME/.test(text)));
    await console.close();
  });

  const open = async (path: string): Promise<Page> => {
    const { page } = console.browser;
    await page.clock.install();
    const stream = page.waitForResponse(/[/]recorder[/]stream/);
    await page.goto(`${console.connector.publicUrl}${path}`);
    await stream;
    return page;
  };

  it('says that its user was signed out elsewhere, leads to the sign-in, and asks no more', async () => {
    const { connector } = console;
    const { users, callbackRecords } = connector.service.deps;
    await callbackRecords.switchOn('default', byOperator);
    const path = `${recorderPath}?kind=load`;
    const page = await open(path);
    await page.getByText('New callbacks appear here by themselves.').waitFor();
    const asked: string[] = [];
    const [{ id } = { id: '' }] = await users.list();
    await users.signOutEverywhere(id, byOperator);
    await fetch(`${connector.publicUrl}/load`);
    await page.getByText('You were signed out').waitFor();
    page.on('request', (request) => asked.push(request.url()));
    await page.clock.runFor(30_000);
    await page.evaluate('dispatchEvent(new Event("pageshow"))');
    await page.clock.runFor(30_000);
    expect(asked).to.deep.equal([]);
    await expectAccessible(page, 'the recorder of who was signed out');
    await expectFitsPhone(page, 'the recorder of who was signed out');
    await page.getByRole('link', { name: 'Sign in again' }).click();
    await page.waitForURL(/sign-in/);
    expect(new URL(page.url()).searchParams.get('next')).to.equal(path);
  });

  it('shows that the iClient is gone, once it is', async () => {
    const { iclients, callbackRecords } = console.connector.service.deps;
    const { id } = await iclients.create(
      {
        name: 'Short-lived',
        clientId: 'shortlivedclientid',
        accountUuid: undefined,
        scopes: [],
        clientSecret: 'canary-client-secret-of-a-short-life',
      },
      byOperator,
    );
    await callbackRecords.switchOn(id, byOperator);
    const page = await open(`/console/iclients/${id}/callbacks/recorder`);
    await page.getByText('New callbacks appear here by themselves.').waitFor();
    await iclients.delete(id, byOperator);
    await page.getByRole('heading', { name: 'There is no such iClient' }).waitFor();
  });
});
