import { expect } from 'chai';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { latestOfConnections } from '../support/event-trail.ts';
import { install, open, signedPayload, storeHash, usersOf } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import { addSecondApp, second } from '../support/second-app.ts';

/** Issued as late as is accepted, so that no news is older than it. */
const latest = () => ({ iat: Math.floor(Date.now() / 1000) + 55 });

describe('a signed payload that arrives again', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector);
  });
  afterEach(() => connector.close());

  const send = (path: string, jwt: string) =>
    connector.http().get(`${path}?signed_payload_jwt=${jwt}`);

  it('does not uninstall the app a second time', async () => {
    const jwt = await signedPayload(connector, { claims: latest() });
    expect((await send('/uninstall', jwt)).body).to.deep.equal({ outcome: 'uninstalled' });
    await install(connector);
    const before = await records(connector);

    const again = await send('/uninstall', jwt);

    expect(again.status).to.equal(200);
    expect(again.body).to.deep.equal({ outcome: 'used' });
    expect(await records(connector)).to.equal(before);
  });

  it('uninstalls once when it arrives 20 times at once', async () => {
    const jwt = await signedPayload(connector, { claims: latest() });

    const answers = await Promise.all(
      Array.from({ length: 20 }, () => send('/bigcommerce/default/uninstall', jwt)),
    );

    const outcomes = answers.map(({ body }) => body.outcome).sort();
    expect(outcomes).to.deep.equal(['uninstalled', ...Array(19).fill('used')].sort());
    expect(await latestOfConnections(connector, 10)).to.have.length(2);
  });

  it('acts once for one jti, whatever else the payloads say', async () => {
    const claims = { ...latest(), jti: 'example-jti' };
    const { plain } = await usersOf(connector);
    await send('/uninstall', await signedPayload(connector, { claims }));
    await install(connector);
    const before = await records(connector);

    const other = await signedPayload(connector, {
      userId: plain.id,
      claims: { ...claims, exp: Math.floor(Date.now() / 1000) + 10 },
    });

    expect((await send('/uninstall', other)).body).to.deep.equal({ outcome: 'used' });
    expect(await records(connector)).to.equal(before);
  });

  it('does not stand in the way of another app that has the same jti', async () => {
    await addSecondApp(connector);
    await install(connector, { clientId: second.clientId });
    const claims = { ...latest(), jti: 'example-jti' };
    for (const [app, path] of [
      [clientId, '/uninstall'],
      [second.clientId, second.uninstall],
    ] as const) {
      const jwt = await signedPayload(connector, { clientId: app, claims });
      expect((await send(path, jwt)).body).to.deep.equal({ outcome: 'uninstalled' });
    }
  });

  it('does not remove a user a second time', async () => {
    const { plain } = await usersOf(connector);
    await open(connector, { userId: plain.id });
    const jwt = await signedPayload(connector, { userId: plain.id });
    await send('/remove_user', jwt);
    const claims = latest();
    await open(connector, { userId: plain.id, claims });
    const before = await records(connector);

    const again = await send('/remove_user', jwt);

    expect(again.body).to.deep.equal({ outcome: 'used' });
    expect(await records(connector)).to.equal(before);
  });

  it('lets no other browser in', async () => {
    const { jwt } = await open(connector);
    const before = await records(connector);

    const thief = connector.agent();
    const stolen = await thief.get(`/load?signed_payload_jwt=${jwt}`);

    expect(stolen.headers).not.to.have.property('set-cookie');
    expect((await thief.get(stolen.headers.location ?? '')).status).to.equal(401);
    expect(await records(connector)).to.equal(before);
  });

  it('takes the browser that it let in to the app again', async () => {
    const { agent, jwt, location } = await open(connector);

    const again = await agent.get(`/load?signed_payload_jwt=${jwt}`);

    expect(again.status).to.equal(303);
    expect(again.headers.location).to.equal(location);
    expect(again.headers).not.to.have.property('set-cookie');
    expect((await agent.get(location)).status).to.equal(200);
  });

  it('is remembered until it can no longer be valid, and no longer', async () => {
    await send('/uninstall', await signedPayload(connector));
    const { redis } = connector.service.deps;
    const [used] = (await redis.keys('*')).filter((key) => key.includes('used-payload'));
    const seconds = await redis.ttl(used ?? '');
    expect(seconds).to.be.within(86_400, 86_400 + 180);
    expect(used).to.include('default').and.not.to.include(storeHash);
  });
});
