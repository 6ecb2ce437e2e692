import { expect } from 'chai';
import { probes } from '../../server/bigcommerce/probes.ts';
import type { Connection } from '../../server/connections/connection.ts';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { type Answer, answerOk } from '../support/upstream.ts';
import { type Way, waysToTest } from './ways.ts';

/** The token, its scopes and the store's profile. */
const requestsOfATest = 1 + probes.length + 1;

describe('tests of saved connections', () => {
  let proxied: Proxied;
  let ways: Way[];
  let testByApi: Way['test'];

  before(async () => {
    proxied = await startProxied();
    ways = await waysToTest(proxied);
    testByApi = ways[0]?.test ?? expect.fail();
  });
  after(() => proxied.close());
  beforeEach(() => {
    proxied.upstream.calls.length = 0;
    proxied.upstream.answer(answerOk);
  });

  const call = ({ id }: Connection, maxWait = '60') =>
    fetch(`${proxied.connector.service.address}/proxy/${id}/v3/called`, {
      headers: { authorization: `Bearer ${proxied.key}`, 'x-connector-max-wait': maxWait },
    });
  const arrived = () => proxied.upstream.calls.length;
  const withLevel = (level: number) => proxied.makeConnection({ concurrency: { level } });

  /** Counts who is at BigCommerce at once, until the last byte of each answer. */
  const countInside = () => {
    let inside = 0;
    let most = 0;
    proxied.upstream.answer((_req, res) => {
      inside += 1;
      most = Math.max(most, inside);
      res.writeHead(200, { 'Content-Type': 'application/json' }).write('{"data":');
      setTimeout(() => {
        inside -= 1;
        res.end('[]}');
      }, 3);
    });
    return () => most;
  };

  it('take one turn after the other at level 1, among proxied calls, whoever asks for them', async () => {
    const most = countInside();
    for (const { name, test } of ways) {
      const before = arrived();
      const connection = await withLevel(1);
      const calls = name.includes('picker') ? 0 : 8;
      const [tested, ...called] = await Promise.all([
        test(connection),
        ...Array.from({ length: calls }, () => call(connection)),
      ]);
      expect(tested.status, `${name} ${tested.said}`).to.be.oneOf([200, 303]);
      expect(called.map(({ status }) => status)).to.deep.equal(called.map(() => 200));
      expect(arrived() - before, name).to.equal(requestsOfATest + calls);
      expect(most(), name).to.equal(1);
    }
  });

  it('count in the lender’s concurrency', async () => {
    const lender = await withLevel(2);
    const borrower = await proxied.makeConnection({ concurrency: { borrowFrom: lender.id } });
    const most = countInside();
    const work = [testByApi(lender), testByApi(borrower), call(lender), call(borrower)];
    await Promise.all<unknown>(work);
    expect(arrived()).to.equal(2 * requestsOfATest + 2);
    expect(most()).to.equal(2);
  });

  for (const path of ['/v2/time', '/v2/store', '/v3/customers?limit=1']) {
    it(`keep everybody from calling while BigCommerce has asked to slow down at ${path}`, async () => {
      const draft = { concurrency: { level: 1 }, scopes: ['store_v2_customers'] };
      const connection = await proxied.makeConnection(draft);
      let refusedAt = Number.POSITIVE_INFINITY;
      let nextAt: number | undefined;
      proxied.upstream.answer((req, res, seen) => {
        if (refusedAt === Number.POSITIVE_INFINITY && seen.url.endsWith(path)) {
          refusedAt = performance.now();
          res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': '400' }).end();
          return;
        }
        if (refusedAt < performance.now()) nextAt ??= performance.now();
        answerOk(req, res, seen);
      });
      await testByApi(connection);
      await call(connection);
      expect((nextAt ?? 0) - refusedAt).to.be.greaterThan(395);
    });
  }

  it('wait while a proxied call was told to slow down', async () => {
    const connection = await withLevel(5);
    proxied.upstream.answer(refuseCalls('700'));
    const start = performance.now();
    expect((await call(connection, '0')).status).to.equal(429);
    proxied.upstream.answer(answerOk);
    expect((await testByApi(connection)).said).to.include('live');
    expect(performance.now() - start).to.be.greaterThan(700);
  });

  it('say that the connection is busy when their turn does not come, and send nothing', async () => {
    for (const { name, test, busy } of ways) {
      const connection = await withLevel(1);
      proxied.upstream.answer(refuseCalls('30000'));
      await call(connection, '0');
      const before = arrived();
      const { status, said } = await test(connection);
      expect(status, name).to.equal(busy.status);
      expect(said, name).to.include(busy.said);
      expect(arrived() - before, name).to.equal(0);
    }
  });

  it('know nothing of the scopes for which no turn came', async () => {
    const connection = await withLevel(2);
    let called: Promise<unknown> | undefined;
    proxied.upstream.answer((req, res, seen) => {
      if (seen.url.endsWith('/called')) return refuseCalls('30000')(req, res, seen);
      if (called || arrived() < 5) return answerOk(req, res, seen);
      called = call(connection, '9').then(() => answerOk(req, res, seen));
    });
    expect((await testByApi(connection)).said).to.include('live');
    const { connections } = proxied.connector.service.deps;
    const { held = [], unknown = [] } =
      (await connections.find(connection.id))?.detectedScopes ?? {};
    expect(held).not.to.deep.equal([]);
    expect(unknown).not.to.deep.equal([]);
    expect(held.concat(unknown)).to.have.members(probes.map(({ scope }) => scope));
  });
});

/** Answers 429 to proxied calls, and asks for that pause in milliseconds. */
function refuseCalls(pause: string): Answer {
  return (req, res, seen) => {
    if (!seen.url.endsWith('/called')) return answerOk(req, res, seen);
    res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': pause }).end();
  };
}
