import { expect } from 'chai';
import { describeScopes } from '../../server/bigcommerce/scopes.ts';
import { createViews } from '../../server/http/views.ts';
import { failureFor, type Language, textsFor } from '../../server/language/language.ts';
import type { EmbeddedPage } from '../../server/pages/embedded-page.ts';

const hostile = `<img src=x onerror=1>"'`;
const statuses = [
  'pending',
  'connected',
  'needs_reauthorization',
  'disconnected',
  'uninstalled',
] as const;

describe('pages', () => {
  const views = createViews();

  it('escape every value, wherever it comes from', () => {
    const page = {
      ...embeddedPage('en'),
      basePath: hostile,
      store: { hash: hostile, name: hostile, domain: hostile },
      app: { name: hostile },
      connection: { name: hostile, status: 'connected' as const },
      granted: describeScopes([hostile], 'en'),
      notGranted: describeScopes([hostile], 'en'),
      installedBy: hostile,
      users: [{ ...person(hostile), firstSeenIso: hostile }],
      panelOrigins: [hostile],
    };
    const html = views.render('embedded/overview', page);
    expect(html).to.contain('&lt;img src=x onerror=1&gt;');
    expect(html).not.to.contain('<img');
    expect(html).not.to.contain(`onerror=1>`);
  });

  for (const language of ['en', 'fr'] as const) {
    for (const status of statuses) {
      it(`show a connection that is ${status} in ${language}`, () => {
        const page = { ...embeddedPage(language), notGranted: [] };
        page.connection.status = status;
        const html = views.render('embedded/overview', page);
        const words = page.texts.embedded.connection.statuses[status];
        expect(html).to.contain(`<html lang="${language}">`);
        expect(html).to.contain(words.label).and.to.contain(words.sentence);
        expect(html).not.to.match(/undefined|\[object|=>/);
      });
    }

    it(`do without what is not known in ${language}`, () => {
      const page: EmbeddedPage = {
        ...embeddedPage(language),
        notice: undefined,
        basePath: '',
        store: { hash: 'examplehash', name: undefined, domain: undefined },
        granted: [],
        installedBy: undefined,
        users: [],
      };
      const html = views.render('embedded/overview', page);
      expect(html).to.contain('<h1 id="title">examplehash</h1>');
      expect(html).to.contain(page.texts.embedded.users.none);
      expect(html).not.to.contain('undefined');
    });

    for (const notice of ['installed', 'reinstalled', undefined] as const) {
      it(`say once which permissions are missing in ${language}, notice ${notice}`, () => {
        const page = { ...embeddedPage(language), notice };
        page.connection.status = 'needs_reauthorization';
        const html = views.render('embedded/overview', page);
        const { connection, notGranted, notices } = page.texts.embedded;
        expect(html).to.contain(notGranted.titles[notice ?? 'later']);
        expect(html.match(/message-warning/g)).to.have.lengthOf(1);
        for (const { title } of Object.values(notices)) expect(html).not.to.contain(`>${title}<`);
        expect(html).not.to.contain(connection.statuses.needs_reauthorization.sentence);
        const [forMerchants, forDeveloper] = html.split('<details>');
        expect(forMerchants).to.contain(page.notGranted[0]?.permissions[0]?.words);
        expect(forMerchants).not.to.contain('store_');
        expect(forDeveloper).to.contain('store_v2_products').and.to.contain('store_unheard_of');
      });
    }

    it(`name the connection only when its name says more than the store's id in ${language}`, () => {
      const page = embeddedPage(language);
      const label = page.texts.embedded.details.connectionName;
      expect(views.render('embedded/overview', page)).to.contain(label);
      page.connection.name = page.store.hash;
      expect(views.render('embedded/overview', page)).not.to.contain(label);
    });

    it(`show a failure with its reference in ${language}`, () => {
      const failure = failureFor(language, 'code_refused');
      const html = views.render('errors/failure', {
        language,
        texts: textsFor(language),
        code: 'code_refused',
        failure,
        reference: 'EXAMPLE-REF',
        panelOrigins: ['https://*.mybigcommerce.com'],
      });
      for (const text of [failure.title, failure.developer, 'EXAMPLE-REF'])
        expect(html).to.contain(text);
      expect(html).to.contain('data-panel-origins="https://*.mybigcommerce.com"');
      expect(html).to.match(/<main [^>]*aria-labelledby="title" tabindex="0">/);
    });

    it(`say goodbye in ${language}`, () => {
      const texts = textsFor(language);
      const signedOut = views.render('embedded/signed-out', { language, texts, panelOrigins: [] });
      expect(signedOut).to.contain(texts.signedOut.title);
    });
  }

  it('hold no inline script, style or event attribute, which the policy would refuse', () => {
    const html = views.render('embedded/overview', embeddedPage('en'));
    expect(html).not.to.match(/<style|\sstyle=|\son[a-z]+=|<script(?![^>]*\ssrc=)/i);
  });
});

function embeddedPage(language: Language): EmbeddedPage {
  return {
    language,
    texts: textsFor(language),
    notice: 'installed',
    basePath: '/app/cn_example',
    store: { hash: 'examplehash', name: 'Example Store', domain: 'store.example' },
    app: { name: 'Example App' },
    connection: { name: 'Example Store', status: 'connected' },
    granted: describeScopes(['store_v2_orders', 'store_v2_default'], language),
    notGranted: describeScopes(['store_v2_products', 'store_unheard_of'], language),
    installedAt: '12 Nov 2026, 09:14',
    installedAtIso: '2026-11-12T09:14:00Z',
    installedBy: 'owner@store.example',
    users: [{ ...person('owner@store.example'), isOwner: true }, person('colleague@store.example')],
    panelOrigins: ['https://*.mybigcommerce.com'],
  };
}

function person(email: string) {
  return {
    email,
    isOwner: false,
    firstSeen: '12 Nov 2026, 09:14',
    firstSeenIso: '2026-11-12T09:14:00Z',
    lastSeen: '21 Nov 2026, 10:02',
    lastSeenIso: '2026-11-21T10:02:00Z',
  };
}
