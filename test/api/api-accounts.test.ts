import { expect } from 'chai';
import { type ApiClient, apiClient, errorsOf } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import type { ApiCredentials } from '../support/sandbox-control.ts';

const orders = 'store_v2_orders_read_only';

describe('API accounts in the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  let account: ApiCredentials;
  beforeEach(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
    account = await connector.sandbox.apiAccount({ storeHash: 'snowboots', scopes: [orders] });
  });
  afterEach(() => connector.close());

  const draft = (accessToken: string, more: object = {}) => ({
    kind: 'api_account',
    name: 'Snow Boots',
    store: account.apiPath,
    credentials: {
      accessToken,
      clientId: account.clientId,
      clientSecret: account.clientSecret,
    },
    ...more,
  });

  it('are tested, then saved, and their secrets are not shown', async () => {
    const answer = await api.post('/connections', draft(account.accessToken));
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.body).to.include({ status: 'connected', storeHash: 'snowboots' });
    expect(answer.body.detectedScopes.held).to.include(orders);
    for (const path of ['/connections', `/connections/${answer.body.id}`, '/events'])
      expect((await api.get(path)).text)
        .to.not.include(account.accessToken)
        .and.not.include(account.clientSecret);
  });

  it('are not saved with a token that BigCommerce refuses', async () => {
    const answer = await api.post('/connections', draft('an-invented-token'));
    expect(answer.status).to.equal(422);
    expect(answer.body).to.include({ code: 'token_refused' });
    expect(errorsOf(answer)).to.have.keys('credentials.accessToken');
    expect((await api.get('/connections')).body.data).to.deep.equal([]);
  });

  it('are not saved while BigCommerce does not answer', async () => {
    await connector.sandbox.faults({ api: '500' });
    const answer = await api.post('/connections', draft(account.accessToken));
    expect(answer.status).to.equal(502);
    expect(answer.body).to.include({ code: 'bigcommerce_bad_response' });
    expect((await api.get('/connections')).body.data).to.deep.equal([]);
  });

  it('take new credentials, which are tested first', async () => {
    const { body } = await api.post('/connections', draft(account.accessToken));
    const path = `/connections/${body.id}`;
    await connector.sandbox.revokeApiAccount(account.id);
    const tested = await api.post(`${path}/test`);
    expect(tested.body).to.include({ outcome: 'refused', live: false });
    expect(tested.body.connection.status).to.equal('needs_reauthorization');

    const refused = await api.patch(path, { credentials: { accessToken: 'invented' } });
    expect(refused.body).to.include({ code: 'token_refused' });
    const next = await connector.sandbox.apiAccount({ storeHash: 'snowboots', scopes: [orders] });
    const { accessToken } = next;
    const changed = await api.patch(path, { credentials: { accessToken } });
    expect(changed.body).to.include({ status: 'connected' });
    const { body: credentials } = await api.get(`${path}/credentials`);
    expect(credentials).to.include({ accessToken });
  });

  it('hand their token to who may read it, and the trail says so', async () => {
    const { body } = await api.post('/connections', draft(account.accessToken));
    const path = `/connections/${body.id}/credentials`;
    const reader = await apiClient(connector, { permissions: ['credentials:read'] });
    const answer = await reader.get(path);
    expect(answer.headers['cache-control']).to.equal('no-store');
    expect(answer.body).to.deep.equal({
      accessToken: account.accessToken,
      clientId: null,
      storeHash: 'snowboots',
      apiUrl: `${connector.sandbox.url}/stores/snowboots`,
    });
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.credentials_read',
      connectionId: body.id,
      actor: { kind: 'api_key', id: reader.apiKey.id, name: reader.apiKey.name },
    });
    for (let again = 0; again < 3; again += 1) await reader.get(path);
    const told = (await connector.service.deps.events.latest(9)).map(({ kind }) => kind);
    expect(told.filter((kind) => kind === 'connection.credentials_read')).to.have.length(1);
    const other = await apiClient(connector, { permissions: ['connections:read'] });
    expect((await other.get(path)).status).to.equal(403);
  });

  it('can be tested without being saved', async () => {
    const { accessToken } = account;
    const body = { store: 'snowboots', credentials: { accessToken } };
    const live = await api.post('/connections/test', { ...body, scopes: ['store_v2_customers'] });
    expect(live.body).to.deep.include({ live: true, missingScopes: ['store_v2_customers'] });
    const refused = await api.post('/connections/test', {
      ...body,
      credentials: { accessToken: 'invented' },
    });
    expect(refused.body).to.include({ outcome: 'refused', live: false });
    expect((await api.get('/connections')).body.data).to.deep.equal([]);
  });

  it('have nothing to authorize, and apps no credentials', async () => {
    const { body } = await api.post('/connections', draft(account.accessToken));
    const answer = await api.post(`/connections/${body.id}/authorize`);
    expect(answer.body).to.include({ code: 'nothing_to_authorize' });
    const app = { kind: 'app', name: 'App', store: 'snowboots', iclientId: 'default' };
    const pending = await api.post('/connections', app);
    const refused = await api.patch(`/connections/${pending.body.id}`, {
      credentials: { accessToken: account.accessToken },
    });
    expect(errorsOf(refused)).to.have.keys('credentials');
  });
});
