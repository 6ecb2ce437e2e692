import { expect } from 'chai';
import { type Connector, clientId, scopes, startConnector } from '../support/connector.ts';
import { latestOfConnections } from '../support/event-trail.ts';
import { install, open, storeHash, usersOf } from '../support/journeys.ts';

describe('installing the app', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  it('saves the connection with a token that works, and shows the page for the iframe', async () => {
    const answer = await install(connector);

    expect(answer.status, answer.text).to.equal(200);
    expect(answer.text).to.include('Snow Boots Co').and.to.include('The app is installed');
    const { connections } = connector.service.deps;
    const connection = await connections.findByStore('default', storeHash);
    expect(connection).to.include({ kind: 'app', status: 'connected', storeHash, name: storeHash });
    expect(connection?.grantedScopes).to.include.members(scopes);
    expect(connection?.store?.domain).to.equal('snowboots.example');
    const { installs } = await connector.sandbox.state();
    expect(installs).to.deep.include({ ...installs[0], clientId, storeHash, installed: true });
    expect(await connections.accessToken(connection?.id ?? '')).to.equal(installs[0]?.token);
  });

  it('renews the same connection when the app is installed again', async () => {
    await install(connector);
    const first = await connector.service.deps.connections.findByStore('default', storeHash);

    const answer = await install(connector);

    expect(answer.text).to.include('installed again');
    const second = await connector.service.deps.connections.findByStore('default', storeHash);
    expect(second).to.include({ id: first?.id, name: first?.name, createdAt: first?.createdAt });
    const { installs } = await connector.sandbox.state();
    expect(await connector.service.deps.connections.accessToken(second?.id ?? '')).to.equal(
      installs[0]?.token,
    );
    const kinds = (await latestOfConnections(connector, 10)).map(({ kind }) => kind);
    expect(kinds).to.deep.equal(['connection.reinstalled', 'connection.installed']);
  });

  it('lets a user of the store open the app', async () => {
    await install(connector);
    const { plain } = await usersOf(connector);

    const { agent, answer, location } = await open(connector, { userId: plain.id });

    expect(answer.status).to.equal(303);
    const page = await agent.get(location);
    expect(page.status, page.text).to.equal(200);
    expect(page.text).to.include(plain.email).and.to.include('Snow Boots Co');
  });
});
