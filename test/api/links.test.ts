import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type ApiClient, apiClient, byOperator, errorsOf } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { pathOf } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';

const week = 7 * 24 * 60 * 60;

describe('links of the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  let links: string;
  before(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'app.example.com' } });
    api = await apiClient(connector);
    const { body } = await api.post('/companies', { name: 'Example Boots' });
    links = `/companies/${body.id}/links`;
  });
  after(() => connector.close());

  async function make(wish: object = {}) {
    const answer = await api.post(links, wish);
    expect(answer.status, answer.text).to.equal(201);
    return answer.body;
  }

  it('are for both ways, the default iClient and many uses, for a week, unless told', async () => {
    const { url, ...link } = await make();
    expect(url).to.match(new RegExp(`^${connector.publicUrl}/link/[\\w-]{43}$`));
    expect(link).to.deep.include({
      ways: ['app', 'api_account'],
      iclientId: 'default',
      scopes: null,
      singleUse: false,
      returnUrl: null,
      locale: null,
      state: 'open',
      createdBy: { kind: 'api_key', id: api.apiKey.id, name: api.apiKey.name, email: null },
      usedAt: null,
    });
    expect(Date.parse(link.expiresAt) - Date.parse(link.createdAt)).to.equal(week * 1000);
  });

  it('are made as they are wished', async () => {
    const wish = {
      ways: ['api_account'],
      iclientId: 'default',
      scopes: ['store_v2_orders_read_only'],
      singleUse: true,
      expiresIn: 3_600,
      returnUrl: 'https://app.example.com/connected?customer=7',
      locale: 'fr',
    };
    const { expiresIn, ...asked } = wish;
    const { url, ...link } = await make(wish);
    expect(link).to.deep.include(asked);
    expect(Date.parse(link.expiresAt) - Date.parse(link.createdAt)).to.equal(expiresIn * 1000);
    const read = await api.get(`/links/${link.id}`);
    expect(read.body).to.deep.equal(link);
    expect((await make({ ways: ['api_account', 'app'] })).ways, 'in one order').to.deep.equal([
      'app',
      'api_account',
    ]);
  });

  it('let a merchant in, until they are revoked', async () => {
    const { id, url } = await make();
    const merchant = connector.agent();
    const opened = await merchant.get(pathOf(url));
    expect([opened.status, opened.headers.location]).to.deep.equal([303, `/link/${id}/access`]);
    expect((await merchant.get(`/link/${id}/access`)).status).to.equal(200);

    for (const times of ['once', 'again'])
      expect((await api.delete(`/links/${id}`)).status, times).to.equal(204);
    expect((await api.get(`/links/${id}`)).body).to.include({ state: 'revoked' });
    expect((await merchant.get(`/link/${id}/access`)).status).to.equal(410);
    expect((await connector.agent().get(pathOf(url))).status).to.equal(410);
  });

  it('outlive the key that made them', async () => {
    const other = await apiClient(connector);
    const { body } = await other.post(links, {});
    await connector.service.deps.apiKeys.revoke(other.apiKey.id, byOperator);
    expect((await connector.agent().get(pathOf(body.url))).status).to.equal(303);
  });

  it('are told what is wrong with a wish', async () => {
    const answer = await api.post(links, {
      ways: ['post'],
      scopes: ['all of them'],
      singleUse: 'yes',
      expiresIn: 59,
      locale: 'de',
      token: 'mine',
    });
    expect(answer.status).to.equal(400);
    expect(errorsOf(answer)).to.have.keys(
      ...['ways.0', 'scopes.0', 'singleUse', 'expiresIn', 'locale', 'token'],
    );
    for (const wish of [{ ways: [] }, { ways: ['app', 'app', 'app'] }])
      expect(errorsOf(await api.post(links, wish))).to.have.keys('ways');
    for (const expiresIn of [1.5, 367 * 24 * 3600, '3600'])
      expect(errorsOf(await api.post(links, { expiresIn }))).to.have.keys('expiresIn');
    expect(errorsOf(await api.post(links, { iclientId: 'ic_none' }))).to.have.keys('iclientId');
  });

  it('send nobody to a host that is not on the list, which the settings make longer', async () => {
    for (const returnUrl of [
      'https://evil.example/',
      '//app.example.com',
      'http://app.example.com',
    ])
      expect((await api.post(links, { returnUrl })).body, returnUrl).to.include({
        code: 'return_url_refused',
      });
    const returnUrl = 'https://other.example.com/back';
    expect((await api.post(links, { returnUrl })).status).to.equal(400);
    await connector.service.deps.settings.change(
      { returnHosts: ['other.example.com'] },
      byOperator,
    );
    expect(await make({ returnUrl })).to.include({ returnUrl });
  });

  it('are unknown where there are none', async () => {
    for (const answer of [await api.get('/links/ln_none'), await api.delete('/links/ln_none')])
      expect([answer.status, answer.body.code]).to.deep.equal([404, 'link_unknown']);
    const none = '/companies/co_none/links';
    for (const answer of [await api.get(none), await api.post(none, {})])
      expect([answer.status, answer.body.code]).to.deep.equal([404, 'company_unknown']);
  });

  it('are listed, the newest first, and end with their company', async () => {
    const { body: company } = await api.post('/companies', { name: 'Example Caps' });
    const own = `/companies/${company.id}/links`;
    const ids: string[] = [];
    for (const locale of ['en', 'fr', null]) ids.unshift((await api.post(own, { locale })).body.id);
    const listed = async (query: string) => (await api.get(`${own}?${query}`)).body;
    const idsIn = ({ data }: { data: { id: string }[] }) => data.map(({ id }) => id);
    expect(idsIn(await listed(''))).to.deep.equal(ids);
    const page = await listed('limit=2');
    expect(idsIn(page)).to.deep.equal(ids.slice(0, 2));
    expect(idsIn(await listed(`limit=2&cursor=${page.nextCursor}`))).to.deep.equal(ids.slice(2));
    expect(page.data[0]).not.to.have.property('url');

    await api.delete(`/companies/${company.id}`);
    expect((await api.get(`/links/${ids[0]}`)).status).to.equal(404);
  });

  it('are answered alike to the same Idempotency-Key, for no longer than they last', async () => {
    const once = { 'Idempotency-Key': 'a-short-one' };
    const ask = () => api.post(links, { expiresIn: 120 }, once);
    const first = await ask();
    expect((await ask()).body).to.deep.equal(first.body);
    const { redis } = connector.service.deps;
    const [kept] = await redis.keys(keys.idempotentRequest(api.apiKey.id, '*'));
    expect(await redis.pexpiretime(String(kept)))
      .to.be.above(Date.parse(first.body.createdAt))
      .and.at.most(Date.parse(first.body.expiresAt));
  });

  it('are kept in Redis and in the log without what opens them', async () => {
    const { url } = (await api.post(links, {}, { 'Idempotency-Key': 'a-secret-one' })).body;
    await connector.agent().get(pathOf(url));
    const token = url.slice(-43);
    expect(await dumpRedis(connector.service.deps.redis)).not.to.include(token);
    expect(connector.logged()).not.to.include(token);
  });
});
