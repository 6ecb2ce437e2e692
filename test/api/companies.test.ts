import { expect } from 'chai';
import type { Response } from 'supertest';
import { type ApiClient, apiClient, errorsOf } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';

describe('companies of the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  let stores = 0;
  before(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
  });
  after(() => connector.close());

  async function make(name: string, externalId?: string): Promise<string> {
    const answer = await api.post('/companies', { name, externalId });
    expect(answer.status, answer.text).to.equal(201);
    return answer.body.id;
  }

  const connect = (name: string, more: object = {}) => {
    stores += 1;
    const body = { kind: 'app', name, store: `store${stores}`, iclientId: 'default' };
    return api.post('/connections', { ...body, ...more });
  };

  const namesIn = ({ body }: Response) => body.data.map(({ name }: { name: string }) => name);

  it('are made, read, changed and deleted', async () => {
    const made = await api.post('/companies', { name: ' Example Anoraks ', externalId: 'an-1' });
    expect(made.status).to.equal(201);
    expect(made.headers.location).to.equal(`/api/v1/companies/${made.body.id}`);
    expect(made.body).to.include({ name: 'Example Anoraks', externalId: 'an-1' });
    const path = `/companies/${made.body.id}`;
    expect((await api.get(path)).body).to.deep.equal(made.body);

    const changed = await api.patch(path, { name: 'Anoraks Europe', externalId: null });
    expect(changed.status).to.equal(200);
    expect(changed.body).to.include({ name: 'Anoraks Europe', externalId: null });
    expect((await api.patch(path, {})).body).to.deep.equal(changed.body);

    expect((await api.delete(path)).status).to.equal(204);
    for (const gone of [await api.get(path), await api.patch(path, {}), await api.delete(path)])
      expect([gone.status, gone.body.code]).to.deep.equal([404, 'company_unknown']);
    const { data } = (await api.get('/events?limit=3')).body;
    expect(data.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
      'company.deleted',
      'company.changed',
      'company.created',
    ]);
    expect(data[0]).to.deep.include({ companyId: made.body.id, name: 'Anoraks Europe' });
  });

  it('have a name that everybody sees, and no field of their own making', async () => {
    const strange = await api.post('/companies', { externalId: '', id: 'co_mine' });
    expect(strange.status).to.equal(400);
    expect(errorsOf(strange)).to.have.keys('name', 'externalId', 'id');
    for (const name of ['', ' ', '\u200b', 'x'.repeat(201)])
      expect(errorsOf(await api.post('/companies', { name })), name).to.have.keys('name');
  });

  it('have external IDs of their own: whose one is, is told', async () => {
    const first = await make('Belts', 'customer-1');
    const second = await make('Belts', 'Customer-1');
    for (const answer of [
      await api.post('/companies', { name: 'Bags', externalId: 'customer-1' }),
      await api.patch(`/companies/${second}`, { externalId: 'customer-1' }),
    ]) {
      expect(answer.status).to.equal(409);
      expect(answer.body).to.include({ code: 'external_id_taken', companyId: first });
    }
  });

  it('are listed by name, in pages, and found by words or external ID', async () => {
    for (const [name, externalId] of [
      ['Zebra Crossing Shoes', 'zebra/1'],
      ['Zebra Éclairs', undefined],
      ['Zebra Café', 'zebra/2'],
    ])
      await make(String(name), externalId);
    const found = async (query: string) => namesIn(await api.get(`/companies?${query}`));
    expect(await found('q=zeb')).to.deep.equal([
      'Zebra Café',
      'Zebra Crossing Shoes',
      'Zebra Éclairs',
    ]);
    expect(await found('q=zebra%20eclairs')).to.deep.equal(['Zebra Éclairs']);
    expect(await found('q=zebra%2F2')).to.deep.equal(['Zebra Café']);
    expect(await found('externalId=zebra%2F1')).to.deep.equal(['Zebra Crossing Shoes']);
    expect(await found('externalId=zebra%2F1&q=café')).to.deep.equal([]);
    expect(await found('externalId=ZEBRA%2F1')).to.deep.equal([]);

    const first = await api.get('/companies?q=zebra&limit=2');
    expect(namesIn(first)).to.have.length(2);
    const next = await api.get(`/companies?q=zebra&limit=2&cursor=${first.body.nextCursor}`);
    expect([namesIn(next), next.body.nextCursor]).to.deep.equal([['Zebra Éclairs'], null]);
    const strange = await api.get('/companies?cursor=none');
    expect(errorsOf(strange)).to.have.keys('cursor');
  });

  it('stay while they have connections, which are told', async () => {
    const companyId = await make('Gloves');
    const { body } = await connect('Gloves', { companyId });
    const refused = await api.delete(`/companies/${companyId}`);
    expect(refused.status).to.equal(409);
    expect(refused.body).to.deep.include({ code: 'company_in_use', connectionIds: [body.id] });
    await api.patch(`/connections/${body.id}`, { companyId: null });
    expect((await api.delete(`/companies/${companyId}`)).status).to.equal(204);
  });

  it('are given to connections, and list them', async () => {
    const companyId = await make('Hats');
    const { body: first } = await connect('Hats one', { companyId });
    expect(first).to.include({ companyId });
    const { body: second } = await connect('Hats two');
    expect(second).to.include({ companyId: null });
    const changed = await api.patch(`/connections/${second.id}`, { companyId });
    expect(changed.body).to.include({ companyId });
    await api.patch(`/connections/${second.id}`, { name: 'Hats three' });
    const listed = await api.get(`/connections?companyId=${companyId}`);
    expect(namesIn(listed)).to.deep.equal(['Hats one', 'Hats three']);
    expect(namesIn(await api.get('/connections?companyId=co_none'))).to.deep.equal([]);
    expect((await connect('Hats four', { companyId: 'co_none' })).body).to.include({
      code: 'company_unknown',
    });
  });

  it('share no store', async () => {
    const [one, other] = [await make('Jackets'), await make('Other jackets')];
    await connect('Jackets', { store: 'snowboots', companyId: one });
    const made = await connector.sandbox.apiAccount({ storeHash: 'snowboots', scopes: [] });
    const account = (companyId?: string) =>
      api.post('/connections', {
        kind: 'api_account',
        name: `Account of ${companyId}`,
        store: 'snowboots',
        credentials: { accessToken: made.accessToken },
        companyId,
      });
    const { body: ofNobody } = await account();
    expect(ofNobody).to.include({ companyId: null });
    for (const refused of [
      await account(other),
      await api.patch(`/connections/${ofNobody.id}`, { companyId: other }),
    ]) {
      expect(refused.status).to.equal(409);
      expect(refused.body).to.include({ code: 'store_of_other_company' });
    }
    expect((await account(one)).body).to.include({ companyId: one });
    const changed = await api.patch(`/connections/${ofNobody.id}`, { companyId: one });
    expect(changed.body).to.include({ companyId: one });
  });
});
