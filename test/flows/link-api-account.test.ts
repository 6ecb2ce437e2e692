import { expect } from 'chai';
import type { Page } from 'playwright-core';
import type { NewLink } from '../../server/links/link.ts';
import { makeAccount } from '../support/api-account-step.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { byOperator, makeLink } from '../support/link-visit.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('a merchant who connects with an API account', function () {
  this.timeout(60_000);
  let connector: Connector;
  let browser: TestBrowser;
  let page: Page;
  before(async () => {
    connector = await startConnector();
    browser = await openBrowser();
  });
  after(async () => {
    await browser.close();
    await connector.close();
    expect(browser.complaints).to.deep.equal([]);
  });
  beforeEach(async () => {
    await browser.context.clearCookies();
    page = await browser.context.newPage();
  });
  afterEach(async () => {
    await page.close();
    await connector.sandbox.faults({ api: 'none' });
    const { connections } = connector.service.deps;
    const { connections: left } = await connections.list({ sort: 'name', limit: 9 });
    for (const { id } of left) await connections.delete(id, byOperator);
  });

  const openStep = async (draft: Partial<NewLink> = {}) => {
    const link = await makeLink(connector, { ways: ['api_account'], ...draft });
    await page.goto(`${connector.publicUrl}${link.url}`);
    await page.locator('main button[type=submit]').click();
    await page.waitForURL('**/api-account');
    return link;
  };
  const savedOf = async (companyId: string) =>
    (await connector.service.deps.connections.list({ companyId, sort: 'name', limit: 9 }))
      .connections;
  const drop = async (text: string) => {
    const dropped = await page.evaluateHandle(`(() => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([${JSON.stringify(text)}], 'credentials.txt'));
      return transfer;
    })()`);
    await page.dispatchEvent('[data-file]', 'drop', { dataTransfer: dropped });
  };
  const check = async (what: string) => {
    await expectAccessible(page, what);
    await expectFitsPhone(page, what);
  };

  it('drops the file, sees the test and what is missing, and tests again', async () => {
    const { companyId } = await openStep();
    await check('how to make it');
    const account = await makeAccount(connector, { scopes: ['store_v2_products_read_only'] });
    await drop(account.file);
    await page.getByText('The file was read. It belongs to the store snowboots.').waitFor();
    expect(await page.getByLabel('Text of the file').inputValue()).to.equal('');
    await connector.sandbox.faults({ api: 'slow', delayMs: 400 });
    await page.getByRole('button', { name: 'Test and connect' }).click();
    await page.getByRole('progressbar').waitFor();
    await page.getByText('is being tested at BigCommerce').waitFor();

    await page.getByRole('heading', { name: '2 permissions are missing' }).waitFor();
    await page.getByText('Set “Orders” to “read-only”.').waitFor();
    await check('what is missing');
    expect(await savedOf(companyId)).to.deep.equal([]);
    await connector.sandbox.faults({ api: 'none' });
    await connector.sandbox.changeApiAccount(account.id, scopes);
    await page.reload();
    await page.getByRole('button', { name: 'Test again' }).click();

    await page.getByRole('heading', { name: 'Your store is connected' }).waitFor();
    expect(page.url()).to.match(/\/done$/);
    expect(await savedOf(companyId)).to.have.length(1);
  });

  it('is told in French what is wrong, and keeps what was typed', async () => {
    const { companyId } = await openStep({ locale: 'fr' });
    await page.setInputFiles('#account-file', {
      name: 'page.html',
      mimeType: 'text/html',
      buffer: Buffer.from('<!doctype html><title>Connexion</title>'),
    });
    await page.getByText('Rien d’un compte API n’y a été trouvé').waitFor();
    const dead = await makeAccount(connector);
    await connector.sandbox.revokeApiAccount(dead.id);
    await page.getByText('Saisir plutôt les identifiants').click();
    await page.getByLabel('Jeton d’accès').fill(dead.accessToken);
    await page
      .getByLabel('Boutique', { exact: true })
      .fill('https://store-snowboots.mybigcommerce.com/manage');
    await page.getByRole('button', { name: 'Tester et connecter' }).click();

    await page.locator('.form-errors').getByText('n’accepte pas ce jeton d’accès').waitFor();
    await check('a dead token');
    expect(await page.getByLabel('Jeton d’accès').inputValue()).to.equal(dead.accessToken);
    expect(await page.getByLabel('Boutique', { exact: true }).inputValue()).to.contain(
      'store-snowboots.',
    );

    await drop((await makeAccount(connector)).file);
    await page.getByText('Le fichier a été lu. Il vient de la boutique snowboots.').waitFor();
    await page.getByRole('button', { name: 'Tester et connecter' }).click();
    await page.getByRole('heading', { name: 'Votre boutique est connectée' }).waitFor();
    expect(await savedOf(companyId)).to.have.length(1);
  });

  it('is told when nothing can be reached, and is shown what became of the link', async () => {
    const { id } = await openStep();
    const { file, accessToken } = await makeAccount(connector);
    await page.getByLabel('Text of the file').fill(file);
    await page.evaluate(pasted);
    expect(await page.getByLabel('Text of the file').inputValue()).to.equal('');
    expect(await page.locator('[name=accessToken]').inputValue()).to.equal(accessToken);
    await page.getByRole('button', { name: 'Français' }).click();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByRole('button', { name: 'Test and connect' }).waitFor();
    expect(await page.locator('[name=store]').inputValue()).to.equal('snowboots');
    expect(await page.evaluate('JSON.stringify(sessionStorage)')).not.to.contain(accessToken);
    await page.getByLabel('Text of the file').fill(file);
    await page.evaluate(pasted);
    const button = page.getByRole('button', { name: 'Test and connect' });
    await page.route('**/api-account', (route) => route.abort());
    await button.click();
    await page.getByText('We could not be reached, and nothing was connected.').waitFor();
    await page.unroute('**/api-account');
    await connector.service.deps.links.revoke(id, byOperator);
    await button.click();
    await page.getByRole('heading', { name: 'This link was taken back' }).waitFor();
  }).timeout(30_000);

  it('does it on a phone without scripts', async () => {
    const session = await browser.context.newCDPSession(page);
    await session.send('Emulation.setScriptExecutionDisabled', { value: true });
    await page.setViewportSize({ width: 360, height: 740 });
    const { companyId } = await openStep();
    const account = await makeAccount(connector, { scopes: scopes.slice(1) });
    const test = (name: string) => page.getByRole('button', { name }).click();
    await test('Test and connect');
    await page.locator('.form-errors').getByText('Choose the text file').waitFor();
    await page.getByLabel('Text of the file').fill(account.file.replaceAll('\n', '\r\n'));
    await test('Test and connect');

    await page.getByRole('heading', { name: 'One permission is missing' }).waitFor();
    await page.getByText('Set “Orders” to “read-only”.').waitFor();
    await connector.sandbox.changeApiAccount(account.id, scopes);
    await test('Test again');

    await page.getByRole('heading', { name: 'Your store is connected' }).waitFor();
    expect(await savedOf(companyId)).to.have.length(1);
  });
});

/** What a browser tells when the text came from the clipboard. */
const pasted = `document.querySelector('[name=credentials]')
  .dispatchEvent(new InputEvent('input', { bubbles: true, inputType: 'insertFromPaste' }))`;
