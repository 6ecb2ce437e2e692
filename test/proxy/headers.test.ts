import { expect } from 'chai';
import { accessToken, type Proxied, startProxied } from '../support/proxied.ts';
import { askRaw } from '../support/raw-request.ts';
import { answerOk } from '../support/upstream.ts';

describe('The headers of a proxied call', () => {
  let proxied: Proxied;

  before(async () => {
    proxied = await startProxied();
  });

  afterEach(() => proxied.upstream.answer(answerOk));
  after(() => proxied.close());

  const ask = (lines: string[], body = '') =>
    askRaw(
      proxied.connector.service.address,
      [
        `${body ? 'POST' : 'GET'} /proxy/${proxied.connection.id}/v3/catalog/products HTTP/1.1`,
        ...lines,
        '',
        body,
      ].join('\r\n'),
    );
  const usual = () => ['Host: connector.example', `Authorization: Bearer ${proxied.key}`];

  it('that BigCommerce knows are passed on, and the caller’s own are not', async () => {
    await ask([
      ...usual(),
      'Connection: close',
      'Accept: application/json',
      'If-None-Match: "example"',
      'User-Agent: example/1',
      'Cookie: session=canary',
      'X-Auth-Token: stolen',
      'X_Auth_Token: stolen',
      'X-Auth-Client: stolen',
      'X-Forwarded-For: 10.0.0.1',
      'X-Forwarded-Host: evil.example',
      'Forwarded: for=10.0.0.1',
      'Proxy-Authorization: Basic stolen',
      'TE: trailers',
      'Upgrade: h2c',
      'X-HTTP-Method-Override: DELETE',
      'Origin: https://evil.example',
      'Referer: https://evil.example/',
    ]);
    const { rawHeaders = [], headers } = proxied.upstream.calls.at(-1) ?? {};
    const names = rawHeaders.filter((_, at) => at % 2 === 0).map((name) => name.toLowerCase());
    expect(names.sort()).to.deep.equal([
      'accept',
      'connection',
      'host',
      'if-none-match',
      'user-agent',
      'x-auth-token',
    ]);
    expect(headers?.['x-auth-token']).to.equal(accessToken);
    expect(headers?.host).to.equal(new URL(proxied.upstream.url).host);
    expect(JSON.stringify(rawHeaders)).not.to.include(proxied.key);
  });

  it('that Connection names stay behind, and never ours', async () => {
    await ask([...usual(), 'Connection: close, x-auth-token, Accept', 'Accept: text/plain']);
    const { headers } = proxied.upstream.calls.at(-1) ?? {};
    expect(headers?.accept).to.equal(undefined);
    expect(headers?.['x-auth-token']).to.equal(accessToken);
  });

  const refused: Record<string, string[]> = {
    'a second Host': ['Host: evil.example'],
    'a second Authorization': ['Authorization: Bearer other'],
    'a second X-Auth-Token': ['X-Auth-Token: one', 'X-Auth-Token: two'],
    'a malformed maximum wait': ['X-Connector-Max-Wait: 61'],
    'a maximum wait that is no number': ['X-Connector-Max-Wait: long'],
    'a length beside chunks': ['Content-Length: 3', 'Transfer-Encoding: chunked'],
    'two lengths': ['Content-Length: 3', 'Content-Length: 4'],
    'a coding that is not chunked': ['Transfer-Encoding: identity'],
    'a hidden second coding': ['Transfer-Encoding: chunked', 'Transfer-Encoding: x'],
    'a folded line': ['Accept: a', ' b: c'],
    'a space before the colon': ['Accept : a'],
  };
  for (const [what, lines] of Object.entries(refused)) {
    it(`are refused with ${what}`, async () => {
      const before = proxied.upstream.calls.length;
      const answer = await ask([...usual(), 'Connection: close', ...lines], '0\r\n\r\n');
      expect(answer).to.match(/^HTTP\/1\.1 400 /);
      expect(proxied.upstream.calls.length, 'calls upstream').to.equal(before);
    });
  }

  it('make no second request out of what follows a refused one', async () => {
    const before = proxied.upstream.calls.length;
    const smuggled = `GET /proxy/${proxied.connection.id}/v2/time HTTP/1.1\r\n${usual().join('\r\n')}\r\n\r\n`;
    const answer = await askRaw(
      proxied.connector.service.address,
      `POST /proxy/${proxied.connection.id}/v3/../x HTTP/1.1\r\n${usual().join('\r\n')}\r\n` +
        `Connection: close\r\nContent-Length: ${smuggled.length}\r\n\r\n${smuggled}`,
    );
    expect(answer.match(/HTTP\/1\.1/g)).to.have.lengthOf(1);
    expect(proxied.upstream.calls.length, 'calls upstream').to.equal(before);
  });

  it('of the answer pass when they are about it, and not when they are for browsers', async () => {
    proxied.upstream.answer((_req, res) => {
      res.writeHead(200, {
        'Content-Type': 'application/json',
        ETag: '"example"',
        Link: '<https://api.example/next>; rel="next"',
        'X-Rate-Limit-Requests-Left': '149',
        'X-Rate-Limit-Time-Reset-Ms': '15000',
        'X-Request-Id': 'theirs',
        'Set-Cookie': ['one=1', 'two=2'],
        'Access-Control-Allow-Origin': '*',
        'Content-Security-Policy': "default-src 'none'",
        'Strict-Transport-Security': 'max-age=1',
        Server: 'example',
        'X-Auth-Token': 'echoed',
        'Proxy-Authenticate': 'Basic',
        Location: 'https://evil.example/',
      });
      res.end('{}');
    });
    const answer = await proxied.call('/v3/catalog/products');
    const names = [...answer.headers.keys()].sort();
    expect(names).to.deep.equal([
      'connection',
      'content-type',
      'date',
      'etag',
      'keep-alive',
      'link',
      'transfer-encoding',
      'x-bigcommerce-request-id',
      'x-connector-connection',
      'x-content-type-options',
      'x-rate-limit-requests-left',
      'x-rate-limit-time-reset-ms',
      'x-request-id',
    ]);
    expect(answer.headers.get('x-connector-connection')).to.equal(proxied.connection.id);
    expect(answer.headers.get('x-request-id')).to.match(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
    expect(answer.headers.get('x-bigcommerce-request-id')).to.equal('theirs');
  });

  it('of a problem are ours, too', async () => {
    const answer = await proxied.call('/v1/catalog');
    expect(answer.status).to.equal(400);
    expect(answer.headers.get('content-type')).to.match(/^application\/problem\+json/);
    expect(answer.headers.get('cache-control')).to.equal('no-store');
    const { code, reference } = (await answer.json()) as { code: string; reference: string };
    expect(code).to.equal('path_incomplete');
    expect(answer.headers.get('x-request-id')).to.equal(reference);
  });
});
