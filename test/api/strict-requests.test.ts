import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { type ApiClient, apiClient, errorsOf } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';

const draft = { kind: 'app', name: 'Snow Boots', store: 'snowboots', iclientId: 'default' };

describe('requests of the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  let path: string;
  before(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
    const { body } = await api.post('/connections', { ...draft, name: 'One', store: 'sandals' });
    path = `/connections/${body.id}`;
  });
  after(() => connector.close());

  const expectNothingMade = async () =>
    expect((await api.get('/connections')).body.data).to.have.length(1);

  it('are told everything that is wrong at once, and what to do', async () => {
    const answer = await api.post('/connections', {
      kind: 'app',
      name: '',
      store: 'https://shop.example.com',
      scopes: ['store_v2_orders', 7],
      concurrency: { level: 26, speed: 1 },
      colour: 'blue',
    });
    expect(answer.status).to.equal(400);
    expect(answer.body).to.include({ code: 'body_invalid' });
    const errors = errorsOf(answer);
    expect(errors).to.include({
      name: 'Give at least 1 characters.',
      iclientId: 'It is missing. Give a string.',
      'scopes.1': 'Give a string.',
      'concurrency.level': 'Give at most 25.',
      'concurrency.speed': 'There is no such field. Leave it out.',
      colour: 'There is no such field. Leave it out.',
    });
    expect(errors.store).to.match(/hash/);
    await expectNothingMade();
  });

  it('are told which kind of connection a field is for', async () => {
    const credentials = { accessToken: 'canary-token-never-kept' };
    const account = { ...draft, kind: 'api_account', credentials };
    expect(errorsOf(await api.post('/connections', account))).to.deep.equal({
      iclientId: 'This is for the kind app alone. Leave it out.',
    });
    expect(errorsOf(await api.post('/connections', { ...draft, credentials }))).to.deep.equal({
      credentials: 'This is for the kind api_account alone. Leave it out.',
    });
  });

  it('cannot set what is not theirs to set', async () => {
    const { body: before } = await api.get(path);
    for (const field of [
      ...['id', 'status', 'grantedScopes', 'accessToken', 'storeHash', 'iclientId', 'kind'],
      ...['createdAt', 'lastFailure', 'owner', 'nameKey', 'constructor', 'toString'],
    ]) {
      const answer = await api.patch(path, { [field]: 'connected' });
      expect(answer.status, field).to.equal(400);
      expect(errorsOf(answer), field).to.have.keys(field);
    }
    for (const text of [
      '{"__proto__": {"status": "connected"}}',
      '{"concurrency": {"level": 1, "__proto__": {"borrowFrom": "cn_1"}}}',
      '{"name": "Two", "prototype": {}}',
    ])
      expect((await api.patch(path, text)).status, text).to.equal(400);
    expect((await api.get(path)).body).to.deep.equal(before);
    expect({}).not.to.have.property('status');
  });

  it('are refused unless they are JSON', async () => {
    const form = { 'Content-Type': 'application/x-www-form-urlencoded' };
    for (const headers of [
      form,
      { 'Content-Type': 'text/plain' },
      { 'Content-Type': 'application/json; charset=utf-16' },
      { 'Content-Type': 'application/jsonp' },
    ]) {
      const answer = await api.post('/connections', JSON.stringify(draft), headers);
      expect(answer.status, headers['Content-Type']).to.equal(415);
    }
    const utf8 = { 'Content-Type': 'Application/JSON; Charset="UTF-8"' };
    expect((await api.patch(path, '{}', utf8)).status).to.equal(200);
    await expectNothingMade();
  });

  it('are refused when their JSON is broken or something else than an object', async () => {
    for (const text of ['{', '{"name": "Two",}', "{'name': 'Two'}", '[', 'NaN', '\u0000'])
      expect(errorsOf(await api.patch(path, text)), text).to.deep.equal({
        '': 'Give JSON in UTF-8.',
      });
    for (const text of ['[]', '"name"', '7', 'true', 'null'])
      expect(errorsOf(await api.patch(path, text)), text).to.deep.equal({
        '': 'Give a JSON object.',
      });
    expect((await api.patch(path, '['.repeat(200_000))).status).to.equal(400);
  });

  it('are refused when they are too large, packed or not', async () => {
    const large = JSON.stringify({ name: 'x'.repeat(256 * 1024) });
    expect((await api.patch(path, large)).status).to.equal(413);
    const packed = async (text: string) =>
      fetch(`${connector.publicUrl}/api/v1${path}`, {
        method: 'PATCH',
        headers: {
          Authorization: `Bearer ${api.key}`,
          'Content-Type': 'application/json',
          'Content-Encoding': 'gzip',
        },
        body: gzipSync(text),
      });
    expect((await packed(large)).status).to.equal(413);
    expect((await packed('{}')).status).to.equal(200);
  });

  it('take only the parameters that there are, each once', async () => {
    for (const [query, field] of [
      ['colour=blue', 'colour'],
      ['limit=0', 'limit'],
      ['limit=101', 'limit'],
      ['limit=ten', 'limit'],
      ['limit=0x10', 'limit'],
      ['limit=1e1', 'limit'],
      ['limit=', 'limit'],
      ['limit=1&limit=2', 'limit'],
      ['status=gone', 'status'],
      ['status=pending&status=connected', 'status'],
      ['status[]=pending', 'status[]'],
      ['kind=app&__proto__=1', '__proto__'],
      ['cursor=none', 'cursor'],
      ['cursor=', 'cursor'],
    ] as const) {
      const answer = await api.get(`/connections?${query}`);
      expect(answer.status, query).to.equal(400);
      expect(answer.body, query).to.include({ code: 'query_invalid' });
      expect(errorsOf(answer), query).to.have.keys(field);
    }
    expect((await api.delete(`${path}?force=true`)).status).to.equal(400);
    expect((await api.get(path)).status).to.equal(200);
  });
});
