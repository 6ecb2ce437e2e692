/** Each endpoint of the API, and the keys that may not use it. */
import { expect } from 'chai';
import { apiTable } from '../../server/api/routes/index.ts';
import { type Permission, permissions } from '../../server/api-keys/permissions.ts';
import { keys } from '../../server/redis/keys.ts';
import { type ApiClient, apiClient, byOperator, callWith } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { until } from '../support/until.ts';

/** There are more endpoints than wrong keys that an address may send. */
async function forgiveWrongKeys({ service }: Connector): Promise<void> {
  const { redis } = service.deps;
  for (const key of await redis.keys(`${keys.wrongKeysPrefix}*`)) await redis.del(key);
}

describe('each endpoint of the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let connectionId: string;
  const clients = new Map<string, ApiClient>();
  before(async () => {
    connector = await startConnector();
    for (const { permission } of apiTable) {
      const others = permissions.filter((each) => each !== permission && each !== '*');
      clients.set(`all but ${permission}`, await apiClient(connector, { permissions: others }));
      clients.set(permission, await apiClient(connector, { permissions: [permission] }));
    }
    clients.set('limited', await apiClient(connector, { connectionIds: ['cn_of_nobody'] }));
    const draft = { kind: 'app', name: 'One', store: 'snowboots', iclientId: 'default' };
    const owner = await apiClient(connector);
    connectionId = (await owner.post('/connections', draft)).body.id;
  });
  beforeEach(() => forgiveWrongKeys(connector));
  after(() => connector.close());

  const clientOf = (name: string) => {
    const client = clients.get(name);
    if (!client) throw new Error(`There is no client ${name}.`);
    return client;
  };

  for (const { method, path, permission, unlimitedKeysOnly } of apiTable) {
    const name = `${method.toUpperCase()} ${path}`;
    const address = () => path.replace('{id}', path.includes('connection') ? connectionId : 'none');
    const call = (client: ApiClient) =>
      method === 'get' || method === 'delete'
        ? client[method](address())
        : client[method](address(), {});

    it(`${name} refuses a key without ${permission}, and names it`, async () => {
      const answer = await call(clientOf(`all but ${permission}`));
      expect(answer.status).to.equal(403);
      expect(answer.body).to.include({ code: 'permission_missing', parameter: permission });
    });

    it(`${name} needs a key`, async () => {
      for (const headers of [
        {},
        { Authorization: `Bearer bcc_${'A'.repeat(43)}` },
        { Authorization: 'Basic YTpi' },
      ]) {
        const answer = await callWith(connector, headers as Record<string, string>)(
          method,
          address(),
          method === 'get' || method === 'delete' ? undefined : '{',
        );
        expect(answer.status).to.equal(401);
        expect(answer.body).to.include({ code: 'api_key_invalid' });
        expect(answer.headers['www-authenticate']).to.equal('Bearer');
      }
    });

    if (path.startsWith('/connections/{id}'))
      it(`${name} hides what the key does not reach`, async () => {
        const answer = await call(clientOf('limited'));
        expect(answer.status).to.equal(404);
        expect(answer.body).to.include({ code: 'connection_unknown' });
      });

    if (unlimitedKeysOnly)
      it(`${name} refuses a key that is limited to some connections`, async () => {
        const answer = await call(clientOf('limited'));
        expect(answer.status).to.equal(403);
        expect(answer.body).to.include({ code: 'key_limited' });
      });
  }

  it('lets a key in that has the permission alone', async () => {
    const reads: [Permission, string][] = [
      ['connections:read', '/connections'],
      ['connections:read', '/scopes'],
      ['iclients:read', '/iclients'],
      ['events:read', '/events'],
    ];
    for (const [permission, path] of reads)
      expect((await clientOf(permission).get(path)).status, path).to.equal(200);
  });

  it('tells the methods that an address takes', async () => {
    const answer = await clientOf('limited').delete('/connections');
    expect(answer.status).to.equal(405);
    expect(answer.headers.allow).to.equal('GET, POST');
    expect((await clientOf('limited').get('/none')).body).to.include({ code: 'endpoint_unknown' });
  });
});

describe('an API key that is revoked', function () {
  this.timeout(30_000);
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('opens no endpoint any more', async () => {
    const client = await apiClient(connector);
    expect((await client.get('/connections')).status).to.equal(200);
    await connector.service.deps.apiKeys.revoke(client.apiKey.id, byOperator);
    await until('it is refused', async () => (await client.get('/scopes')).status === 401);
    for (const { method, path } of apiTable) {
      await forgiveWrongKeys(connector);
      expect((await client[method](path.replace('{id}', 'none'), {})).status).to.equal(401);
    }
  });
});
