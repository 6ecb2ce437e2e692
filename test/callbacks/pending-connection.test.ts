import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, signedPayload, storeHash } from '../support/journeys.ts';

describe('a connection that nobody has authorized yet', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await connector.service.deps.connections.create(
      {
        name: 'Snow Boots, orders',
        iclientId: 'default',
        storeHash,
        scopes: undefined,
        concurrency: { level: 5 },
      },
      { actor: { kind: 'operator' }, address: '' },
    );
  });
  afterEach(() => connector.close());

  const connection = () => connector.service.deps.connections.findByStore('default', storeHash);

  it('opens for nobody, and an uninstall changes nothing', async () => {
    const load = await connector
      .http()
      .get(`/load?signed_payload_jwt=${await signedPayload(connector)}`);
    expect(load.status).to.equal(404);

    const uninstall = await connector
      .http()
      .get(`/uninstall?signed_payload_jwt=${await signedPayload(connector)}`);
    expect(uninstall.body).to.deep.equal({ outcome: 'already' });
    expect(await connection()).to.include({ status: 'pending' });
  });

  it('is completed by an install that comes unannounced', async () => {
    const before = await connection();
    const answer = await install(connector);
    expect(answer.text).to.include('The app is installed');
    expect(await connection()).to.include({
      id: before?.id,
      name: 'Snow Boots, orders',
      status: 'connected',
    });
  });
});
