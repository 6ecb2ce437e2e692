import { expect } from 'chai';
import { accessToken, type Proxied, startProxied, storeHash } from '../support/proxied.ts';

describe('A call through the proxy', () => {
  let proxied: Proxied;

  before(async () => {
    proxied = await startProxied();
  });

  after(() => proxied.close());

  it('reaches the store with its token and brings the answer back', async () => {
    const answer = await proxied.call('/v3/catalog/products?limit=1&include=variants,images');
    expect(answer.status).to.equal(200);
    expect(await answer.json()).to.deep.equal({ data: [] });
    const call = proxied.upstream.calls.at(-1);
    expect(call?.url).to.equal(
      `/stores/${storeHash}/v3/catalog/products?limit=1&include=variants,images`,
    );
    expect(call?.headers['x-auth-token']).to.equal(accessToken);
  });

  it('carries a body', async () => {
    const answer = await proxied.call('/v3/catalog/products', {
      method: 'POST',
      body: '{"name":"Example"}',
      headers: { 'content-type': 'application/json' },
    });
    expect(answer.status).to.equal(200);
    expect(proxied.upstream.calls.at(-1)?.body().toString()).to.equal('{"name":"Example"}');
  });

  it('works for clients that only let the host be changed', async () => {
    const { connector, connection, key } = proxied;
    const answer = await fetch(
      `${connector.service.address}/proxy/stores/${connection.id}/v2/orders`,
      { headers: { 'x-auth-token': key } },
    );
    expect(answer.status).to.equal(200);
    expect(proxied.upstream.calls.at(-1)?.url).to.equal(`/stores/${storeHash}/v2/orders`);
    expect(proxied.upstream.calls.at(-1)?.headers['x-auth-token']).to.equal(accessToken);
  });
});
