/** Checks and simulated installs as they happen, while something on the way is slow. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('a builder who watches callbacks that take their time', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let front: Tunnel;
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;
  before(async () => {
    front = ends.later(await startTunnel(), ({ close }) => close());
    const env = { PUBLIC_URL: `http://${front.host}` };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    front.leadTo(connector.service.address);
    browser = ends.later(await openBrowser(), ({ close }) => close());
    page = browser.page;
    await signInPage(connector, page, 'builder');
  });
  after(() => ends.all());

  const step = (name: string) => page.locator(`#step-${name}`);

  /** Holds callbacks to load back, until it is called. */
  const holdLoad = (): (() => void) => {
    let letThrough = () => {};
    const held = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    front.behave({
      before: ({ path }) => (path.startsWith('/load?') ? held : Promise.resolve()),
    });
    return letThrough;
  };

  it('sees which step of a simulated install runs, what came before it and what waits', async () => {
    const letThrough = holdLoad();
    await page.goto(`${connector.publicUrl}/console/iclients/default/callbacks`);
    await page.getByRole('button', { name: 'Simulate an install' }).click();
    await step('load').getByText('Running').waitFor();
    await step('auth').getByText('Fine', { exact: true }).first().waitFor();
    await step('auth_used_code').getByText('Refused, as it must be').first().waitFor();
    await step('load_bad_signature').getByText('Waiting').waitFor();
    expect(await page.getByRole('heading', { name: 'The way to here' }).count()).to.equal(0);
    letThrough();
    await step('load').getByText('Fine', { exact: true }).first().waitFor();
    await page.getByRole('heading', { name: 'The way to here and this service work' }).waitFor();
    await step('load_after_uninstall').getByText('Refused, as it must be').first().waitFor();
    expect(browser.complaints).to.deep.equal([]);
  });

  it('sees a check go on after the service could not be heard for a moment', async () => {
    const letThrough = holdLoad();
    await page.goto(`${connector.publicUrl}/console/iclients/default/callbacks`);
    await page.getByRole('button', { name: 'Check the callback URLs' }).click();
    await page.getByText('The checks are under way').waitFor();
    const load = page.locator('[data-target$="/load"]');
    await load.getByText('Not checked yet').waitFor();
    await page.route('**/checks/*', (route) => route.abort(), { times: 1 });
    await page.getByText('The connection to the service was lost.').waitFor();
    letThrough();
    await page.getByRole('heading', { name: 'The callback URLs work' }).waitFor();
    await load.getByText('Round trip').waitFor();
    await page.getByRole('heading', { name: 'What to do' }).waitFor();
    const { complaints } = browser;
    expect(complaints.filter((text) => !/ERR_FAILED/.test(text))).to.deep.equal([]);
  });
});
