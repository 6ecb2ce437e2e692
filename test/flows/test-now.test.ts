import { expect } from 'chai';
import { openConsole } from '../support/console-browser.ts';
import { storeHash } from '../support/journeys.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('testing a saved connection in a browser', function () {
  this.timeout(60_000);

  it('shows each scope as it is found, and then the page with all of them', async () => {
    const { connector, browser, close } = await openConsole('builder');
    const { page } = browser;
    const { accessToken } = await connector.sandbox.apiAccount({
      storeHash,
      scopes: ['store_v2_orders_read_only'],
    });
    connector.keepSecret(accessToken);
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    const { connections } = connector.service.deps;
    const { id } = await connections.createApiAccount(
      { name: 'Boots', storeHash, accessToken, scopes: undefined, concurrency: { level: 5 } },
      by,
    );
    await connector.sandbox.faults({ api: 'slow', delayMs: 2000 });
    await page.goto(`${connector.publicUrl}/console/connections/${id}`);
    await page.getByRole('button', { name: 'Test now' }).click();

    const found = page.getByRole('list', { name: 'What the test found so far' });
    await found.getByRole('listitem').first().waitFor();
    expect((await connections.find(id))?.detectedScopes, 'still under way').to.equal(undefined);
    expect(await page.getByText(/Scopes tested: \d+ of \d+/).isVisible()).to.equal(true);
    await expectAccessible(page, 'a test under way');
    await expectFitsPhone(page, 'a test under way');

    await connector.sandbox.faults({ api: 'none' });
    await page.waitForURL(/notice=tested/);
    expect(await page.getByText(/Working: 1\. Refused: \d+\./).isVisible()).to.equal(true);
    await close();
  });
});
