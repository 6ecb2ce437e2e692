import { expect } from 'chai';
import { type Proxied, startProxied, storeHash } from '../support/proxied.ts';
import { askRaw } from '../support/raw-request.ts';

const escapes = [
  '/v3/../../other/v3/catalog',
  '/v3/..',
  '/v3/.',
  '/v3/./catalog',
  '/v3/..;/catalog',
  '/v3/..;x=1/catalog',
  '/v3/%2e%2e/catalog',
  '/v3/%2E%2E/catalog',
  '/v3/.%2e/catalog',
  '/v3/%252e%252e/catalog',
  '/v3/%25252e%25252e/catalog',
  '/v3/%c0%ae%c0%ae/catalog',
  '/v3/%ef%bc%8e%ef%bc%8e/catalog',
  '/v3/..\\catalog',
  '/v3/..%5ccatalog',
  '/v3/..%255ccatalog',
  '/v3/..%2fcatalog',
  '/v3/..%2Fcatalog',
  '/v3/catalog%2fproducts',
  '/v3/catalog%252fproducts',
  '/v3/catalog%ef%bc%8fproducts',
  '/v3//evil.example/',
  '/v3/https://evil.example/',
  '/v3/catalog%00',
  '/v3/catalog%0d%0aX-Auth-Token:%20stolen',
  '/v3/catalog%09',
  '/v3/catalog%7f',
  '/v3/catalog%',
  '/v3/catalog%zz',
  '/v3/catalog#fragment',
  '/v3/catalog?a=1#fragment',
  '/v3/cat"alog',
  '/v3/cat<alog',
  '/v3/cat{alog',
  '/v3@evil.example/',
  '/v3.evil.example/',
  '/v1/catalog',
  '/v33/catalog',
  '/graphqls',
  '/',
  '',
];

const targets = [
  '/proxy/../console',
  '/proxy//evil.example/v3/catalog',
  '/proxy/http://169.254.169.254/v3/latest/meta-data',
  '/proxy/169.254.169.254/v3/latest/meta-data',
  '/proxy/169.254.169.254/latest/meta-data',
  '/proxy/[::ffff:169.254.169.254]/v3/latest',
  '/proxy/0xa9.0xfe.0xa9.0xfe/v3/latest',
  '/proxy/0251.0376.0251.0376/v3/latest',
  '/proxy/stores/169.254.169.254/v3/latest',
  '/proxy/stores/%31%36%39.254.169.254/v3/latest',
  '/proxy/metadata.google.internal/v3/latest',
  'http://169.254.169.254/latest/meta-data',
  'http://localhost/proxy/cn_0/v3/catalog',
  '//evil.example/proxy/v3',
];

describe('The path of a proxied call', () => {
  let proxied: Proxied;

  before(async () => {
    proxied = await startProxied();
  });

  after(() => proxied.close());

  const ask = (target: string) =>
    askRaw(
      proxied.connector.service.address,
      `GET ${target} HTTP/1.1\r\nHost: connector.example\r\nConnection: close\r\n` +
        `Authorization: Bearer ${proxied.key}\r\nX-Auth-Token: ${proxied.key}\r\n\r\n`,
    );

  for (const path of escapes) {
    it(`is refused behind a connection: ${path || '(nothing)'}`, async () => {
      const before = proxied.upstream.calls.length;
      for (const mount of ['/proxy', '/proxy/stores']) {
        const answer = await ask(`${mount}/${proxied.connection.id}${path}`);
        expect(answer).to.match(/^HTTP\/1\.1 400 /);
      }
      expect(proxied.upstream.calls.length, 'calls upstream').to.equal(before);
    });
  }

  for (const target of targets) {
    it(`is refused: ${target}`, async () => {
      const before = proxied.upstream.calls.length;
      // Outside of the proxy's own paths there is just nothing.
      const status = target === '//evil.example/proxy/v3' ? 404 : 400;
      expect(await ask(target)).to.match(new RegExp(`^HTTP/1\\.1 ${status} `));
      expect(proxied.upstream.calls.length, 'calls upstream').to.equal(before);
    });
  }

  for (const [what, byte] of [
    ['a tab', '\t'],
    ['a space', ' '],
    ['a control character', '\u0001'],
    ['a byte beyond ASCII', '\u00e9'],
  ]) {
    it(`is refused with ${what} in it`, async () => {
      const before = proxied.upstream.calls.length;
      const answer = await ask(`/proxy/${proxied.connection.id}/v3/cat${byte}alog`);
      expect(answer).to.match(/^HTTP\/1\.1 400 /);
      expect(proxied.upstream.calls.length, 'calls upstream').to.equal(before);
    });
  }

  it('is passed on as it is when it is plain, its query too', async () => {
    for (const path of [
      '/v3/catalog/products',
      '/v3/catalog/products?name:like=%C3%A9&include[]=a,b&u=http://x//y/../z%2f%5c%2e%2e',
      '/v3/catalog/products/1/custom-fields/caf%C3%A9%20au%20lait',
      '/v2/orders/5.json',
      '/v2/coupons/100%25',
      '/v3/...',
      '/graphql',
      '/v3?limit=1',
    ]) {
      const answer = await ask(`/proxy/${proxied.connection.id}${path}`);
      expect(answer, path).to.match(/^HTTP\/1\.1 200 /);
      expect(proxied.upstream.calls.at(-1)?.url).to.equal(`/stores/${storeHash}${path}`);
    }
  });
});
