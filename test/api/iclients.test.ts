import { expect } from 'chai';
import { type ApiClient, apiClient, byOperator, errorsOf } from '../support/api-client.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { install } from '../support/journeys.ts';

const draft = {
  name: 'Example app',
  clientId: 'anotherexampleclientid',
  clientSecret: 'canary-secret-of-an-iclient-made-by-a-program',
  scopes: ['store_v2_products_read_only'],
};

describe('iClients in the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  beforeEach(async () => {
    connector = await startConnector();
    connector.keepSecret(draft.clientSecret);
    api = await apiClient(connector);
  });
  afterEach(() => connector.close());

  it('are made, and their secret goes in and never out', async () => {
    const answer = await api.post('/iclients', draft);
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.headers.location).to.equal(`/api/v1/iclients/${answer.body.id}`);
    expect(answer.body).to.deep.include({
      slug: 'example-app',
      accountUuid: null,
      whitelist: [],
      isFromEnvironment: false,
    });
    expect(answer.body.callbackUrls.auth).to.equal(
      `${connector.publicUrl}/bigcommerce/example-app/auth`,
    );
    expect((await api.get(`/iclients/${answer.body.id}`)).body).to.deep.equal(answer.body);
    const { iclients } = connector.service.deps;
    expect(await iclients.clientSecret(answer.body.id)).to.equal(draft.clientSecret);
    const taken = await api.post('/iclients', { ...draft, name: 'Other' });
    expect(taken.body).to.include({ code: 'client_id_taken' });
  });

  it('are changed in part; the secret is kept unless it is given', async () => {
    const { body } = await api.post('/iclients', draft);
    const path = `/iclients/${body.id}`;
    const accountUuid = '3C8F1A52-0b7e-4f6d-9a21-5e4d3c2b1a09';
    const changed = await api.patch(path, { name: 'Renamed', accountUuid });
    expect(changed.body).to.include({ name: 'Renamed', accountUuid: accountUuid.toLowerCase() });
    const { iclients } = connector.service.deps;
    expect(await iclients.clientSecret(body.id)).to.equal(draft.clientSecret);
    const clientSecret = 'canary-second-secret-of-the-iclient';
    connector.keepSecret(clientSecret);
    expect((await api.patch(path, { clientSecret, accountUuid: null })).body).to.include({
      accountUuid: null,
      name: 'Renamed',
    });
    expect(await iclients.clientSecret(body.id)).to.equal(clientSecret);
  });

  it('have a whitelist of exact callback URLs', async () => {
    const { body } = await api.post('/iclients', draft);
    const own = 'https://tunnel.example.com/bigcommerce/example-app/auth';
    const changed = await api.patch(`/iclients/${body.id}`, { whitelist: [own, own] });
    expect(changed.body.whitelist).to.deep.equal([own]);
    const refused = await api.patch(`/iclients/${body.id}`, {
      whitelist: [own, 'https://*.example.com/auth', `${own}?next=1`, 'http://tunnel.example/auth'],
    });
    expect(errorsOf(refused)).to.have.keys('whitelist.1', 'whitelist.2', 'whitelist.3');
  });

  it('judge their connections anew when their scopes change', async () => {
    const { body } = await api.post('/iclients', draft);
    const { deps } = connector.service;
    await install(connector);
    const [installed] = (await api.get('/connections')).body.data;
    expect(installed.status).to.equal('connected');
    const fixed = await api.patch('/iclients/default', { scopes: [] });
    expect(fixed.body).to.include({ code: 'iclient_from_environment' });

    const connection = await deps.connections.create(
      {
        name: 'Through it',
        iclientId: body.id,
        storeHash: 'snowboots',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      byOperator,
    );
    await deps.connections.saveInstall({
      iclientId: body.id,
      grant: {
        accessToken: 'an-invented-token-of-a-grant',
        scopes: draft.scopes,
        storeHash: 'snowboots',
        user: { id: '7', email: 'owner@snowboots.example' },
        owner: undefined,
        accountUuid: undefined,
        answeredAt: undefined,
      },
      attempt: 'one',
      arrivedAt: Date.now(),
      address: '127.0.0.1',
      onlyConnection: connection.id,
      authorizedBy: { kind: 'user', id: 'us_1', email: 'builder@agency.example' },
    });
    await api.patch(`/iclients/${body.id}`, { scopes: [...draft.scopes, ...scopes] });
    const after = await api.get(`/connections/${connection.id}`);
    expect(after.body.status).to.equal('needs_reauthorization');
  });

  it('are not deleted while connections use them', async () => {
    const { body } = await api.post('/iclients', draft);
    const connection = { kind: 'app', name: 'User', store: 'snowboots', iclientId: body.id };
    const { body: user } = await api.post('/connections', connection);
    const refused = await api.delete(`/iclients/${body.id}`);
    expect(refused.status).to.equal(409);
    expect(refused.body).to.deep.include({
      code: 'iclient_in_use',
      connections: [{ id: user.id, name: 'User' }],
      connectionCount: 1,
    });
    const limited = await apiClient(connector, { connectionIds: ['cn_of_nobody'] });
    const unseen = await limited.delete(`/iclients/${body.id}`);
    expect(unseen.body).to.include({ code: 'key_limited' });
    expect(unseen.text).not.to.include(user.id);
    await api.delete(`/connections/${user.id}`);
    expect((await api.delete(`/iclients/${body.id}`)).status).to.equal(204);
    expect((await api.delete(`/iclients/${body.id}`)).body).to.include({ code: 'iclient_unknown' });
  });

  it('come in pages', async () => {
    for (const number of [1, 2])
      await api.post('/iclients', { ...draft, name: `App ${number}`, clientId: `client${number}` });
    const first = await api.get('/iclients?limit=2');
    const second = await api.get(`/iclients?limit=2&cursor=${first.body.nextCursor}`);
    const names = [...first.body.data, ...second.body.data].map(({ name }) => name);
    expect(names).to.deep.equal(['App 1', 'App 2', 'BigCommerce connector']);
    expect(second.body.nextCursor).to.equal(null);
    expect((await api.get('/iclients?cursor=none')).status).to.equal(400);
  });

  it('are told what is wrong with them, field by field', async () => {
    const answer = await api.post('/iclients', {
      name: 'A\u0007B',
      clientId: 'two words',
      accountUuid: 'none',
      scopes: ['two words'],
      whitelist: [],
    });
    expect(errorsOf(answer)).to.have.keys(
      ...['name', 'clientId', 'clientSecret', 'accountUuid', 'scopes.0', 'whitelist'],
    );
  });
});
