import { expect } from 'chai';
import type { Response } from 'supertest';
import { type ApiClient, apiClient, byOperator } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';

/** In the order of the list: letters with accents come last. */
const names = ['Anoraks', 'Boots', 'Caps', 'Gloves', 'Éclairs'];

describe('lists of the API', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  const ids = new Map<string, string>();
  before(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
    for (const name of names) {
      const store = `store${name.length}${name.charCodeAt(0)}`;
      const body = { kind: 'app', name, store, iclientId: 'default' };
      ids.set(name, (await api.post('/connections', body)).body.id);
    }
    await connector.service.deps.connections.disconnect(ids.get('Caps') ?? '', byOperator);
  });
  after(() => connector.close());

  const namesIn = ({ body }: Response) => body.data.map(({ name }: { name: string }) => name);
  const found = async (query: string, by = api) => namesIn(await by.get(`/connections?${query}`));
  const limited = (...some: string[]) =>
    apiClient(connector, { connectionIds: some.map((name) => ids.get(name) ?? '') });

  /** Every page, one after the other. */
  async function pages(by: ApiClient, path: string): Promise<Response[]> {
    const all: Response[] = [];
    for (let cursor = ''; ; ) {
      const page = await by.get(`${path}${cursor === '' ? '' : `&cursor=${cursor}`}`);
      all.push(page);
      if (page.body.nextCursor === null) return all;
      cursor = page.body.nextCursor;
    }
  }

  it('have pages, each thing once', async () => {
    const read = await pages(api, '/connections?limit=2');
    expect(read.map(namesIn)).to.deep.equal([names.slice(0, 2), names.slice(2, 4), names.slice(4)]);
    expect(await found('limit=5')).to.deep.equal(names);
    expect(await found('')).to.deep.equal(names);
  });

  it('are narrowed by what connections are', async () => {
    expect(await found('q=boo')).to.deep.equal(['Boots']);
    expect(await found('q=eclairs')).to.deep.equal(['Éclairs']);
    expect(await found('status=disconnected')).to.deep.equal(['Caps']);
    expect(await found('kind=api_account')).to.deep.equal([]);
    expect(await found('iclientId=default')).to.have.members(names);
    expect(await found('iclientId=ic_none')).to.deep.equal([]);
    expect(await found('storeHash=store466')).to.deep.equal([]);
    expect(await found('storeHash=store566')).to.deep.equal(['Boots']);
    expect(await found('storeHash=store566&status=disconnected')).to.deep.equal([]);
  });

  it('show a limited key its own connections alone, in the same order', async () => {
    const client = await limited('Caps', 'Gloves', 'Boots');
    expect(await found('', client)).to.deep.equal(['Boots', 'Caps', 'Gloves']);
    expect((await pages(client, '/connections?limit=1')).map(namesIn)).to.deep.equal([
      ['Boots'],
      ['Caps'],
      ['Gloves'],
    ]);
    expect(await found('q=anoraks', client)).to.deep.equal([]);
    expect(await found('q=gl', client)).to.deep.equal(['Gloves']);
    expect(await found('q=!!', client)).to.deep.equal([]);
    expect(await found('status=disconnected', client)).to.deep.equal(['Caps']);
    const store = await found('storeHash=store765', client);
    expect(store, 'Anoraks’ store').to.deep.equal([]);
  });

  it('show events, the newest first, narrowed by what is asked', async () => {
    const all = (await pages(api, '/events?limit=3')).flatMap(({ body }) => body.data);
    const times = all.map(({ at }) => Date.parse(at));
    expect(times).to.deep.equal([...times].sort((a, b) => b - a));
    expect(new Set(all.map(({ id }) => id)).size).to.equal(all.length);

    const of = async (query: string, by = api) =>
      (await by.get(`/events?limit=100&${query}`)).body.data as Record<string, unknown>[];
    const caps = String(ids.get('Caps'));
    expect((await of(`connectionId=${caps}`)).map(({ kind }) => kind)).to.deep.equal([
      'connection.disconnected',
      'connection.created',
    ]);
    expect(await of('kind=connection.created')).to.have.length(names.length);
    expect(await of('actorKind=operator&kind=connection.disconnected')).to.have.length(1);
    const [disconnected] = await of('kind=connection.disconnected');
    const moment = encodeURIComponent(String(disconnected?.at));
    expect((await of(`from=${moment}`)).map(({ id }) => id)).to.include(disconnected?.id);
    expect((await of(`to=${moment}`)).map(({ id }) => id)).not.to.include(disconnected?.id);

    const client = await limited('Caps');
    const seen = new Set((await of('', client)).map(({ connectionId }) => connectionId));
    expect([...seen]).to.deep.equal([caps]);
    expect(await of(`connectionId=${ids.get('Boots')}`, client)).to.deep.equal([]);
  });

  it('refuse events of times that are none, and strange cursors', async () => {
    for (const query of ['from=yesterday', 'to=1', 'from=2030-02-30T00:00:00Z', 'cursor=x'])
      expect((await api.get(`/events?${query}`)).status, query).to.equal(400);
  });

  it('tell every scope in words, with the presets', async () => {
    const { body } = await api.get('/scopes');
    const scopes = body.areas.flatMap((area: { scopes: object[] }) => area.scopes);
    expect(scopes).to.deep.include({
      scope: 'store_v2_orders',
      words: 'View and change orders',
      access: 'change',
      includes: 'store_v2_orders_read_only',
      isAutomatic: false,
    });
    expect(body.presets.map(({ name }: { name: string }) => name)).to.include('commerce_read');
  });
});
