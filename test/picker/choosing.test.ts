/** What a picker shows, and what it lets somebody choose. */
import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { pendingConnection } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';

describe('choosing in a picker', () => {
  let connector: Connector;
  let snow: string;
  let bottes: string;
  let pending: Connection;
  let key: string;

  before(async () => {
    connector = await startConnector();
    snow = await connected(connector, 'snowboots');
    bottes = await connected(connector, 'bottesneige');
    pending = await pendingConnection(connector, 'Zx81cAsE');
    ({ key } = await makeKey(connector));
  });
  after(() => connector.close());

  const shown = async (body: object, query = '') => {
    const session = await openSession(connector, key, body);
    const answer = await session.get(`connections${query}`);
    expect(answer.status, answer.text).to.equal(200);
    return (answer.body.connections as { id: string }[]).map(({ id }) => id);
  };

  /** The statuses of asking for it, choosing it and mending it. */
  const answersAbout = async (session: Awaited<ReturnType<typeof openSession>>, id: string) => [
    (await session.get(`connections/${id}`)).status,
    (await session.post('choice', { connectionId: id })).status,
    (await session.post('fix', { connectionId: id })).status,
  ];
  const answersFor = (id: string) => (id === pending.id ? [200, 409, 200] : [200, 200, 200]);

  it('answers the connection, its name and its store', async () => {
    const session = await openSession(connector, key);
    const answer = await session.post('choice', { connectionId: snow });
    expect(answer.status).to.equal(200);
    expect(answer.body).to.have.all.keys('connectionId', 'name', 'storeHash');
    expect(answer.body).to.include({ connectionId: snow, storeHash: 'snowboots' });
  });

  it('shows every connection without a filter, by name', async () => {
    expect(await shown({})).to.have.members([snow, bottes, pending.id]);
  });

  it('shows rows without anything secret or technical', async () => {
    const session = await openSession(connector, key, { filter: { storeHash: 'snowboots' } });
    const [row] = (await session.get('connections')).body.connections;
    expect(Object.keys(row)).to.have.members([
      'id',
      'name',
      'kind',
      'status',
      'storeHash',
      'storeName',
      'domain',
      'authorizedAt',
    ]);
    expect(row).to.include({ storeName: 'Snow Boots Co', status: 'connected' });
  });

  it('finds by name, store, domain and hash', async () => {
    expect(await shown({}, '?q=bottesdeneige')).to.deep.equal([bottes]);
    expect(await shown({}, '?q=snow+co')).to.deep.equal([snow]);
    expect(await shown({}, '?q=zx81')).to.deep.equal([pending.id]);
    expect(await shown({}, '?q=nothing')).to.deep.equal([]);
  });

  for (const [what, filter, isShown] of [
    ['status', { status: 'connected' }, () => [snow, bottes]],
    ['kind', { kind: 'api_account' }, () => []],
    ['iClient', { iclientId: 'default' }, () => [snow, bottes, pending.id]],
    ['another iClient', { iclientId: 'other' }, () => []],
    ['store', { storeHash: 'Zx81cAsE' }, () => [pending.id]],
    ['the store in another case', { storeHash: 'zx81case' }, () => []],
    ['words', { q: 'snow' }, () => [snow]],
  ] as [string, object, () => string[]][])
    it(`keeps to the filter of ${what}, in the list and in the choice`, async () => {
      const session = await openSession(connector, key, { filter });
      const rows = (await session.get('connections')).body.connections as { id: string }[];
      expect(rows.map(({ id }) => id)).to.have.members(isShown());
      for (const id of [snow, bottes, pending.id])
        expect(await answersAbout(session, id), id).to.deep.equal(
          isShown().includes(id) ? answersFor(id) : [404, 404, 404],
        );
    });

  it('adds what somebody types to the words of the filter', async () => {
    expect(await shown({ filter: { q: 'snow' } }, '?q=bottes')).to.deep.equal([]);
    expect(await shown({ filter: { q: 'snow' } }, '?q=co')).to.deep.equal([snow]);
  });

  it('shows only connections that the API key reaches', async () => {
    const { key: limited } = await makeKey(connector, { connectionIds: [snow] });
    const session = await openSession(connector, limited);
    const rows = (await session.get('connections')).body.connections as { id: string }[];
    expect(rows.map(({ id }) => id)).to.deep.equal([snow]);
    expect((await session.post('choice', { connectionId: bottes })).status).to.equal(404);
    expect((await session.post('fix', { connectionId: pending.id })).status).to.equal(404);
    expect((await session.post('choice', { connectionId: snow })).status).to.equal(200);
  });

  it('is not possible for a connection that cannot be used', async () => {
    const session = await openSession(connector, key);
    const answer = await session.post('choice', { connectionId: pending.id });
    expect(answer.status).to.equal(409);
    expect(answer.body.code).to.equal('connection_not_connected');
  });

  it('leads on through more pages than one', async () => {
    for (let count = 0; count < 25; count += 1)
      await connector.service.deps.connections.createApiAccount(
        {
          name: `Page ${String(count).padStart(2, '0')}`,
          storeHash: 'pages',
          accessToken: `invented-token-${count}`,
          scopes: undefined,
          concurrency: { level: 5 },
        },
        { actor: { kind: 'operator' }, address: '' },
      );
    const session = await openSession(connector, key, { filter: { storeHash: 'pages' } });
    const first = (await session.get('connections')).body;
    expect(first.connections).to.have.length(20);
    const cursor = encodeURIComponent(first.nextCursor);
    const second = (await session.get(`connections?cursor=${cursor}`)).body;
    expect(second.connections.map(({ name }: { name: string }) => name)).to.deep.equal([
      'Page 20',
      'Page 21',
      'Page 22',
      'Page 23',
      'Page 24',
    ]);
    expect(second).to.not.have.property('nextCursor');
    expect((await session.get('connections?cursor=nonsense')).status).to.equal(400);
  });

  it('shows what was mended here once, before all others', async () => {
    const { connections } = connector.service.deps;
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    for (let count = 0; count < 22; count += 1)
      await connections.create(
        {
          name: `Row ${String(count).padStart(2, '0')}`,
          iclientId: 'default',
          storeHash: `rowstore${count}`,
          scopes: undefined,
          concurrency: { level: 5 },
        },
        by,
      );
    const last = await connections.findByName('Row 21');
    const session = await openSession(connector, key, { filter: { q: 'Row' } });
    await session.post('fix', { connectionId: last?.id ?? '' });
    const first = (await session.get('connections')).body;
    const cursor = encodeURIComponent(first.nextCursor);
    const second = (await session.get(`connections?cursor=${cursor}`)).body;
    const names = (rows: { name: string }[]) => rows.map(({ name }) => name);
    expect(names(first.connections)[0]).to.equal('Row 21');
    expect(names(second.connections)).to.deep.equal(['Row 20']);
    expect(new Set(names(first.connections))).to.have.property('size', 21);
  });
});
