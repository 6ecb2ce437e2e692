/** Other sites get nothing from the picker, and cannot pose as it. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import {
  type BuilderPage,
  openPicker,
  openPopup,
  outcome,
  serveBuilderPage,
} from '../support/builder-page.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';
import { until } from '../support/until.ts';

const forged = `{ connectorPicker: 'chosen',
  connection: { connectionId: 'cn_forged', name: 'Forged', storeHash: 'forged' } }`;

describe('the picker and other sites', function () {
  this.timeout(60_000);
  let connector: Connector;
  let builder: BuilderPage;
  let foreign: BuilderPage;
  let browser: TestBrowser;
  let page: Page;
  let key: string;

  before(async () => {
    connector = await startConnector();
    builder = await serveBuilderPage(connector);
    foreign = await serveBuilderPage(connector);
    browser = await openBrowser();
    page = browser.page;
    ({ key } = await makeKey(connector));
    await connected(connector, 'snowboots');
  });
  after(async () => {
    await browser.close();
    await builder.close();
    await foreign.close();
    await connector.close();
  });
  beforeEach(() => {
    browser.complaints.length = 0;
  });

  const session = () => openSession(connector, key, { origin: builder.origin });
  const choose = 'Choose snowboots';

  it('tell nothing to a foreign page that opened it with a session that is not its own', async () => {
    const { token } = await session();
    await page.goto(foreign.origin);
    await page.evaluate('window.heard = []; onmessage = ({ data }) => heard.push(data)');
    const popup = await openPopup(page, token);
    await popup.getByRole('button', { name: choose }).click();
    await popup.getByText('snowboots was chosen.').waitFor();
    await page.evaluate('new Promise((resolve) => { onfocus = resolve; setTimeout(resolve) })');
    expect(await page.evaluate('heard')).to.deep.equal([]);
    await popup.close();
    expect(await outcome(page)).to.deep.equal({ name: 'PickerError', reason: 'closed' });
  });

  it('show nothing in a foreign page’s frame', async () => {
    const { token } = await session();
    await page.goto(foreign.origin);
    await page.evaluate('window.heard = []; onmessage = ({ data }) => heard.push(data)');
    await openPicker(page, token, { mode: 'iframe' });
    await until('the browser has refused the frame', () =>
      browser.complaints.some((line) => line.includes('frame-ancestors')),
    );
    expect(await page.frameLocator('iframe').getByRole('button').count()).to.equal(0);
    expect(await page.evaluate('heard')).to.deep.equal([]);
    await page.evaluate('window.stopping.abort()');
  });

  for (const mode of ['popup', 'iframe'] as const)
    it(`is not believed when another window says what the picker would say (${mode})`, async () => {
      await page.goto(builder.origin);
      await page.evaluate('window.heard = []; onmessage = ({ data }) => heard.push(data)');
      const { token } = await session();
      const popup = mode === 'popup' ? await openPopup(page, token) : undefined;
      if (!popup) await openPicker(page, token, { mode });
      await (popup ?? page.frameLocator('iframe')).getByRole('button', { name: choose }).waitFor();

      await page.evaluate(`window.postMessage(${forged}, '*')`);
      for (const url of [foreign.origin, (await session()).url]) {
        const [other] = await Promise.all([
          page.waitForEvent('popup'),
          page.evaluate(`void window.open(${JSON.stringify(url)})`),
        ]);
        await other.waitForLoadState();
        await other.evaluate(`window.opener.postMessage(${forged}, '*')`);
        await other.close();
      }
      await until('the three were heard', async () => {
        const heard = await page.evaluate<{ connectorPicker: string }[]>('heard');
        return heard.filter(({ connectorPicker }) => connectorPicker === 'chosen').length === 3;
      });

      await (popup ?? page.frameLocator('iframe')).getByRole('button', { name: choose }).click();
      expect(await outcome(page)).to.have.nested.property('picked.storeHash', 'snowboots');
    });

  it('is not believed when its own window went to another site', async () => {
    await page.goto(builder.origin);
    await page.evaluate('window.heard = []; onmessage = ({ data }) => heard.push(data)');
    const popup = await openPopup(page, (await session()).token);
    await popup.getByRole('button', { name: choose }).waitFor();
    await Promise.all([
      popup.waitForURL(`${foreign.origin}/`),
      popup.evaluate(`location.href = ${JSON.stringify(foreign.origin)}`),
    ]);
    await popup.evaluate(`window.opener.postMessage(${forged}, '*')`);
    await until('it was heard', () =>
      page.evaluate<boolean>('heard.some((data) => data.connectorPicker === "chosen")'),
    );
    await popup.close();
    expect(await outcome(page)).to.deep.equal({ name: 'PickerError', reason: 'closed' });
  });
});
