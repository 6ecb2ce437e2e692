/** Somebody whose app spins forever finds the reason in the inspector, in a browser. */
import { expect } from 'chai';
import { sign } from '../callback-tests/inspecting.ts';
import { clientId, clientSecret } from '../support/connector.ts';
import { type ConsoleBrowser, openConsole } from '../support/console-browser.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

describe('the inspector of callbacks in a browser', function () {
  this.timeout(60_000);
  let opened: ConsoleBrowser;
  before(async () => {
    opened = await openConsole('viewer');
  });
  after(() => opened.close());

  const inspectPage = async (what: string) => {
    const { page } = opened.browser;
    await expectAccessible(page, what);
    await expectFitsPhone(page, what);
    expect(new URL(page.url()).search, what).to.equal('');
    expect(await page.content(), what).not.to.contain('canary-signature-source');
  };

  const paste = async (text: string, field: string, button: string) => {
    const { page } = opened.browser;
    await page.getByLabel(field).fill(text);
    await page.getByRole('button', { name: button }).click();
    await page.locator('#result').waitFor();
  };

  const payload = (secret: string) => {
    const nowS = Math.floor(Date.now() / 1000);
    const times = { iat: nowS, nbf: nowS, exp: nowS + 86_400, jti: 'example-jti' };
    const user = { id: 4003, email: 'sam@tinycases.example', locale: 'fr-FR' };
    const jwt = sign(
      { aud: clientId, iss: 'bc', ...times, sub: 'stores/zx81', user, owner: user, url: '/' },
      secret,
    );
    opened.connector.keepSecret(jwt);
    return jwt;
  };

  it('is reached from the iClient, and says what is wrong with a payload', async () => {
    const { connector, browser } = opened;
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/iclients/default`);
    await page.getByRole('link', { name: 'Test the callback URLs' }).click();
    await inspectPage('the callback URLs');
    const tabs = page.getByRole('navigation', { name: 'Tools' });
    await tabs.getByRole('link', { name: 'Inspector' }).click();
    await inspectPage('the empty inspector');

    const forged = payload('canary-signature-source');
    await paste(
      `${connector.publicUrl}/load?signed_payload_jwt=${forged}`,
      'Signed payload or callback URL',
      'Inspect',
    );
    await page.getByRole('heading', { name: 'It is refused' }).waitFor();
    await page.getByRole('heading', { name: 'The wrong client secret' }).waitFor();
    expect(await page.getByLabel('Signed payload or callback URL').inputValue()).to.equal('');
    expect(await page.content()).not.to.contain(forged.split('.')[2]);
    await inspectPage('a refused callback');

    await paste(payload(clientSecret), 'Signed payload or callback URL', 'Inspect');
    await page.getByText('It fits the client secret of this iClient.').waitFor();
    await inspectPage('a right payload');
  });

  it('says the same in French', async () => {
    const { connector, browser } = opened;
    const { page } = browser;
    await page.goto(`${connector.publicUrl}/console/account`);
    await page.getByLabel('Language').selectOption('fr');
    await page.getByRole('button', { name: 'Save' }).first().click();
    await page.getByRole('link', { name: 'Connexions', exact: true }).waitFor();
    await page.goto(`${connector.publicUrl}/console/iclients/default/callbacks/inspector`);
    await paste(payload('canary-signature-source'), 'Charge signée ou URL de rappel', 'Inspecter');
    await page.getByRole('heading', { name: 'Le mauvais secret client' }).waitFor();
    await inspectPage('une charge refusée');
    await page.goto(`${connector.publicUrl}/console/iclients/default/callbacks`);
    await inspectPage('les URL de rappel');
  });
});
