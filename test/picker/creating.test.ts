/** Connections made or mended in a picker, and in whose name. */
import { expect } from 'chai';
import { pendingConnection } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { builderOrigin, connected, makeKey, openSession, postSession } from '../support/picker.ts';

describe('making and mending connections in a picker', () => {
  let connector: Connector;
  let key: string;
  let apiKeyId: string;
  let made = 0;

  before(async () => {
    connector = await startConnector();
    const { key: text, apiKey } = await makeKey(connector);
    key = text;
    apiKeyId = apiKey.id;
  });
  after(() => connector.close());

  const draft = (fields: object = {}) => {
    made += 1;
    return { name: `New ${made}`, store: `newstore${made}`, iclientId: 'default', ...fields };
  };

  it('saves a pending connection in the name of the API key, and links to its authorization', async () => {
    const session = await openSession(connector, key, { allowCreate: true });
    const body = draft({ store: 'https://store-newstore.mybigcommerce.com/manage' });
    const answer = await session.post('connections', body);
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.body.connection).to.include({ status: 'pending', storeHash: 'newstore' });
    expect(answer.body.url).to.match(new RegExp(`^${connector.publicUrl}/authorize/[\\w-]{43}$`));
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.created',
      connectionId: answer.body.connection.id,
      actor: { kind: 'api_key', id: apiKeyId, name: 'Example builder' },
    });
  });

  it('makes none where the session does not allow it', async () => {
    const session = await openSession(connector, key);
    const body = draft();
    const answer = await session.post('connections', body);
    expect(answer.status).to.equal(403);
    expect(answer.body.code).to.equal('picker_cannot_create');
    expect(await connector.service.deps.connections.findByName(body.name)).to.equal(undefined);
    expect((await session.get('options')).body).to.deep.include({ allowCreate: false, apps: [] });
  });

  it('cannot be allowed by a key that is limited to connections, nor for API accounts', async () => {
    const { key: limited } = await makeKey(connector, { connectionIds: ['cn_example'] });
    const post = (apiKey: string, body: object) =>
      postSession(connector, apiKey, { origin: builderOrigin, allowCreate: true, ...body });
    const refused = await post(limited, {});
    expect(refused.status).to.equal(403);
    expect(refused.body.code).to.equal('key_limited');
    expect((await post(key, { filter: { kind: 'api_account' } })).status).to.equal(400);
  });

  it('shows what was made here whatever the filter says, and nobody else’s session does', async () => {
    const filter = { status: 'connected' };
    const session = await openSession(connector, key, { allowCreate: true, filter });
    const other = await openSession(connector, key, { allowCreate: true, filter });
    const { id } = (await session.post('connections', draft())).body.connection;
    expect((await session.get(`connections/${id}`)).status).to.equal(200);
    const rows = (await session.get('connections')).body.connections as { id: string }[];
    expect(rows.map((row) => row.id)).to.include(id);
    expect((await other.get(`connections/${id}`)).status).to.equal(404);
    expect((await other.post('fix', { connectionId: id })).status).to.equal(404);
  });

  it('keeps to the store and the app of the filter', async () => {
    const session = await openSession(connector, key, {
      allowCreate: true,
      filter: { storeHash: 'onlystore', iclientId: 'default' },
    });
    expect((await session.get('options')).body.storeHash).to.equal('onlystore');
    const answer = await session.post('connections', draft());
    expect(answer.status).to.equal(422);
    expect(answer.body.errors.store).to.include('onlystore');
    const elsewhere = await openSession(connector, key, {
      allowCreate: true,
      filter: { iclientId: 'another' },
    });
    expect((await elsewhere.get('options')).body.apps).to.deep.equal([]);
    expect((await elsewhere.post('connections', draft())).body.errors).to.have.all.keys(
      'iclientId',
    );
  });

  it('says what is wrong in the language of the session', async () => {
    const session = await openSession(connector, key, { allowCreate: true, locale: 'fr' });
    const answer = await session.post(
      'connections',
      draft({ name: ' ', store: '', iclientId: 'x' }),
    );
    expect(answer.status).to.equal(422);
    expect(answer.body.errors).to.deep.equal({
      name: 'Donnez un nom de 1 à 100 caractères.',
      store: 'Indiquez la boutique.',
      iclientId: 'Choisissez une application.',
    });
  });

  it('takes no field that the form does not have', async () => {
    const session = await openSession(connector, key, { allowCreate: true });
    const answer = await session.post('connections', draft({ status: 'connected' }));
    expect(answer.status).to.equal(400);
    expect(answer.body.code).to.equal('body_invalid');
  });

  it('mends what an app connects, and nothing else', async () => {
    const session = await openSession(connector, key);
    const pending = await pendingConnection(connector, 'Zx81cAsE');
    const link = await session.post('fix', { connectionId: pending.id });
    expect(link.body.url).to.include(`${connector.publicUrl}/authorize/`);
    const id = await connected(connector, 'snowboots');
    const whole = await session.post('fix', { connectionId: id });
    expect(whole.body).to.not.have.property('url');
    expect(whole.body.connection).to.include({ id, status: 'connected' });
    const account = await connector.service.deps.connections.createApiAccount(
      {
        name: 'Broken account',
        storeHash: 'accountstore',
        accessToken: 'invented-token-of-an-account',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      { actor: { kind: 'operator' }, address: '' },
    );
    await connector.service.deps.connections.disconnect(account.id, {
      actor: { kind: 'operator' },
      address: '',
    });
    const answer = await session.post('fix', { connectionId: account.id });
    expect(answer.body.code).to.equal('nothing_to_authorize');
  });
});
