import { once } from 'node:events';
import { connect } from 'node:net';
import { expect } from 'chai';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { startRawServer } from '../support/raw-server.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

const timeoutMs = 1_000;

describe('A proxied call that fails', () => {
  let proxied: Proxied;

  before(async () => {
    proxied = await startProxied({ PROXY_TIMEOUT_SECONDS: String(timeoutMs / 1000) });
  });

  beforeEach(() => {
    proxied.upstream.calls.length = 0;
  });

  afterEach(async () => {
    proxied.upstream.answer(answerOk);
    const text = () => proxied.connector.service.deps.metrics.text();
    await until('every slot is free', async () => (await text()).includes('slots_in_use 0'));
  });

  after(() => proxied.close());

  const problemOf = async (answer: Response) => {
    const { code } = (await answer.json()) as { code: string };
    return { status: answer.status, code };
  };

  it('is given up when BigCommerce does not answer in time', async () => {
    let ended = false;
    proxied.upstream.answer((_req, res) => {
      res.once('close', () => {
        ended = true;
      });
    });
    const start = performance.now();
    const answer = await proxied.call('/v3/catalog/products');
    expect(await problemOf(answer)).to.deep.equal({ status: 504, code: 'call_timed_out' });
    expect(performance.now() - start).to.be.within(timeoutMs - 50, timeoutMs + 2_000);
    expect(proxied.upstream.calls).to.have.lengthOf(1);
    await until('it has ended upstream', () => ended);
  });

  it('is cut when the answer has begun and does not end in time', async () => {
    proxied.upstream.answer((_req, res) => {
      res.writeHead(200);
      const drip = setInterval(() => res.write('.'), 50);
      res.once('close', () => clearInterval(drip));
    });
    const answer = await proxied.call('/v3/catalog/products');
    expect(answer.status).to.equal(200);
    expect(await answer.text().catch(() => 'cut')).to.equal('cut');
  });

  it('is cut when BigCommerce breaks its answer off', async () => {
    proxied.upstream.answer((_req, res) => {
      res.writeHead(200, { 'Content-Length': 100 });
      res.write('only this', () => res.destroy());
    });
    const answer = await proxied.call('/v3/catalog/products');
    expect(await answer.text().catch(() => 'cut')).to.equal('cut');
    expect(proxied.upstream.calls).to.have.lengthOf(1);
  });

  for (const [method, times] of [
    ['GET', 2],
    ['HEAD', 2],
    ['PUT', 1],
    ['DELETE', 1],
    ['POST', 1],
    ['PATCH', 1],
  ] as const) {
    it(`is sent ${times === 1 ? 'once' : 'once more'} when the connection closes after ${method}`, async () => {
      proxied.upstream.answer((req) => void req.once('end', () => req.socket.destroy()));
      const body = method === 'GET' || method === 'HEAD' ? null : '{"name":"Example"}';
      const answer = await proxied.call('/v3/catalog/products', { method, body });
      expect(answer.status).to.equal(502);
      if (method !== 'HEAD')
        expect(await problemOf(answer)).to.deep.equal({ status: 502, code: 'call_failed' });
      expect(proxied.upstream.calls).to.have.lengthOf(times);
    });
  }

  it('gets through when only the first connection closes', async () => {
    proxied.upstream.answer((req, res, call) => {
      if (proxied.upstream.calls.length === 1) req.socket.destroy();
      else answerOk(req, res, call);
    });
    expect((await proxied.call('/v3/catalog/products')).status).to.equal(200);
  });

  it('gets BigCommerce’s own answer when there is one, whatever it is', async () => {
    for (const status of [400, 404, 409, 422, 500, 502, 503]) {
      proxied.upstream.answer((_req, res) => {
        res.writeHead(status, { 'Content-Type': 'text/html' });
        res.end('<h1>Example</h1>');
      });
      const answer = await proxied.call('/v3/catalog/products');
      expect(answer.status).to.equal(status);
      expect(await answer.text()).to.equal('<h1>Example</h1>');
    }
    expect(proxied.upstream.calls).to.have.lengthOf(7);
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`never follows a redirect, and does not pass it on: ${status}`, async () => {
      let followed = 0;
      const elsewhere = await startRawServer(() => {
        followed += 1;
        return 'HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n';
      });
      try {
        proxied.upstream.answer((_req, res) => {
          res.writeHead(status, { Location: `${elsewhere.url}/stolen` });
          res.end();
        });
        const answer = await proxied.call('/v3/catalog/products', { redirect: 'manual' });
        expect(await problemOf(answer)).to.deep.equal({
          status: 502,
          code: 'bigcommerce_redirected',
        });
        expect(answer.headers.get('location')).to.equal(null);
        expect(proxied.upstream.calls).to.have.lengthOf(1);
        // Whoever had followed it would have been there before this.
        await fetch(elsewhere.url);
        expect(followed).to.equal(1);
      } finally {
        await elsewhere.close();
      }
    });
  }

  it('passes on that nothing changed', async () => {
    proxied.upstream.answer((_req, res) => {
      res.writeHead(304, { ETag: '"example"' });
      res.end();
    });
    const answer = await proxied.call('/v3/catalog/products');
    expect(answer.status).to.equal(304);
    expect(answer.headers.get('etag')).to.equal('"example"');
  });

  for (const [when, answer] of [
    ['before the answer', () => undefined],
    [
      'in the middle of the answer',
      (_req: unknown, res: import('node:http').ServerResponse) => {
        res.writeHead(200);
        res.write('begun');
      },
    ],
  ] as const) {
    it(`ends upstream at once when the caller leaves ${when}`, async () => {
      let ended = false;
      proxied.upstream.answer((req, res) => {
        answer(req, res);
        res.once('close', () => {
          ended = true;
        });
      });
      const { hostname, port } = new URL(proxied.connector.service.address);
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.write(
        `GET /proxy/${proxied.connection.id}/v3/catalog HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer ${proxied.key}\r\n\r\n`,
      );
      await until('the call is upstream', () => proxied.upstream.calls.length === 1);
      socket.destroy();
      await until('it has ended upstream', () => ended, timeoutMs / 2);
    });
  }
});
