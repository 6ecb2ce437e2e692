/** The pages on the way to BigCommerce and back: for everybody, by day and by night, on a phone. */
import { expect } from 'chai';
import type { Page } from 'playwright-core';
import { agreed, pendingConnection } from '../authorize/start.ts';
import { openBrowser, type TestBrowser } from '../support/browser.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { expectAccessible, expectFitsPhone } from '../support/page-checks.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const languages = {
  'en-US': {
    lang: 'en',
    go: 'Going to BigCommerce',
    done: 'The store is connected',
    without: 'Connected, but scopes are missing',
    denied: 'The access was not granted',
    other: 'That was another store',
  },
  'fr-FR': {
    lang: 'fr',
    go: 'En route vers BigCommerce',
    done: 'La boutique est connectée',
    without: 'Connectée, mais il manque des autorisations',
    denied: 'L’accès n’a pas été accordé',
    other: 'C’était une autre boutique',
  },
};

for (const [locale, words] of Object.entries(languages)) {
  describe(`the pages of an authorization (${locale})`, function () {
    this.timeout(60_000);
    let connector: Connector;
    let browser: TestBrowser;
    let page: Page;
    let connectionId: string;

    before(async () => {
      connector = await startConnector();
      browser = await openBrowser({ locale });
      page = browser.page;
      const { users } = connector.service.deps;
      const person = { email: 'builder@example.com', name: 'Example', role: 'builder' } as const;
      const { id } = await users.ensure(person, by);
      await page.goto(
        `${connector.publicUrl}/sign-in/link?token=${await users.makeSignInLink(id)}`,
      );
      await page.waitForURL('**/console/connections');
      connectionId = (await pendingConnection(connector)).id;
      // Both pages go on by themselves, too soon to be looked at.
      await page.route('**/oauth2/authorize**', (route) => route.fulfill({ status: 204 }));
      await page.route('**/public/authorize-result.js', (route) =>
        route.fulfill({ contentType: 'text/javascript', body: '' }),
      );
    });
    after(async () => {
      const { complaints } = browser;
      await browser.close();
      await connector.close();
      expect(complaints).to.deep.equal([]);
    });

    const start = async () => {
      await page.goto(`${connector.publicUrl}/console/connections/${connectionId}`);
      const started = await page.evaluate<{ authorizationId: string; authorizeUrl: string }>(
        pressAuthorize,
      );
      const state = new URL(started.authorizeUrl).searchParams.get('state') ?? '';
      const goPath = `/console/authorizations/${started.authorizationId}/go`;
      return { state, goPath };
    };
    const inspect = async (path: string, title: string) => {
      await page.goto(`${connector.publicUrl}${path}`);
      expect(await page.getByRole('heading', { level: 1 }).allInnerTexts()).to.deep.equal([title]);
      expect(await page.getAttribute('html', 'lang')).to.equal(words.lang);
      const width = await page.evaluate<number>('document.documentElement.scrollWidth');
      expect(width, 'width in px on a desktop').to.be.at.most(1400);
      await expectAccessible(page, title);
      await expectFitsPhone(page, title);
    };

    it('go to BigCommerce by a link, too', async () => {
      const { goPath } = await start();
      await inspect(goPath, words.go);
      const link = page.locator('main a.button-primary');
      expect(await link.getAttribute('href')).to.include(
        `${connector.sandbox.url}/oauth2/authorize`,
      );
    });

    it('say that the access was denied, in the popup and in the tab that went there', async () => {
      const { state, goPath } = await start();
      await inspect(`/auth?error=access_denied&state=${state}`, words.denied);
      await inspect(goPath, words.denied);
    });

    it('say that it was another store', async () => {
      const { state } = await start();
      await inspect(await agreed(connector, state, { storeHash: 'bottesneige' }), words.other);
      await page.getByText(storeHash).first().waitFor();
    });

    it('name the scopes that were not granted', async () => {
      const { state } = await start();
      const [, ...fewer] = scopes;
      await inspect(await agreed(connector, state, { scopes: fewer }), words.without);
      await page.locator('li code', { hasText: scopes[0] ?? '' }).waitFor();
    });

    it('say that the store is connected', async () => {
      const { state, goPath } = await start();
      await inspect(await agreed(connector, state), words.done);
      await inspect(goPath, words.done);
    });
  });
}

/** What authorize.js sends when the button is pressed, without its popup. */
const pressAuthorize = `(async () => {
  const form = document.querySelector('form[data-authorize]');
  const answer = await fetch(form.action, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams(new FormData(form)),
  });
  return answer.json();
})()`;
