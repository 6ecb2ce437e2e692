import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { latestOfConnections } from '../support/event-trail.ts';
import { install, open, signedPayload, storeHash, usersOf } from '../support/journeys.ts';
import { records } from '../support/records.ts';

describe('opening the app', () => {
  let connector: Connector;
  let connectionId: string;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector);
    const { connections } = connector.service.deps;
    connectionId = (await connections.findByStore('default', storeHash))?.id ?? '';
  });
  afterEach(() => connector.close());

  it('leads on to an address that holds nothing of the payload', async () => {
    const { answer, jwt, agent, location } = await open(connector);

    expect(answer.status).to.equal(303);
    expect(location).to.equal(`/app/${connectionId}`);
    expect(answer.text + JSON.stringify(answer.headers)).not.to.include(jwt.slice(-20));
    const page = await agent.get(location);
    expect(page.status).to.equal(200);
    expect(page.text).not.to.include(jwt.slice(-20)).and.not.to.include('signed_payload');
  });

  it('leaves neither payload nor code in the log', async () => {
    const { jwt } = await open(connector);
    const { minted } = await install(connector);
    await connector.http().get(`/load?signed_payload_jwt=${jwt}&broken=%zz`);
    await connector.http().get(`/missing?signed_payload_jwt=${jwt}&code=${minted.code}`);

    const [header = '', claims = '', signature = ''] = jwt.split('.');
    for (const part of [header, claims, signature, minted.code])
      expect(connector.logged()).not.to.include(part);
    expect(connector.logged()).to.include('"path":"/load"');
  });

  it('adds a user who is new and refreshes one who is not', async () => {
    const { storeUsers, events } = connector.service.deps;
    const { plain } = await usersOf(connector);
    const find = () => storeUsers.find(connectionId, String(plain.id));
    await open(connector, { userId: plain.id });
    const first = await find();
    expect(first).to.include({ email: plain.email, locale: 'fr-FR' });
    expect((await events.latest(1))[0]?.kind).to.equal('store_user.added');

    const user = { id: plain.id, email: 'new@snowboots.example', locale: 'en-US' };
    await open(connector, { userId: plain.id, claims: { user } });

    expect(await find()).to.include({
      email: 'new@snowboots.example',
      locale: 'en-US',
      firstSeenAt: first?.firstSeenAt,
      membershipId: first?.membershipId,
    });
    expect(await latestOfConnections(connector, 10)).to.have.length(2);
  });

  it('speaks the language of the user', async () => {
    const { plain } = await usersOf(connector);
    const { agent, location } = await open(connector, { userId: plain.id });
    expect((await agent.get(location)).text).to.include('<html lang="fr">');
  });

  it('is in that language again after a reinstall by the same person', async () => {
    const { owner } = await usersOf(connector);
    await open(connector, { userId: owner.id, claims: { user: { ...owner, locale: 'fr-FR' } } });
    const answer = await install(connector, { userId: owner.id });
    expect(answer.text).to.include('<html lang="fr">');
  });

  it('lets one browser have the app open in several stores', async () => {
    await install(connector, { storeHash: 'bottesneige' });
    const first = await open(connector);
    const other = await open(connector, { storeHash: 'bottesneige' }, first.agent);

    expect((await first.agent.get(first.location)).text).to.include('Snow Boots Co');
    expect((await first.agent.get(other.location)).text).to.include('Les Bottes de Neige');
  });

  it('does nothing for HEAD, which is not how a browser opens it', async () => {
    const before = await records(connector);
    const jwt = await signedPayload(connector);
    const answer = await connector.http().head(`/load?signed_payload_jwt=${jwt}`);
    expect(answer.status).to.equal(405);
    expect(answer.headers).not.to.have.property('set-cookie');
    expect(await records(connector)).to.equal(before);
  });
});
