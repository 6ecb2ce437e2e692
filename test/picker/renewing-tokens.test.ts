/** An API account is mended in a picker: with a new access token. */
import { expect } from 'chai';
import { pendingConnection } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { connected, makeKey, openSession } from '../support/picker.ts';

const byOperator = { actor: { kind: 'operator' }, address: '' } as const;

describe('renewing the token of an API account in a picker', () => {
  let connector: Connector;
  let session: Awaited<ReturnType<typeof openSession>>;
  let apiKeyId: string;
  let connectionId: string;
  let made = 0;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  beforeEach(async () => {
    const { key, apiKey } = await makeKey(connector);
    apiKeyId = apiKey.id;
    session = await openSession(connector, key, { filter: { kind: 'api_account' } });
    made += 1;
    const { connections } = connector.service.deps;
    const account = await connections.createApiAccount(
      {
        name: `Account ${made}`,
        storeHash: 'snowboots',
        accessToken: `invented-old-token-${made}`,
        scopes: undefined,
        concurrency: { level: 5 },
      },
      byOperator,
    );
    connectionId = account.id;
    await connections.disconnect(account.id, byOperator);
  });

  const account = (storeHash: string) =>
    connector.sandbox.apiAccount({ storeHash, scopes: ['store_v2_products_read_only'] });
  const renew = (accessToken: string) => session.post('token', { connectionId, accessToken });
  const kept = () => connector.service.deps.connections.accessToken(connectionId);

  it('takes a token that BigCommerce accepts, in the name of the API key', async () => {
    const { accessToken } = await account('snowboots');
    connector.keepSecret(accessToken);
    const answer = await renew(` ${accessToken}\n`);
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.body).to.include({ id: connectionId, status: 'connected' });
    expect(answer.body).to.not.have.property('fixWith');
    expect(await kept()).to.equal(accessToken);
    const events = await connector.service.deps.events.eventsOf(connectionId, 10);
    expect(events.map(({ actor }) => ('id' in actor ? actor.id : ''))).to.include(apiKeyId);
    expect((await session.post('choice', { connectionId })).status).to.equal(200);
  });

  it('takes the text of the credentials file', async () => {
    const { accessToken, file } = await account('snowboots');
    connector.keepSecret(accessToken);
    expect((await renew(file)).status).to.equal(200);
    expect(await kept()).to.equal(accessToken);
  });

  it('keeps nothing that BigCommerce refuses, or that is of another store', async () => {
    const other = await account('bottesneige');
    connector.keepSecret(other.accessToken);
    for (const [pasted, words] of [
      ['invented-token', 'refuses this token'],
      [other.accessToken, 'refuses this token'],
      [other.file, 'only connect the store snowboots'],
      ['two words', 'Give the access token'],
      ['', 'Give the access token'],
    ] as const) {
      const answer = await renew(pasted);
      expect(answer.status, words).to.equal(422);
      expect(answer.body.errors.accessToken).to.include(words);
    }
    expect(await kept()).to.equal(undefined);
  });

  it('changes nothing that works, that the session does not show, or that an app connects', async () => {
    const { accessToken } = await account('snowboots');
    connector.keepSecret(accessToken);
    const app = await connected(connector, 'snowboots');
    const body = { connectionId: app, accessToken };
    expect((await session.post('token', body)).status).to.equal(404);
    const { key } = await makeKey(connector);
    const wide = await openSession(connector, key);
    const pending = await pendingConnection(connector, 'bottesneige');
    for (const id of [app, pending.id]) {
      const answer = await wide.post('token', { connectionId: id, accessToken });
      expect(answer.body.code, id).to.equal('connection_not_connected');
    }
    expect((await renew(accessToken)).status).to.equal(200);
    expect((await renew(accessToken)).body.code).to.equal('connection_not_connected');
  });
});
