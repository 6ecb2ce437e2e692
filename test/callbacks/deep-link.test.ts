import { expect } from 'chai';
import fc from 'fast-check';
import { deepLinkTarget } from '../../server/callbacks/deep-link.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, open } from '../support/journeys.ts';

const base = '/app/cn_example';
const ours = 'https://connector.example';

const led = {
  '/': base,
  '/orders': `${base}/orders`,
  '/orders/': `${base}/orders`,
  '/orders/7?tab=items&x=%20y': `${base}/orders/7?tab=items&x=%20y`,
  '/orders?back=https://evil.example/': base,
  '/orders#part': `${base}/orders`,
};

const refused = [
  '',
  'orders',
  'https://evil.example',
  'https:evil.example',
  'javascript:alert(1)',
  '//evil.example',
  '///evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '/\\/evil.example',
  '/%5cevil.example',
  '/%5Cevil.example',
  '/%2fevil.example',
  '/%2F%2Fevil.example',
  '/\tevil.example',
  '/\t/evil.example',
  '/\n/evil.example',
  '/ evil',
  '\u0000/evil',
  '/orders//evil',
  '/%2e%2e/',
  '/.%2e/',
  '/%2E%2E/other',
  '/é',
];

const escapes = [
  '/..',
  '/../',
  '/../other',
  '/../../evil',
  '/./../..',
  '/x/../../cn_other',
  '/logout',
  '/signed-out/',
  '/x/../logout',
];

describe('a deep link', () => {
  for (const [url, target] of Object.entries(led)) {
    it(`${url} leads to ${target}`, () => {
      expect(deepLinkTarget(base, url)).to.equal(target);
    });
  }

  for (const url of [...refused, ...escapes]) {
    it(`${JSON.stringify(url)} leads to the start of the app`, () => {
      expect(deepLinkTarget(base, url)).to.equal(base);
    });
  }

  it('stays below the app on our own origin, as a browser reads it, whatever it says', () => {
    const pieces = ['/', '\\', '.', '..', '%2e', '%2F', '%5c', ':', '@', '?', '#', ';', '\t', '\n'];
    const words = [
      ' ',
      '\u0000',
      'http:',
      'javascript:',
      'evil.example',
      'app',
      'cn_other',
      'é',
      '。',
    ];
    const hostile = fc.array(fc.constantFrom(...pieces, ...words)).map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(hostile, fc.webUrl(), fc.string({ unit: 'binary' })), (url) => {
        for (const link of [url, `/${url}`]) {
          const target = deepLinkTarget(base, link);
          const { origin, pathname } = new URL(target, ours);
          expect(origin).to.equal(ours);
          expect(pathname === base || pathname.startsWith(`${base}/`), target).to.equal(true);
          expect(target, 'nothing left to mend').to.match(/^\/app\/cn_example[\x21-\x7e]*$/);
          expect(target).not.to.match(/\\|%2e|%2f|%5c|\/\//i);
        }
      }),
      { numRuns: 5_000 },
    );
  });

  describe('in a load callback', () => {
    let connector: Connector;
    before(async () => {
      connector = await startConnector();
      await install(connector);
    });
    after(() => connector.close());

    it('leads on inside the app when it is a path', async () => {
      const { location } = await open(connector, { claims: { url: '/orders/7?tab=items' } });
      expect(location).to.match(/^\/app\/cn_[0-9a-f]+\/orders\/7\?tab=items$/);
    });

    it('leads to the start of the app when it is anything else', async () => {
      for (const url of [...refused, ...escapes]) {
        const { location } = await open(connector, { claims: { url } });
        expect(location, url).to.match(/^\/app\/cn_[0-9a-f]+$/);
      }
    });
  });
});
