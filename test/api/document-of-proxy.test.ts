/** What the OpenAPI document says of the proxy, held against the proxy itself. */
import { expect } from 'chai';
import { type Permission, permissions } from '../../server/api-keys/permissions.ts';
import { proxyFailures } from '../../server/language/en/proxy.ts';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { apiDocument, type Operation } from '../support/api-document.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected } from '../support/picker.ts';

const paths = ['/proxy/{connectionId}/{path}', '/proxy/stores/{connectionId}/{path}'];

describe('the OpenAPI document describes the proxy', function () {
  this.timeout(30_000);
  let connector: Connector;
  const described: { path: string; methods: Record<string, Operation> }[] = [];
  const keys = new Map<string, ApiClient>();
  before(async () => {
    connector = await startConnector();
    const { document } = await apiDocument(connector);
    const below = Object.entries(document.paths).filter(([path]) => path.startsWith('/proxy/'));
    for (const [path, methods] of below) described.push({ path, methods });
    expect(below.map(([path]) => path)).to.deep.equal(paths);
    for (const permission of ['proxy:read', 'proxy:write'] satisfies Permission[]) {
      const others = permissions.filter((each) => each !== permission && each !== '*');
      keys.set(permission, await apiClient(connector, { permissions: [permission] }));
      keys.set(`all but ${permission}`, await apiClient(connector, { permissions: others }));
    }
  });
  after(() => connector.close());

  async function call(
    path: string,
    method: string,
    headers: Record<string, string> = {},
    connectionId = 'cn_none',
  ) {
    const rest = 'v3/catalog/products?limit=1';
    const target = path.replace('{connectionId}', connectionId).replace('{path}', rest);
    const answer = await fetch(`${connector.publicUrl}${target}`, { method, headers });
    const text = await answer.text();
    return { answer, code: text === '' ? undefined : JSON.parse(text).code };
  }

  const keyFor = ({ security }: Operation, name: string): Record<string, string> => {
    const text = keys.get(name)?.key ?? '';
    const [scheme] = (security ?? []).flatMap(Object.keys);
    return scheme === 'apiKey' ? { Authorization: `Bearer ${text}` } : { 'X-Auth-Token': text };
  };

  const codesOf = ({ responses }: Operation, status: number) =>
    JSON.stringify(responses[status]?.content?.['application/problem+json']);

  it('with every method that it passes on, and no other', async () => {
    for (const { path, methods } of described) {
      const { answer } = await call(path, 'PROPFIND');
      expect(answer.status).to.equal(405);
      const names = Object.keys(methods).map((method) => method.toUpperCase());
      expect(names.join(', ')).to.equal(answer.headers.get('allow'));
    }
  });

  it('with where the key is, the permission that it needs, and what is refused', async () => {
    for (const { path, methods } of described)
      for (const [name, operation] of Object.entries(methods)) {
        const method = name.toUpperCase();
        const what = `${method} ${path}`;
        const permission = operation['x-permission'];
        const admitted = await call(path, method, keyFor(operation, permission));
        expect(admitted.answer.status, what).to.equal(404);
        expect(codesOf(operation, 404), what).to.include('"connection_unknown"');
        const refused = await call(path, method, keyFor(operation, `all but ${permission}`));
        expect(refused.answer.status, what).to.equal(403);
        expect(codesOf(operation, 403), what).to.include('"permission_missing"');
        for (const { answer, code } of [admitted, refused]) {
          expect(answer.headers.get('x-connector-connection'), what).to.equal('cn_none');
          if (method !== 'HEAD') expect(codesOf(operation, answer.status)).to.include(code);
        }
      }
  });

  it('with every way in which a call fails', () => {
    for (const { methods } of described)
      for (const code of Object.keys(proxyFailures))
        expect(JSON.stringify(methods.post?.responses), code).to.include(`"${code}"`);
  });

  it('on the page for people, with methods that do the same as one', async () => {
    const { text } = await connector.http().get('/api/docs');
    for (const id of ['getThroughProxy', 'postThroughProxy', 'getThroughStoresProxy'])
      expect(text).to.include(`id="${id}"`);
    expect(text).not.to.include('id="putThroughProxy"');
    expect(text).to.include(`${connector.publicUrl}/proxy/$CONNECTION_ID/v3/catalog/products`);
    expect(text).to.include('X-Connector-Required-Scope');
  });

  it('with how long a call may wait', async () => {
    const id = await connected(connector, 'snowboots');
    for (const { path, methods } of described) {
      const { get } = methods;
      const wait = get?.parameters.find(({ name }) => name === 'X-Connector-Max-Wait');
      if (!get || !wait) return expect.fail(`${path} lacks the header.`);
      const { minimum = -1, maximum = -1 } = wait.schema;
      const isRefused = async (seconds: number) => {
        const headers = { ...keyFor(get, 'proxy:read'), [wait.name]: String(seconds) };
        const { answer, code } = await call(path, 'GET', headers, id);
        if (answer.status === 400) expect(codesOf(get, 400)).to.include(code);
        return answer.status === 400;
      };
      const waits = [minimum - 1, minimum, maximum, maximum + 1];
      const refused = await Promise.all(waits.map(isRefused));
      expect(refused).to.deep.equal([true, false, false, true]);
    }
  });
});
