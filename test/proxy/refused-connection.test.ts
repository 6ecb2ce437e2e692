import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { expect } from 'chai';
import { freePort } from '../support/free-port.ts';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { startRawServer } from '../support/raw-server.ts';

/** Where undici tells, before anything else happens, that it could not connect. */
const connectError = 'undici:client:connectError';

describe('A proxied call whose connection BigCommerce refuses at first', () => {
  let proxied: Proxied;
  let port: number;
  let refused: number;
  let methods: string[];
  const server = createServer((req, res) => {
    methods.push(req.method ?? '');
    // Nothing is kept open, so that the next call has to connect, too.
    req.resume().once('end', () => res.writeHead(200, { Connection: 'close' }).end('{}'));
  });
  const listen = () => {
    refused += 1;
    if (!server.listening) server.listen(port, '127.0.0.1');
  };

  before(async () => {
    port = await freePort();
    proxied = await startProxied({ BIGCOMMERCE_API_URL: `http://127.0.0.1:${port}` });
  });
  after(() => proxied.close());
  beforeEach(() => {
    [refused, methods] = [0, []];
    subscribe(connectError, listen);
  });
  afterEach(async () => {
    unsubscribe(connectError, listen);
    if (!server.listening) return;
    server.close();
    server.closeAllConnections();
    await once(server, 'close');
  });

  for (const method of ['GET', 'HEAD', 'OPTIONS', 'PUT', 'DELETE'])
    it(`is sent once more, since nothing was sent: ${method}`, async () => {
      const body = method === 'PUT' ? '{"name":"Example"}' : null;
      const answer = await proxied.call('/v3/catalog/products', { method, body });
      expect(answer.status).to.equal(200);
      expect({ refused, methods }).to.deep.equal({ refused: 1, methods: [method] });
    });

  for (const method of ['POST', 'PATCH'])
    it(`fails and is not sent: ${method}`, async () => {
      const answer = await proxied.call('/v3/catalog/products', { method, body: '{}' });
      expect(answer.status).to.equal(502);
      expect(((await answer.json()) as { code: string }).code).to.equal('call_failed');
      expect({ refused, methods }).to.deep.equal({ refused: 1, methods: [] });
    });
});

describe('A proxied call to a BigCommerce that is not there', () => {
  it('is answered as such, and the service serves on', async () => {
    const gone = await startProxied({ BIGCOMMERCE_API_URL: 'http://127.0.0.1:9' });
    try {
      for (const method of ['GET', 'POST']) {
        const answer = await gone.call('/v3/catalog/products', { method });
        expect(answer.status).to.equal(502);
        expect(((await answer.json()) as { code: string }).code).to.equal('call_failed');
      }
      expect((await gone.connector.http().get('/healthz')).status).to.equal(200);
    } finally {
      await gone.close();
    }
  });

  it('is answered as such when what comes back is no HTTP', async () => {
    const strange = await startRawServer(() => 'SSH-2.0-Example\r\n');
    const proxied = await startProxied({ BIGCOMMERCE_API_URL: strange.url });
    try {
      const answer = await proxied.call('/v3/catalog/products');
      expect(answer.status).to.equal(502);
    } finally {
      await proxied.close();
      await strange.close();
    }
  });
});
