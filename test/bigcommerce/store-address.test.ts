import { expect } from 'chai';
import fc from 'fast-check';
import {
  parseStoreAddress,
  type StoreAddressForm,
  type StoreAddressProblem,
} from '../../server/bigcommerce/store-address.ts';

const read: Record<StoreAddressForm, string[]> = {
  api_path: [
    'https://api.bigcommerce.com/stores/aB3xY',
    'https://api.bigcommerce.com/stores/aB3xY/',
    'https://api.bigcommerce.com/stores/aB3xY/v2/',
    'https://api.bigcommerce.com/stores/aB3xY/v3',
    'https://api.bigcommerce.com/stores/aB3xY/v3/catalog/products?limit=1#top',
    'https://api.bigcommerce.com/stores/aB3xY?next=https://evil.test/stores/other',
    'http://api.bigcommerce.com/stores/aB3xY/v3/',
    'HTTPS://API.BigCommerce.com/stores/aB3xY/v3/',
    'api.bigcommerce.com/stores/aB3xY/v3/',
    '\u00a0 https://api.bigcommerce.com/stores/aB3xY/v3/ \r\n',
  ],
  control_panel: [
    'https://store-aB3xY.mybigcommerce.com',
    'https://store-aB3xY.mybigcommerce.com/',
    'https://store-aB3xY.mybigcommerce.com/manage/dashboard?x=1',
    'https://store-aB3xY-1.mybigcommerce.com/manage/orders',
    'store-aB3xY-17.mybigcommerce.com/manage',
    'Store-aB3xY.MyBigCommerce.COM',
    '<https://store-aB3xY.mybigcommerce.com/manage>',
    '"store-aB3xY.mybigcommerce.com"',
    '\u201cstore-aB3xY.mybigcommerce.com\u201d.',
    '\u00ab\u00a0store-aB3xY.mybigcommerce.com\u00a0\u00bb,',
    'store-aB3xY.mybigcommerce.com).',
    '(store-aB3xY.mybigcommerce.com),',
  ],
  context: ['stores/aB3xY', '/stores/aB3xY', 'stores/aB3xY/', 'stores/aB3xY/v3/'],
  hash: ['aB3xY', ' aB3xY\n', 'store-aB3xY', 'Store-aB3xY', 'store-aB3xY-1'],
};

const refused: Record<StoreAddressProblem, string[]> = {
  empty: ['', '  \r\n\t', '<>', '.'],
  vanity_address: [
    'https://warm-boots.mybigcommerce.com/manage',
    'warmboots.mybigcommerce.com',
    'https://store-warm-boots.mybigcommerce.com',
    'https://a.store-aB3xY.mybigcommerce.com',
  ],
  not_bigcommerce: [
    'https://www.warmboots.example/',
    'warmboots.example',
    'https://evil.test/?next=https://api.bigcommerce.com/stores/aB3xY',
    'https://evil.test/api.bigcommerce.com/stores/aB3xY',
    'https://evil.test#https://store-aB3xY.mybigcommerce.com',
  ],
  look_alike: [
    'https://api.bigcommerce.com.evil.test/stores/aB3xY',
    'https://api.bigcommerce.com@evil.test/stores/aB3xY',
    'https://evil.test@api.bigcommerce.com/stores/aB3xY',
    'https://user:word@api.bigcommerce.com/stores/aB3xY',
    'api.bigcommerce.com@evil.test/stores/aB3xY',
    'https://api-bigcommerce.com/stores/aB3xY',
    'https://evilbigcommerce.com/stores/aB3xY',
    'https://store-aB3xY.mybigcommerce.com.evil.test/manage',
    'https://store-aB3xY.evilmybigcommerce.com/manage',
    'https://store-aB3xY.mybigcommerce.co/manage',
    'https://api.bigcommerce.com:443@evil.test/stores/aB3xY',
    'https://api.b\u0456gcommerce.com/stores/aB3xY',
    'https://api.xn--bgcommerce-m7h.com/stores/aB3xY',
  ],
  malformed: [
    'https://api.bigcommerce.com/',
    'https://api.bigcommerce.com/stores/',
    'https://api.bigcommerce.com/stores/a-b/v3',
    'https://api.bigcommerce.com/stores/aB%33xY/v3',
    'https://api.bigcommerce.com/stores/../stores/aB3xY',
    'https://api.bigcommerce.com/stores/aB3xY/../other',
    'https://api.bigcommerce.com/stores/aB3xY/%2e%2E/other',
    'https://api.bigcommerce.com/stores/aB3xY/..',
    'https://api.bigcommerce.com//stores/aB3xY',
    'https://api.bigcommerce.com/x/stores/aB3xY',
    'https://api.bigcommerce.com/?u=/stores/aB3xY',
    'https://api.bigcommerce.com\\stores\\aB3xY',
    'https://api.bigcommerce.com:8443/stores/aB3xY',
    'https://login.bigcommerce.com/app/aB3xY/install',
    'https:/api.bigcommerce.com/stores/aB3xY',
    'ftp://api.bigcommerce.com/stores/aB3xY',
    'javascript:alert(1)//api.bigcommerce.com/stores/aB3xY',
    'https://api.bigcommerce.com/sto\tres/aB3xY',
    'aB3\u200bxY',
    'aB3 xY',
    '""<aB3xY>""',
    '<aB3xY',
    'stores/aB3xY/orders',
    'stores/stores/aB3xY',
    'olivia@warmboots.example',
    'https://',
    `https://api.bigcommerce.com/stores/aB3xY/${'a'.repeat(2048)}`,
    'a'.repeat(65),
  ],
};

describe('the address of a store', () => {
  for (const [form, texts] of Object.entries(read)) {
    for (const text of texts) {
      it(`reads the ${form} of ${JSON.stringify(text)}`, () => {
        expect(parseStoreAddress(text)).to.deep.equal({ ok: true, storeHash: 'aB3xY', form });
      });
    }
  }
  for (const [reason, texts] of Object.entries(refused)) {
    for (const text of texts) {
      it(`refuses ${JSON.stringify(text).slice(0, 90)} as ${reason}`, () => {
        expect(parseStoreAddress(text)).to.deep.equal({ ok: false, reason });
      });
    }
  }

  it('keeps any hash as it is in every form', () => {
    const hashes = fc.stringMatching(/^[A-Za-z0-9]{1,64}$/);
    fc.assert(
      fc.property(hashes, fc.constantFrom('v2', 'v3'), fc.nat(), (hash, version, channel) => {
        for (const text of [
          `https://api.bigcommerce.com/stores/${hash}/${version}/`,
          `https://store-${hash}.mybigcommerce.com/manage`,
          `https://store-${hash}-${channel}.mybigcommerce.com/manage`,
          `stores/${hash}`,
          hash,
        ]) {
          expect(parseStoreAddress(text)).to.include({ ok: true, storeHash: hash });
        }
      }),
    );
  });

  it('takes a store from a web address only where a browser would also see BigCommerce', () => {
    const official = /^(api\.bigcommerce\.com|store-[a-z0-9]+(-\d+)?\.mybigcommerce\.com)\.?$/;
    const parts = fc.constantFrom(
      ...[
        'https://',
        'http://',
        'api.bigcommerce.com',
        'store-ab1.mybigcommerce.com',
        '/stores/ab1',
      ],
      ...['.', '@', ':', '/', '\\', '?', '#', 'evil.test', '%2f', '..', 'a', '1', '-', '\t', 'v3'],
    );
    const texts = fc.array(parts, { maxLength: 7 }).map((some) => `https://${some.join('')}`);
    fc.assert(
      fc.property(texts, (text) => {
        if (parseStoreAddress(text).ok) expect(new URL(text).hostname).to.match(official);
      }),
      { numRuns: 3000 },
    );
  });

  it('never throws, and never answers anything but letters and digits', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const store = parseStoreAddress(text);
        if (store.ok) expect(store.storeHash).to.match(/^[A-Za-z0-9]{1,64}$/);
      }),
    );
  });
});
