import { expect } from 'chai';
import { createForwarder, type Forwarder } from '../../server/bigcommerce/forward.ts';

/** The second guard: nothing of this should come through `path-guard.ts`. */
describe('the path that a call is sent to', () => {
  let forwarder: Forwarder;
  before(() => {
    forwarder = createForwarder({ apiUrl: 'http://127.0.0.1:9/base', timeoutMs: 1_000 });
  });
  after(() => forwarder.close());

  const inside = '/base/stores/examplehash/v3';

  for (const rest of [
    '',
    '/catalog/products?limit=1',
    '?limit=1',
    '/caf%C3%A9',
    '/a/%2e%2E/b',
    '/...',
  ])
    it(`is the store’s own: ${rest || '(nothing)'}`, () => {
      expect(forwarder.pathTo('examplehash', 'v3', rest)).to.equal(inside + rest);
    });

  for (const rest of [
    '/..',
    '/../v2/store',
    '/../../otherhash/v3/catalog',
    '/catalog/../../../otherhash/v3',
    '/%2e%2e/%2e%2e/otherhash/v3',
    '/.%2E/.%2e/otherhash/v3',
    '/..\\..\\otherhash\\v3',
    '/\t../\n../otherhash/v3',
    '3/catalog',
    '.evil.example/',
  ])
    it(`is refused when it leads elsewhere: ${JSON.stringify(rest)}`, () => {
      expect(() => forwarder.pathTo('examplehash', 'v3', rest))
        .to.throw()
        .with.property('code', 'path_refused');
    });

  it('is refused when the store itself would lead elsewhere', () => {
    expect(() => forwarder.pathTo('../..', 'v3', '/~'))
      .to.throw()
      .with.property('code', 'path_refused');
  });
});
