import { expect } from 'chai';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';

describe('Proxied calls of a connection that borrows its concurrency', () => {
  let proxied: Proxied;
  before(async () => {
    proxied = await startProxied();
  });
  after(() => proxied.close());

  it('count with those of its lender and of all who borrow from it', async () => {
    const lender = await proxied.makeConnection({ concurrency: { level: 2 } });
    const borrow = { concurrency: { borrowFrom: lender.id } };
    const borrowers = [await proxied.makeConnection(borrow), await proxied.makeConnection(borrow)];
    const ends: (() => void)[] = [];
    const met: number[] = [];
    proxied.upstream.answer((_req, res) => {
      met.push(ends.length);
      ends.push(() => res.end('{}'));
    });
    const { address } = proxied.connector.service;
    const headers = { authorization: `Bearer ${proxied.key}` };
    const calls = [...borrowers, lender, ...borrowers, lender].map(async ({ id }) => {
      const answer = await fetch(`${address}/proxy/${id}/v3/catalog/products`, { headers });
      return answer.status;
    });
    for (let ended = 0; ended < calls.length; ended += 1) {
      await until(
        'as many are there as may be',
        () => ends.length >= Math.min(2, calls.length - ended),
      );
      ends.shift()?.();
    }
    expect(await Promise.all(calls)).to.deep.equal(calls.map(() => 200));
    expect(Math.max(...met), 'others that a call met at BigCommerce').to.equal(1);
  });
});
