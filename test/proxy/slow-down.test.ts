import { expect } from 'chai';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { type Answer, answerOk } from '../support/upstream.ts';

/** Answers 429 so many times, then as usual. */
function tooMany(times: number, headers: Record<string, string>): Answer {
  let left = times;
  return (req, res, call) => {
    const answer = () => {
      if (left === 0) return answerOk(req, res, call);
      left -= 1;
      res.writeHead(429, { 'Content-Type': 'application/json', ...headers });
      res.end('{"status":429,"title":"Too many requests"}');
    };
    req.once('end', answer).resume();
  };
}

describe('A proxied call when BigCommerce says that it was too much', () => {
  let proxied: Proxied;

  beforeEach(async () => {
    proxied = await startProxied();
  });

  afterEach(() => proxied.close());

  for (const method of ['GET', 'POST', 'PATCH', 'DELETE']) {
    it(`waits as long as it says and sends ${method} again`, async () => {
      proxied.upstream.answer(tooMany(1, { 'X-Rate-Limit-Time-Reset-Ms': '300' }));
      const body = method === 'GET' ? null : '{"name":"Example"}';
      const start = performance.now();
      const answer = await proxied.call('/v3/catalog/products', { method, body });
      expect(answer.status).to.equal(200);
      expect(await answer.text()).to.equal('{"data":[]}');
      expect(performance.now() - start).to.be.greaterThan(300);
      expect(proxied.upstream.calls).to.have.lengthOf(2);
      expect(proxied.upstream.calls[1]?.body().toString()).to.equal(body ?? '');
    });
  }

  it('waits for the longer of what its headers say', async () => {
    proxied.upstream.answer(
      tooMany(1, { 'X-Rate-Limit-Time-Reset-Ms': '50', 'X-Retry-After': '1' }),
    );
    const start = performance.now();
    expect((await proxied.call('/v3/catalog/products')).status).to.equal(200);
    expect(performance.now() - start).to.be.greaterThan(1_000);
  });

  it('believes no pause of more than a minute', async () => {
    proxied.upstream.answer(tooMany(1, { 'X-Rate-Limit-Time-Reset-Ms': '999999999' }));
    expect((await proxied.call('/v3/first')).status).to.equal(429);
    const answer = await proxied.call('/v3/second');
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.within(55, 60);
  });

  it('passes it on when the caller would not wait so long', async () => {
    proxied.upstream.answer(tooMany(9, { 'X-Rate-Limit-Time-Reset-Ms': '2500' }));
    const answer = await proxied.call('/v3/catalog/products', {
      headers: { 'x-connector-max-wait': '1' },
    });
    expect(answer.status).to.equal(429);
    expect(answer.headers.get('x-rate-limit-time-reset-ms')).to.equal('2500');
    expect(await answer.text()).to.include('Too many requests');
    expect(proxied.upstream.calls).to.have.lengthOf(1);
  });

  it('passes it on when the body is too long to be sent again', async () => {
    proxied.upstream.answer(tooMany(9, { 'X-Rate-Limit-Time-Reset-Ms': '100' }));
    const answer = await proxied.call('/v3/catalog/products', {
      method: 'POST',
      body: 'x'.repeat(65 * 1024),
    });
    expect(answer.status).to.equal(429);
    expect(proxied.upstream.calls).to.have.lengthOf(1);
  });

  it('keeps others of the same store from calling meanwhile, and nobody else', async () => {
    const other = await proxied.makeConnection({ storeHash: 'otherhash' });
    proxied.upstream.answer((req, res, call) => {
      const slow = call.url.includes('/examplehash/') && proxied.upstream.calls.length === 1;
      if (!slow) return answerOk(req, res, call);
      res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': '1500' });
      res.end();
    });
    const impatient = { headers: { 'x-connector-max-wait': '0' } };
    expect((await proxied.call('/v3/catalog/products', impatient)).status).to.equal(429);
    const busy = await proxied.call('/v3/catalog/products', impatient);
    expect(busy.status).to.equal(429);
    expect(((await busy.json()) as { code: string }).code).to.equal('slots_busy');
    expect(Number(busy.headers.get('retry-after'))).to.be.within(1, 2);
    expect(proxied.upstream.calls).to.have.lengthOf(1);
    const { service } = proxied.connector;
    const elsewhere = await fetch(`${service.address}/proxy/${other.id}/v3/catalog/products`, {
      headers: { authorization: `Bearer ${proxied.key}`, ...impatient.headers },
    });
    expect(elsewhere.status).to.equal(200);
    expect((await proxied.call('/v3/catalog/products')).status, 'who waits').to.equal(200);
  });

  it('makes few calls of a storm, and the other stores do not notice', async () => {
    const other = await proxied.makeConnection({ storeHash: 'otherhash' });
    let stormy = 0;
    proxied.upstream.answer((req, res, call) => {
      if (call.url.includes('/otherhash/')) return answerOk(req, res, call);
      stormy += 1;
      res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': '400' });
      res.end();
    });
    const storm = Promise.all(
      Array.from({ length: 60 }, () =>
        proxied.call('/v3/catalog/products', { headers: { 'x-connector-max-wait': '2' } }),
      ),
    );
    const { address } = proxied.connector.service;
    const calm = await Promise.all(
      Array.from({ length: 20 }, () =>
        fetch(`${address}/proxy/${other.id}/v3/catalog/products`, {
          headers: { authorization: `Bearer ${proxied.key}`, 'x-connector-max-wait': '5' },
        }),
      ),
    );
    expect(calm.map(({ status }) => status)).to.deep.equal(calm.map(() => 200));
    expect((await storm).every(({ status }) => status === 429)).to.equal(true);
    // The level's worth of first calls, then one for each pause that fits into the patience.
    expect(stormy).to.be.within(1, 5 + 6);
  });

  it('is counted', async () => {
    proxied.upstream.answer(tooMany(1, { 'X-Rate-Limit-Time-Reset-Ms': '50' }));
    await proxied.call('/v3/catalog/products');
    const text = await proxied.connector.service.deps.metrics.text();
    expect(text).to.include('connector_proxy_slow_downs_total 1');
    expect(text).to.include('connector_proxy_retries_total{why="slow_down"} 1');
    expect(text).to.include('connector_proxy_requests_total{outcome="answered",status="2xx"} 1');
  });
});
