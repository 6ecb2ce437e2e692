/** What the proxy answers by itself: held against the document of the API, and its words for programs. */
import { expect } from 'chai';
import { apiDocument } from '../support/api-document.ts';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { answerOk } from '../support/upstream.ts';

type Problem = { status: number; code: string; detail: string; parameter?: string };

describe('A problem of the proxy', () => {
  let proxied: Proxied;
  const bearer = () => ({ authorization: `Bearer ${proxied.key}` });
  const token = () => ({ 'x-auth-token': proxied.key });
  const id = () => proxied.connection.id;

  before(async () => {
    proxied = await startProxied({ PROXY_TIMEOUT_SECONDS: '1' });
  });
  afterEach(() => proxied.upstream.answer(answerOk));
  after(() => proxied.close());

  /** The problem that it is answered, of which the document says that there may be one. */
  async function problemOf(
    path: string,
    headers: Record<string, string> = bearer(),
    method = 'GET',
  ): Promise<Problem> {
    const { expectForeseen } = await apiDocument(proxied.connector);
    const { address } = proxied.connector.service;
    const answer = await fetch(`${address}${path}`, { method, headers });
    const text = await answer.text();
    const { status } = answer;
    const body = JSON.parse(text);
    expectForeseen(method, path, {
      status,
      text,
      body,
      headers: Object.fromEntries(answer.headers),
    });
    return body;
  }

  const known = () => `/proxy/${id()}/v3/catalog/products`;
  const asked: [code: string, ask: () => Promise<Problem>][] = [
    ['path_refused', () => problemOf(`/proxy/${id()}/v3/catalog%2fproducts`)],
    ['path_incomplete', () => problemOf(`/proxy/${id()}/catalog/products`)],
    ['header_invalid', () => problemOf(known(), { ...bearer(), 'x-connector-max-wait': '61' })],
    ['api_key_invalid', () => problemOf(known(), { authorization: 'Bearer bcc_wrong' })],
    [
      'permission_missing',
      async () => {
        const key = await proxied.makeKey(['proxy:read']);
        return problemOf(known(), { authorization: `Bearer ${key}` }, 'DELETE');
      },
    ],
    ['connection_unknown', () => problemOf('/proxy/Snow-Boots/v3/catalog/products')],
    [
      'connection_not_connected',
      async () => {
        const { id: gone } = await proxied.makeConnection();
        await proxied.connector.service.deps.connections.disconnect(gone, by);
        return problemOf(`/proxy/${gone}/v3/catalog/products`);
      },
    ],
    [
      'call_timed_out',
      () => {
        proxied.upstream.answer(() => undefined);
        return problemOf(known());
      },
    ],
    [
      'call_failed',
      () => {
        proxied.upstream.answer((req) => req.socket.destroy());
        return problemOf(known());
      },
    ],
    [
      'bigcommerce_redirected',
      () => {
        proxied.upstream.answer((_req, res) => res.writeHead(302, { Location: '/' }).end());
        return problemOf(known());
      },
    ],
    [
      'slots_busy',
      async () => {
        const { id: slow } = await proxied.makeConnection();
        proxied.upstream.answer((_req, res) =>
          res.writeHead(429, { 'X-Rate-Limit-Time-Reset-Ms': '5000' }).end(),
        );
        const impatient = { ...bearer(), 'x-connector-max-wait': '0' };
        const path = `/proxy/${slow}/v3/catalog/products`;
        await fetch(`${proxied.connector.service.address}${path}`, { headers: impatient });
        return problemOf(path, impatient);
      },
    ],
  ];
  for (const [code, ask] of asked)
    it(`is foreseen by the document: ${code}`, async () => {
      expect((await ask()).code).to.equal(code);
    });

  it('says what a path lacks that names no connection and API', async () => {
    for (const path of [
      `/proxy/${id()}`,
      `/proxy/${id()}/`,
      `/proxy/${id()}/catalog/products`,
      '/proxy/Snow%20Boots/v3/catalog/products',
      '/proxy/',
    ]) {
      const problem = await problemOf(path, { ...bearer(), ...token() });
      expect(problem, path).to.include({ status: 400, code: 'path_incomplete' });
      expect(problem.detail).to.include('v2, v3 or graphql').and.include('GET /api/v1/connections');
    }
  });

  it('says in which header its form of path takes the key', async () => {
    const atStores = await problemOf(`/proxy/stores/${id()}/v3/catalog/products`, bearer());
    expect(atStores).to.include({ code: 'api_key_invalid', parameter: 'X-Auth-Token' });
    expect(atStores.detail).to.include('X-Auth-Token: bcc_…').and.not.include('Bearer');
    const plain = await problemOf(known(), token());
    expect(plain).to.include({ code: 'api_key_invalid', parameter: 'Authorization' });
    expect(plain.detail).to.include('Authorization: Bearer bcc_…');
  });

  it('says where a key comes from, and how the API finds and authorizes connections', async () => {
    const nobody = await problemOf(known(), { authorization: 'Bearer bcc_wrong' });
    expect(nobody.detail).to.include('npm run --silent admin -- create-api-key');
    const named = await problemOf('/proxy/Snow-Boots/v3/catalog/products');
    expect(named.detail).to.include('GET /api/v1/connections').and.include('not its name');
    const { id: gone } = await proxied.makeConnection();
    await proxied.connector.service.deps.connections.disconnect(gone, by);
    const { detail } = await problemOf(`/proxy/${gone}/v3/catalog/products`);
    expect(detail).to.include('POST /api/v1/connections/{connectionId}/authorize');
  });
});
