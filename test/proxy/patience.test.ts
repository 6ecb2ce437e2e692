import { expect } from 'chai';
import { apiDocument } from '../support/api-document.ts';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';

describe('A proxied call that does not say how long it may wait', () => {
  let proxied: Proxied;
  let saidMs: number;
  before(async () => {
    proxied = await startProxied();
    const { document } = await apiDocument(proxied.connector);
    const { parameters } = document.paths['/proxy/{connectionId}/{path}']?.get ?? {};
    const found = parameters?.find(({ name }) => name === 'X-Connector-Max-Wait');
    saidMs = Number((found?.schema as { default?: number } | undefined)?.default) * 1_000;
  });
  after(() => proxied.close());

  const askedToPause = (ms: number) =>
    proxied.upstream.answer((_req, res) => {
      res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': `${ms}` }).end();
    });
  const waits = async () => {
    const text = await proxied.connector.service.deps.metrics.text();
    return text.includes('connector_proxy_retries_total{why="slow_down"} 1');
  };

  it('does not wait for longer than the document says', async () => {
    askedToPause(saidMs + 1);
    const answer = await proxied.call('/v3/catalog/products');
    expect(answer.status).to.equal(429);
    expect(answer.headers.get('x-rate-limit-time-reset-ms')).to.equal(`${saidMs + 1}`);
    expect(await waits()).to.equal(false);
  });

  it('waits for as long as the document says', async () => {
    const other = await proxied.makeConnection();
    // A little of the time is gone before BigCommerce asks for the pause.
    askedToPause(saidMs - 1_000);
    const left = new AbortController();
    const path = `/proxy/${other.id}/v3/catalog/products`;
    const call = fetch(`${proxied.connector.service.address}${path}`, {
      headers: { authorization: `Bearer ${proxied.key}` },
      signal: left.signal,
    }).catch(() => 'left');
    await until('it waits', waits);
    left.abort();
    expect(await call).to.equal('left');
  });
});
