import { expect } from 'chai';
import { type ApiClient, apiClient, errorsOf } from '../support/api-client.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { install } from '../support/journeys.ts';

const draft = { kind: 'app', name: 'Snow Boots', store: 'snowboots', iclientId: 'default' };

describe('connections in the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  beforeEach(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
  });
  afterEach(() => connector.close());

  it('are saved as pending through an app, in the name of the key', async () => {
    const answer = await api.post('/connections', {
      ...draft,
      store: 'https://store-snowboots.mybigcommerce.com/manage/dashboard',
      scopes: ['store_v2_orders', 'store_v2_orders'],
      concurrency: { level: 3 },
    });
    expect(answer.status).to.equal(201);
    expect(answer.headers.location).to.equal(`/api/v1/connections/${answer.body.id}`);
    expect(answer.body).to.deep.include({
      kind: 'app',
      name: 'Snow Boots',
      status: 'pending',
      storeHash: 'snowboots',
      scopes: ['store_v2_orders'],
      concurrency: { level: 3, borrowFrom: null },
      lastUsedAt: null,
    });
    expect((await api.get(`/connections/${answer.body.id}`)).body).to.deep.equal(answer.body);
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.created',
      actor: { kind: 'api_key', id: api.apiKey.id, name: api.apiKey.name },
    });
  });

  it('are changed in part', async () => {
    const { body } = await api.post('/connections', draft);
    const path = `/connections/${body.id}`;
    const changed = await api.patch(path, { name: 'Sandals', concurrency: { level: 25 } });
    expect(changed.body).to.deep.include({
      name: 'Sandals',
      concurrency: { level: 25, borrowFrom: null },
      scopes: null,
    });
    expect((await api.patch(path, { scopes: ['store_v2_orders'] })).body.scopes).to.deep.equal([
      'store_v2_orders',
    ]);
    const again = await api.patch(path, { scopes: null });
    expect(again.body).to.deep.include({ scopes: null, name: 'Sandals' });
    expect((await api.patch(path, {})).status).to.equal(200);
  });

  it('have a name and a store of their own for each app', async () => {
    const { body } = await api.post('/connections', draft);
    const twice = await api.post('/connections', { ...draft, name: 'Other' });
    expect(twice.status).to.equal(409);
    expect(twice.body).to.include({ code: 'connection_exists', connectionId: body.id });
    const named = await api.post('/connections', {
      ...draft,
      name: 'SNOW BOOTS',
      store: 'sandals',
    });
    expect(named.body).to.include({ code: 'name_taken' });
    const stranger = await api.post('/connections', { ...draft, iclientId: 'ic_none' });
    expect(errorsOf(stranger)).to.have.keys('iclientId');
  });

  it('borrow from others, which cannot be deleted meanwhile', async () => {
    const lender = await account('Lender');
    const { body } = await api.post('/connections', {
      ...draft,
      concurrency: { borrowFrom: lender },
    });
    expect(body.concurrency).to.deep.equal({ level: null, borrowFrom: lender });
    const refused = await api.delete(`/connections/${lender}`);
    expect(refused.status).to.equal(409);
    expect(refused.body).to.deep.include({ connectionIds: [body.id] });
    const chain = await api.patch(`/connections/${lender}`, {
      concurrency: { borrowFrom: body.id },
    });
    expect(chain.body).to.include({ code: 'lender_unsuitable' });
  });

  it('borrow from no other that a limited key does not see', async () => {
    const lender = await account('Lender');
    const { body } = await api.post('/connections', draft);
    const connectionIds = [body.id];
    const client = await apiClient(connector, { connectionIds });
    const wish = { concurrency: { borrowFrom: lender } };
    const refused = await client.patch(`/connections/${body.id}`, wish);
    expect(refused.body).to.include({ code: 'lender_unsuitable' });
    expect((await api.patch(`/connections/${body.id}`, wish)).status).to.equal(200);
  });

  it('tell a limited key of no lender that it does not reach', async () => {
    const lender = await account('Lender');
    const borrower = await account('Borrower', { concurrency: { borrowFrom: lender } });
    const path = `/connections/${borrower}`;
    const limited = await apiClient(connector, { connectionIds: [borrower] });
    const answers = [
      await limited.get('/connections'),
      await limited.get(path),
      await limited.patch(path, { name: 'Renamed' }),
      await limited.post(`${path}/test`),
      await limited.post(`${path}/disconnect`),
    ];
    for (const { status, text } of answers) {
      expect(status, text).to.equal(200);
      expect(text).to.include('"concurrency":{"level":null,"borrowFrom":null}');
      expect(text).not.to.include(lender);
    }
    const both = await apiClient(connector, { connectionIds: [borrower, lender] });
    expect((await both.get(path)).body.concurrency.borrowFrom).to.equal(lender);
  });

  it('are tested, disconnected and deleted', async () => {
    await install(connector);
    const { body: list } = await api.get('/connections');
    const path = `/connections/${list.data[0].id}`;

    const tested = await api.post(`${path}/test`);
    expect(tested.body).to.deep.include({ outcome: 'live', live: true, missingScopes: [] });
    expect(tested.body.detectedScopes.held).to.have.members(scopes);
    await api.patch(path, { scopes: [...scopes, 'store_v2_customers'] });
    const lacking = await api.post(`${path}/test`);
    expect(lacking.body.missingScopes).to.deep.equal(['store_v2_customers']);

    const disconnected = await api.post(`${path}/disconnect`);
    expect(disconnected.body).to.include({ status: 'disconnected' });
    expect((await api.post(`${path}/test`)).body).to.include({ outcome: 'no_token', live: false });
    expect((await api.get(`${path}/credentials`)).body).to.include({ code: 'no_token' });

    expect((await api.delete(path)).status).to.equal(204);
    expect((await api.delete(path)).status).to.equal(404);
    expect((await api.get(path)).body).to.include({ code: 'connection_unknown' });
  });

  async function account(name: string, more: object = {}): Promise<string> {
    const made = await connector.sandbox.apiAccount({ storeHash: 'snowboots', scopes });
    const { accessToken } = made;
    const credentials = { accessToken };
    const body = { kind: 'api_account', name, store: 'snowboots', credentials, ...more };
    const answer = await api.post('/connections', body);
    expect(answer.status, answer.text).to.equal(201);
    return answer.body.id;
  }
});
