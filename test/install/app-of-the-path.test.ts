import { expect } from 'chai';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { consent, install, pathOf, storeHash } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import { addSecondApp, second } from '../support/second-app.ts';

describe('auth callbacks of several apps', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await addSecondApp(connector);
  });
  afterEach(() => connector.close());

  const apps = [
    { app: 'the default app', its: clientId, others: second.auth, otherId: second.clientId },
    { app: 'the second app', its: second.clientId, others: '/auth', otherId: clientId },
  ];
  for (const { app, its, others, otherId } of apps) {
    it(`refuse a code of ${app} on the path of the other one, and store nothing`, async () => {
      const before = await records(connector);
      const { url } = await consent(connector, { clientId: its });

      const answer = await connector.http().get(`${others}${new URL(url).search}`);

      expect(answer.status, answer.text).to.equal(400);
      expect(await records(connector)).to.equal(before);
      const [sent] = await connector.sandbox.requests();
      expect(sent?.body).to.include({
        client_id: otherId,
        redirect_uri: `${connector.publicUrl}${others}`,
      });
    });
  }

  it('let a code be used on its own path after it was tried on another one', async () => {
    const { url } = await consent(connector);
    await connector.http().get(`${second.auth}${new URL(url).search}`);

    const answer = await connector.http().get(pathOf(url));

    expect(answer.status, answer.text).to.equal(200);
  });

  it('make a connection of its own for each app, with the token of that app', async () => {
    await install(connector);
    await install(connector, { clientId: second.clientId });

    const { connections } = connector.service.deps;
    const ofDefault = await connections.findByStore('default', storeHash);
    const ofSecond = await connections.findByStore(second.iclientId, storeHash);
    expect(ofDefault?.id).not.to.equal(ofSecond?.id);
    const { installs } = await connector.sandbox.state();
    for (const [app, connection] of [
      [clientId, ofDefault],
      [second.clientId, ofSecond],
    ] as const) {
      const token = installs.find((candidate) => candidate.clientId === app)?.token;
      expect(await connections.accessToken(connection?.id ?? ''))
        .to.be.a('string')
        .equal(token);
    }
  });

  it('are not there for an app that nobody registered', async () => {
    const { url } = await consent(connector);

    const answer = await connector
      .http()
      .get(`/bigcommerce/unheard-of/auth${new URL(url).search}`)
      .accept('application/json');

    expect(answer.status).to.equal(404);
    expect(answer.body.code).to.equal('app_unknown');
    expect((await connector.sandbox.state()).requests.token).to.equal(0);
  });
});
