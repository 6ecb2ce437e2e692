/** The recorder where live news does not come as it is sent. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { byOperator } from '../support/api-client.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { untilReady } from '../support/readiness.ts';
import { recorderPath, untilRecorded } from '../support/recorder.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { signInPage } from '../support/sign-in-page.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('a tab with the recorder that hears nothing', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let redis: RedisServer;
  let connector: Connector;
  /** It hands an answer on once it has all of it, as some proxies do. */
  let front: Tunnel;
  let browser: TestBrowser;
  let page: Page;
  before(async () => {
    redis = ends.later(await startRedisServer(), ({ remove }) => remove());
    front = ends.later(await startTunnel(), ({ close }) => close());
    connector = ends.later(await startConnector({ env: { REDIS_URL: redis.url } }), ({ close }) =>
      close(),
    );
    front.leadTo(connector.service.address);
    await untilReady(connector);
    browser = ends.later(await openBrowser(), ({ close }) => close());
    page = browser.page;
    await signInPage(connector, page, 'builder');
    await connector.service.deps.callbackRecords.switchOn('default', byOperator);
  });
  after(() => ends.all());

  it('because a proxy holds it back, says so, and looks for callbacks itself', async () => {
    await page.clock.install();
    await page.goto(`http://${front.host}${recorderPath}`);
    await page.getByText('No callback has arrived yet.').waitFor();
    expect(await page.getByText('appear here by themselves').count()).to.equal(0);
    await page.clock.runFor(5_000);
    await page.getByText('a proxy or tunnel in front of the service holds it back').waitFor();
    await connector.http().get('/load');
    await untilRecorded(connector, 1);
    await page.clock.runFor(3_000);
    await page.getByRole('row').filter({ hasText: 'Load' }).getByText('Refused').waitFor();
    await connector.service.deps.callbackRecords.switchOff('default', byOperator);
    await page.clock.runFor(3_000);
    await page.getByRole('heading', { name: 'Not recording' }).waitFor();
    expect(browser.complaints).to.deep.equal([]);
  });

  it('because Redis is away, says that it is interrupted, until it is back', async () => {
    const { callbackRecords } = connector.service.deps;
    await callbackRecords.switchOn('default', byOperator);
    const tab = await browser.context.newPage();
    await tab.goto(`${connector.publicUrl}${recorderPath}`);
    await tab.getByText('New callbacks appear here by themselves.').waitFor();
    await redis.kill();
    await tab.getByText('Interrupted: the service cannot reach its saved data').waitFor();
    await redis.start();
    await tab.getByText('New callbacks appear here by themselves.').waitFor();
    await connector.http().get('/uninstall');
    await tab.getByRole('row').filter({ hasText: 'Uninstall' }).waitFor();
    expect(browser.complaints).to.deep.equal([]);
  });
});
