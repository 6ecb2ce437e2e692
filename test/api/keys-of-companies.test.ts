/** What keys may do with companies and links: by their permissions, and where they are limited to some connections. */
import { expect } from 'chai';
import type { Response } from 'supertest';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';

describe('companies and links', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  let limited: ApiClient;
  let linkId: string;
  const ids: Record<string, string> = {};
  const connections: Record<string, string> = {};
  before(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
    for (const name of ['Scarves', 'Anoraks', 'Boots']) {
      const made = await api.post('/companies', { name, externalId: `x-${name}` });
      const companyId = made.body.id;
      const body = {
        kind: 'app',
        name,
        store: name.toLowerCase(),
        iclientId: 'default',
        companyId,
      };
      ids[name] = companyId;
      connections[name] = (await api.post('/connections', body)).body.id;
    }
    linkId = (await api.post(`/companies/${ids.Scarves}/links`, {})).body.id;
    const connectionIds = [connections.Scarves, connections.Anoraks, 'cn_deleted'].map(String);
    limited = await apiClient(connector, { connectionIds });
  });
  after(() => connector.close());

  const expectRefusal = ({ status, body }: Response, code: string) =>
    expect([status, body.code]).to.deep.equal([code.endsWith('unknown') ? 404 : 403, code]);
  const reads = (by: ApiClient) => [
    by.get('/companies'),
    by.get(`/companies/${ids.Scarves}`),
    by.get(`/companies/${ids.Scarves}/links`),
    by.get(`/links/${linkId}`),
  ];
  const writes = (by: ApiClient) => [
    by.post('/companies', { name: 'Hats' }),
    by.patch(`/companies/${ids.Scarves}`, { name: 'Shawls' }),
    by.delete(`/companies/${ids.Scarves}`),
    by.post(`/companies/${ids.Scarves}/links`, {}),
    by.delete(`/links/${linkId}`),
  ];

  it('are read with connections:read, and written with links:write', async () => {
    const reader = await apiClient(connector, { permissions: ['connections:read'] });
    for (const answer of await Promise.all(reads(reader))) expect(answer.status).to.equal(200);
    for (const answer of await Promise.all(writes(reader)))
      expectRefusal(answer, 'permission_missing');
    const writer = await apiClient(connector, { permissions: ['links:write'] });
    for (const answer of await Promise.all(reads(writer)))
      expectRefusal(answer, 'permission_missing');
    const made = await writer.post('/companies', { name: 'Hats' });
    const links = `/companies/${made.body.id}/links`;
    const link = await writer.post(links, {});
    expect((await writer.delete(`/links/${link.body.id}`)).status).to.equal(204);
    expect((await writer.delete(`/companies/${made.body.id}`)).status).to.equal(204);
  });

  it('are not made, changed or ended with a limited key, which sees no link', async () => {
    for (const answer of await Promise.all(writes(limited))) expectRefusal(answer, 'key_limited');
    for (const path of [`/companies/${ids.Scarves}/links`, `/links/${linkId}`, '/links/ln_none'])
      expectRefusal(await limited.get(path), 'key_limited');
  });

  it('are listed to a limited key where they are of its connections', async () => {
    const found = async (query: string) =>
      (await limited.get(`/companies?${query}`)).body.data.map(
        ({ name }: { name: string }) => name,
      );
    expect(await found('')).to.deep.equal(['Anoraks', 'Scarves']);
    expect(await found('q=sca')).to.deep.equal(['Scarves']);
    expect(await found('q=boots')).to.deep.equal([]);
    expect(await found('q=!!')).to.deep.equal([]);
    expect(await found('q=x-Anoraks')).to.deep.equal(['Anoraks']);
    expect(await found('externalId=x-Boots')).to.deep.equal([]);
    expect(await found('externalId=x-Scarves')).to.deep.equal(['Scarves']);
    const first = (await limited.get('/companies?limit=1')).body;
    expect(await found(`limit=1&cursor=${first.nextCursor}`)).to.deep.equal(['Scarves']);
    expect((await limited.get('/companies?cursor=none')).status).to.equal(400);

    expect((await limited.get(`/companies/${ids.Scarves}`)).status).to.equal(200);
    expectRefusal(await limited.get(`/companies/${ids.Boots}`), 'company_unknown');
  });

  it('are not found out by a limited key that gives them to its connection', async () => {
    const path = `/connections/${connections.Scarves}`;
    for (const companyId of [ids.Boots, ids.Anoraks, 'co_none', null])
      expectRefusal(await limited.patch(path, { companyId }), 'key_limited');
    const renamed = await limited.patch(path, { name: 'Shawls' });
    expect(renamed.body).to.include({ name: 'Shawls', companyId: ids.Scarves });
  });
});
