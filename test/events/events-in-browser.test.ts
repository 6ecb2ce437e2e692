import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpEvent } from '../support/event-trail.ts';
import { install } from '../support/journeys.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('the events page in a browser', () => {
  let connector: Connector;
  let browser: TestBrowser;
  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    await install(connector);
    const long = 'An-example-name-without-a-single-space-that-is-longer-than-any-phone-is-wide';
    await addEvents(connector, [
      madeUpEvent({ kind: 'connection.renamed', connectionId: 'cn_0', name: long }),
      madeUpEvent({
        kind: 'connection.authorization_failed',
        reason: 'consent_denied',
        address: '2001:db8:1111:2222:3333:4444:5555:6666',
      }),
    ]);
    await signInWithLink();
  });
  after(async () => {
    await browser.close();
    await connector.close();
  });

  async function signInWithLink(): Promise<void> {
    const { users } = connector.service.deps;
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    const draft = { email: 'viewer@example.com', name: 'Example viewer', role: 'viewer' } as const;
    const { id } = await users.ensure(draft, by);
    await browser.page.goto(
      `${connector.publicUrl}/sign-in/link?token=${await users.makeSignInLink(id)}`,
    );
    await browser.page.waitForURL(/\/console\//);
  }

  it('has nothing that axe complains about, and fits a phone', async () => {
    const { page, complaints } = browser;
    for (const query of ['', '?kind=connection&from=wrong', '?actor=nobody']) {
      await page.goto(`${connector.publicUrl}/console/events${query}`);
      await expectAccessible(page, `the events${query}`);
      await expectFitsPhone(page, `the events${query}`);
    }
    expect(complaints).to.deep.equal([]);
  });

  it('narrows by its filters and keeps them in the address', async () => {
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/events`);
    await page.getByLabel('Connection', { exact: false }).first().fill('snowboots');
    await page.getByLabel('What happened').selectOption('connection.installed');
    await page.getByRole('button', { name: 'Show', exact: true }).click();
    await page.waitForURL(/connection=snowboots&.*kind=connection\.installed/);
    expect(await page.locator('tbody tr').count()).to.equal(1);
    const download = page.waitForEvent('download');
    await page.getByRole('link', { name: 'As CSV' }).click();
    expect((await download).suggestedFilename()).to.equal('events.csv');
  });
});
