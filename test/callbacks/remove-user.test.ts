import { expect } from 'chai';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { install, open, signedPayload, storeHash, usersOf } from '../support/journeys.ts';

describe('removing a user', () => {
  let connector: Connector;
  let userId: number;
  let ownerId: number;
  let connectionId: string;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector);
    const { plain, owner } = await usersOf(connector);
    userId = plain.id;
    ownerId = owner.id;
    const { connections } = connector.service.deps;
    connectionId = (await connections.findByStore('default', storeHash))?.id ?? '';
  });
  afterEach(() => connector.close());

  const remove = () =>
    connector.sandbox.deliver({ kind: 'remove_user', clientId, storeHash, userId });

  it('ends the sessions of that user, wherever they are, and of nobody else', async () => {
    const atWork = await open(connector, { userId });
    const atHome = await open(connector, { userId });
    const owner = await open(connector, { userId: ownerId });

    expect((await remove()).status).to.equal(200);

    for (const { agent, location } of [atWork, atHome])
      expect((await agent.get(location)).status).to.equal(401);
    expect((await owner.agent.get(owner.location)).status).to.equal(200);
  });

  it('takes the user from the list and writes an event', async () => {
    await open(connector, { userId });
    const { storeUsers, events } = connector.service.deps;

    await remove();

    expect(await storeUsers.find(connectionId, String(userId))).to.equal(undefined);
    expect((await events.latest(1))[0]).to.deep.include({ kind: 'store_user.removed' });
  });

  it('leaves the old session dead when the user is given access again', async () => {
    const old = await open(connector, { userId });
    await remove();
    const iat = Math.floor(Date.now() / 1000) + 5;

    const back = await open(connector, { userId, claims: { iat } });

    expect((await back.agent.get(back.location)).status).to.equal(200);
    expect((await old.agent.get(old.location)).status).to.equal(401);
  });

  it('lets a payload no longer in that was issued before', async () => {
    const jwt = await signedPayload(connector, { userId });
    await remove();

    const answer = await connector.http().get(`/load?signed_payload_jwt=${jwt}`);

    expect(answer.status).to.equal(403);
    expect(answer.headers).not.to.have.property('set-cookie');
    expect(await connector.service.deps.storeUsers.find(connectionId, String(userId))).to.equal(
      undefined,
    );
  });

  it('is ignored when it is older than the latest time the user opened the app', async () => {
    const { agent, location } = await open(connector, { userId });
    const iat = Math.floor(Date.now() / 1000) - 30;
    const jwt = await signedPayload(connector, { userId, claims: { iat, nbf: iat } });

    const answer = await connector.http().get(`/remove_user?signed_payload_jwt=${jwt}`);

    expect(answer.body).to.deep.equal({ outcome: 'late' });
    expect((await agent.get(location)).status).to.equal(200);
    const { events } = connector.service.deps;
    expect((await events.latest(1))[0]?.kind).to.equal('store_user.removal_ignored');
  });

  it('is answered with success for a user who never opened the app', async () => {
    const jwt = await signedPayload(connector, { userId });

    const answer = await connector.http().get(`/remove_user?signed_payload_jwt=${jwt}`);

    expect(answer.status).to.equal(200);
    expect(answer.body).to.deep.equal({ outcome: 'unknown' });
  });
});
