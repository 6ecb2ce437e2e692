/** Who makes a connection in a picker for a store that is not theirs gets nothing of it. */
import { expect } from 'chai';
import { agreed, pendingConnection, press } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { pathOf } from '../support/journeys.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';
import { signIn } from '../support/sign-in.ts';

describe('a connection that a picker made for another’s store', () => {
  let connector: Connector;
  let key: string;

  beforeEach(async () => {
    connector = await startConnector();
    ({ key } = await makeKey(connector));
  });
  afterEach(() => connector.close());

  type Session = Awaited<ReturnType<typeof openSession>>;
  const picker = (body: object = {}) =>
    openSession(connector, key, { allowCreate: true, filter: { q: 'Mine alone' }, ...body });
  const make = async (session: Session) => {
    const body = { name: 'Mine alone', store: 'snowboots', iclientId: 'default' };
    const answer = await session.post('connections', body);
    expect(answer.status, answer.text).to.equal(201);
    return { id: String(answer.body.connection.id), url: String(answer.body.url) };
  };
  const follow = async (url: string) => {
    const agent = connector.agent();
    const answer = await agent.get(pathOf(url));
    const state = new URL(answer.headers.location ?? '').searchParams.get('state') ?? '';
    const ended = await agent.get(await agreed(connector, state));
    expect(ended.status, ended.text).to.equal(200);
  };
  const answersAbout = async (session: Session, id: string) => [
    (await session.get(`connections/${id}`)).status,
    (await session.post('choice', { connectionId: id })).status,
    (await session.post('fix', { connectionId: id })).status,
  ];
  const rowsOf = async (session: Session, query = '') => {
    const rows = (await session.get(`connections${query}`)).body.connections as { id: string }[];
    return rows.map((row) => row.id);
  };
  const find = async (id: string) => connector.service.deps.connections.find(id);

  it('is as if new when the store’s owner installs the app', async () => {
    const session = await picker();
    const { id } = await make(session);
    expect(await connected(connector, 'snowboots')).to.equal(id);
    expect(await find(id)).to.include({ name: 'snowboots', status: 'connected' });
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
    expect(await rowsOf(session)).to.deep.equal([]);
    expect(await rowsOf(await picker())).to.deep.equal([]);
    const { connections } = connector.service.deps;
    expect(await connections.findByName('Mine alone')).to.equal(undefined);
    expect((await connections.findByName('snowboots'))?.id).to.equal(id);
    expect(await rowsOf(await picker({ filter: {} }), '?q=mine')).to.deep.equal([]);
    expect(await rowsOf(await picker({ filter: {} }), '?q=snowboots')).to.deep.equal([id]);
  });

  it('gets a free name then', async () => {
    const session = await picker();
    const { id } = await make(session);
    const other = await pendingConnection(connector, 'bottesneige');
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    await connector.service.deps.connections.change(other.id, { name: 'SnowBoots' }, by);
    await connected(connector, 'snowboots');
    expect((await find(id))?.name).to.equal('snowboots (2)');
    expect(await rowsOf(await picker({ filter: { q: 'snowboots 2' } }))).to.deep.equal([id]);
  });

  it('stays out of reach by a link that was made before', async () => {
    const session = await picker();
    const { id, url } = await make(session);
    await connected(connector, 'snowboots');
    await follow(url);
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
  });

  it('keeps a name that somebody with an account gave it', async () => {
    const session = await picker();
    const { id } = await make(session);
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    await connector.service.deps.connections.change(id, { name: 'Snow boots of Ada' }, by);
    await connected(connector, 'snowboots');
    expect((await find(id))?.name).to.equal('Snow boots of Ada');
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
  });

  it('is not its session’s when somebody authorizes it in the console', async () => {
    const session = await picker({ filter: { q: 'something else' } });
    const { id } = await make(session);
    const browser = await signIn(connector, 'builder');
    const started = await press(connector, browser, id);
    const state = new URL(started.body.authorizeUrl).searchParams.get('state') ?? '';
    await browser.agent.get(await agreed(connector, state));
    expect(await find(id)).to.include({ name: 'Mine alone', status: 'connected' });
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
  });

  it('is not its session’s when another picker has it authorized', async () => {
    const session = await picker({ filter: { q: 'something else' } });
    const { id } = await make(session);
    const owners = await picker({ filter: { storeHash: 'snowboots' } });
    const { url } = (await owners.post('fix', { connectionId: id })).body;
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
    await follow(String(url));
    expect(await answersAbout(owners, id)).to.deep.equal([200, 200, 200]);
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
  });

  it('is not its session’s again by mending what it read before the install', async () => {
    const session = await picker();
    const { id } = await make(session);
    const read = await find(id);
    await connected(connector, 'snowboots');
    const { apiKeyId } = (await connector.service.deps.pickerSessions.find(session.id)) ?? {};
    await connector.service.deps.connections.mendIn(
      { session: session.id, apiKeyId: apiKeyId ?? '' },
      { id, installedAt: read?.installedAt },
    );
    expect(await answersAbout(session, id)).to.deep.equal([404, 404, 404]);
  });

  it('may be chosen, with its name, by who authorized it through the picker', async () => {
    const session = await picker({ filter: { status: 'pending' } });
    const { id, url } = await make(session);
    await follow(url);
    expect(await find(id)).to.include({ name: 'Mine alone', status: 'connected' });
    expect(await rowsOf(session)).to.deep.equal([id]);
    const choice = await session.post('choice', { connectionId: id });
    expect(choice.body).to.deep.equal({
      connectionId: id,
      name: 'Mine alone',
      storeHash: 'snowboots',
    });
  });

  it('is no concern of a name that was given in the console', async () => {
    const { id, name } = await pendingConnection(connector);
    const session = await picker({ filter: {} });
    await session.post('fix', { connectionId: id });
    await connected(connector, 'snowboots');
    expect((await find(id))?.name).to.equal(name);
  });
});
