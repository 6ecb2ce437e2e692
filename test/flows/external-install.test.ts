import { expect } from 'chai';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';

describe('an install from an external button', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;

  beforeEach(async () => {
    connector = await startConnector();
    browser = await openBrowser();
    await browser.page.goto(connector.sandbox.url);
    await browser.page.getByRole('link', { name: /External install button/ }).click();
  });
  afterEach(async () => {
    await browser.close();
    await connector.close();
  });

  it("ends on BigCommerce's page of success, with the connection saved", async () => {
    await browser.page.getByRole('button', { name: 'Install' }).click();

    await browser.page.waitForURL(/\/install\/succeeded$/);
    const connection = await connector.service.deps.connections.findByStore('default', storeHash);
    expect(connection?.status).to.equal('connected');
  });

  it("ends on BigCommerce's page of failure when BigCommerce refuses the code", async () => {
    await connector.sandbox.faults({ token: 'used_code' });
    await browser.page.getByRole('button', { name: 'Install' }).click();

    await browser.page.waitForURL(/\/install\/failed$/);
    expect(await connector.service.deps.connections.findByStore('default', storeHash)).to.equal(
      undefined,
    );
  });
});
