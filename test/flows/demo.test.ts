/** `npm run demo`, as somebody meets it who has never seen the product. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { runAdmin } from '../support/admin-command.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { makeDataDir } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { freePort } from '../support/free-port.ts';
import { endEmbeddedRedis, isAlive, spawnEntry } from '../support/service-process.ts';
import { until } from '../support/until.ts';

const appName = 'BigCommerce connector';

describe('the demo', function () {
  this.timeout(90_000);
  const ends = collectEnds();
  let dataDir: string;
  let browser: TestBrowser;
  let page: Page;

  beforeEach(async () => {
    dataDir = ends.later(await makeDataDir(), (dir) => rm(dir, { recursive: true, force: true }));
    browser = ends.later(await openBrowser(), ({ close }) => close());
    page = browser.page;
  });
  afterEach(() => ends.all());

  const startDemo = async () => {
    const [port, sandboxPort, examplePort] = await Promise.all(
      [freePort(), freePort(), freePort()].map(async (free) => String(await free)),
    );
    // The log says the pid of the embedded Redis.
    const env = {
      DATA_DIR: dataDir,
      PORT: port,
      SANDBOX_PORT: sandboxPort,
      EXAMPLE_PORT: examplePort,
      LOG_LEVEL: 'info',
    };
    const run = spawnEntry('demo', env);
    ends.later(run, async ({ child, ended }) => {
      child.kill('SIGKILL');
      await ended;
      await endEmbeddedRedis(join(dataDir, 'demo'));
    });
    const said = async (pattern: RegExp) =>
      until(`the demo says ${pattern}`, () => {
        if (run.child.exitCode !== null) throw new Error(`The demo ended:\n${run.output()}`);
        return pattern.exec(run.stdout())?.[1];
      });
    const link = await said(/The console +(http:\S+)\n/);
    const sandboxUrl = await said(/A pretend BigCommerce +(http:\S+)\n/);
    const merchantLink = await said(/A merchant's link +(http:\S+)\n/);
    const keyPage = await said(/A program of your own +(http:\S+)\n/);
    const testCommand = await said(/Its callback URLs +(\S.*)\n/);
    expect(new URL(link)).to.include({ hostname: 'localhost', port });
    expect(new URL(sandboxUrl).port).to.equal(sandboxPort);
    const redisPid = Number(await said(/"pid":(\d+),"socketPath"/));
    return { ...run, link, merchantLink, keyPage, testCommand, sandboxUrl, redisPid };
  };
  const heading = (name: string) => page.getByRole('heading', { name, level: 1, exact: true });
  const isServed = (url: string) =>
    fetch(url).then(
      ({ ok }) => ok,
      () => false,
    );

  it('brings a newcomer to a connected store within a minute, and Ctrl-C ends all of it', async () => {
    const start = performance.now();
    const demo = await startDemo();
    await page.goto(demo.link);
    await heading('Connections').waitFor();
    await page.getByRole('link', { name: 'Add a connection' }).first().click();
    await page.getByRole('link', { name: 'With an app' }).click();
    await page.waitForURL('**/new/app');
    expect(
      await page.getByLabel('iClient', { exact: true }).locator('option').allInnerTexts(),
    ).to.have.length(1);
    await page.getByLabel('Connection name').fill('My first connection');
    await page.getByLabel('Store', { exact: true }).fill('snowboots');
    const [popup] = await Promise.all([
      page.waitForEvent('popup'),
      page.getByRole('button', { name: 'Save & authorize' }).click(),
    ]);
    await popup.getByRole('button', { name: 'Allow' }).click();
    await heading('My first connection').waitFor();
    await page.getByText('It has access to the store.').waitFor();
    await page.getByText('snowboots.example').first().waitFor();
    expect(performance.now() - start, 'milliseconds').to.be.lessThan(60_000);

    await page.goto(demo.keyPage);
    await heading('Make an API key').waitFor();

    const [settings = '', words = ''] = demo.testCommand.split(' npm run --silent admin -- ');
    const env = Object.fromEntries(settings.split(' ').map((each) => each.split(/=(.*)/, 2)));
    const tested = await runAdmin(env, ...words.split(' '));
    expect(tested.code, tested.stdout).to.equal(0);
    const played = await runAdmin(env, 'simulate-install', ...words.split(' ').slice(1));
    expect(played.code, played.stdout).to.equal(0);

    expect(await isServed(demo.sandboxUrl)).to.equal(true);
    demo.child.kill('SIGINT');
    expect(await demo.ended).to.equal(0);
    expect(demo.stderr()).to.equal('');
    expect(isAlive(demo.redisPid), 'its Redis').to.equal(false);
    expect(await isServed(demo.sandboxUrl), 'its sandbox').to.equal(false);
    expect(browser.complaints).to.deep.equal([]);
  });

  it('has the iClient of the sandbox’s app, and keeps what was made at the next start', async () => {
    const first = await startDemo();
    await page.goto(`${first.sandboxUrl}/manage/snowboots/apps`);
    await page.getByRole('link', { name: `Install ${appName}` }).click();
    await page.getByRole('button', { name: 'Confirm' }).click();
    await page
      .frameLocator('iframe[data-app-frame]')
      .getByRole('heading', { name: 'The app is installed' })
      .waitFor();
    first.child.kill('SIGINT');
    expect(await first.ended).to.equal(0);

    const second = await startDemo();

    expect(second.link).to.not.equal(first.link);
    await page.goto(second.link);
    await heading('Connections').waitFor();
    await page.getByRole('link', { name: 'snowboots', exact: true }).first().click();
    await page.getByRole('button', { name: 'Test now' }).click();
    await page.getByText('BigCommerce accepts the token.').first().waitFor();
    await page.goto(new URL('/console/iclients', second.link).href);
    await page.getByText('demoappclientid').first().waitFor();
    const formerLink = new URL(new URL(first.merchantLink).pathname, second.link);
    const former = await fetch(formerLink, { redirect: 'manual' });
    expect(former.status, 'the link of the last start').to.equal(410);
    await page.goto(second.merchantLink);
    await page.getByRole('link', { name: 'Stop and leave' }).click();
    await page.getByRole('button', { name: 'Stop', exact: true }).click();
    await page.getByRole('link', { name: 'Go back' }).click();
    await heading('Nothing was connected').waitFor();
    await page.getByText('Snowboots Ltd').waitFor();
    await page.goto(second.link);
    await page.getByText('It was used already').waitFor();
  });
});
