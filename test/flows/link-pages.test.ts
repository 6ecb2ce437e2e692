import { expect } from 'chai';
import type { Page, Response } from 'playwright-core';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { byOperator, type MadeLink, makeLink } from '../support/link-visit.ts';
import { expectAccessible, expectFitsPhone, expectOwnWords } from '../support/page-checks.ts';

/** A yellow square. */
const logo = {
  type: 'image/png' as const,
  bytes: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8/5+hHgAHggJ/PchI7wAAAABJRU5ErkJggg==',
    'base64',
  ),
};

describe("a merchant's pages in a browser", () => {
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;
  before(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'builder.example' } });
    await connector.service.deps.settings.change(
      {
        productName: 'Example Flows',
        accentColour: '#ffd400',
        logo,
        supportAddress: 'help@flows.example',
        termsUrl: 'https://flows.example/terms',
        privacyUrl: 'https://flows.example/privacy',
      },
      byOperator,
    );
    browser = await openBrowser();
    page = browser.page;
  });
  after(async () => {
    await browser.close();
    await connector.close();
    expect(browser.complaints).to.deep.equal([]);
  });

  const make = () => makeLink(connector, { returnUrl: 'https://builder.example/' });
  const visit = (link: MadeLink, name: string) =>
    page.goto(`${connector.publicUrl}/link/${link.id}/${name}`);
  const check = async (what: string) => {
    await expectAccessible(page, what);
    await expectFitsPhone(page, what);
    await expectOwnWords(page, what);
  };

  it('can be read by everybody, on every screen', async () => {
    const link = await make();
    await page.goto(`${connector.publicUrl}${link.url}`);
    await check('access');
    await page.click('button:text("Agree and continue")');
    expect(page.url()).to.match(/\/way$/);
    await check('way');
    await visit(link, 'leave');
    await check('leave');
    await page.click('button:text("Stop")');
    expect(await page.title()).to.contain('You stopped');
    await check('done');
    await page.goto(`${connector.publicUrl}/link/made-up`);
    await check('failure');
  }).timeout(90_000);

  it('are told in the other language by the switch, and can be gone back', async () => {
    const link = await make();
    await page.goto(`${connector.publicUrl}${link.url}`);
    expect(page.url()).not.to.contain(link.url);
    await page.click('button:text("Français")');
    expect(await page.textContent('h1')).to.equal('Connecter votre boutique BigCommerce');
    await page.click('button:text("Accepter et continuer")');
    await page.click('.link-steps a');
    expect(page.url()).to.match(/\/access$/);
    await page.goBack();
    expect(page.url()).to.match(/\/way$/);
    await page.reload();
    expect(await page.textContent('h1')).to.contain('Comment voulez-vous');
  });

  it('weigh little, and take their colour from the settings', async () => {
    const link = await make();
    const sizes: Promise<number>[] = [];
    const weigh = (answer: Response) => {
      if (answer.status() === 200) sizes.push(answer.body().then(({ length }) => length));
    };
    const { context } = browser;
    const fresh = await context.newPage();
    fresh.on('response', weigh);
    await fresh.goto(`${connector.publicUrl}${link.url}`, { waitUntil: 'networkidle' });
    const weight = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
    expect(weight).to.be.within(5_000, 100_000);
    expect(
      await fresh.evaluate<string>(
        'getComputedStyle(document.querySelector(".link-go")).backgroundColor',
      ),
    ).to.equal('rgb(255, 212, 0)');
    expect(
      await fresh.evaluate<number>('document.querySelector(".link-brand img").naturalWidth'),
    ).to.equal(1);
    await fresh.close();
  });
});
