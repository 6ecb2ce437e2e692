/** What a merchant and their developer see of a callback that fails, in the browser. */
import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { signedPayload } from '../support/journeys.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('a callback that fails in the browser', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let connector: Connector;
  let browser: TestBrowser;
  before(async () => {
    connector = ends.later(await startConnector(), ({ close }) => close());
    browser = ends.later(await openBrowser({ locale: 'fr-FR' }), ({ close }) => close());
  });
  after(() => ends.all());

  it('is told in plain words, and the cause with its seconds to who unfolds it', async () => {
    const { page } = browser;
    await connector.sandbox.faults({ payload: 'clock_ahead' });
    const jwt = await signedPayload(connector);
    await page.goto(`${connector.publicUrl}/load?signed_payload_jwt=${jwt}`);
    await page.getByRole('heading', { name: 'Ce lien n’est pas valide' }).waitFor();
    const cause = page.getByText('Les horloges diffèrent.');
    expect(await cause.isVisible(), 'folded').to.equal(false);
    await page.getByText('Pour le développeur').press('Enter');
    await cause.waitFor();
    await page.getByText(/\d{3}\ssecondes/).waitFor();
    await page.getByText('Tester les URL de rappel').waitFor();
    await expectAccessible(page, 'the failure page, unfolded');
    await expectFitsPhone(page, 'the failure page, unfolded');
    expect(browser.complaints).to.deep.equal([]);
  });
});
