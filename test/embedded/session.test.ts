import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, open, signedPayload, storeHash } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';

describe('the session inside the control panel', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    await install(connector);
  });
  afterEach(() => connector.close());

  const sessions = () => dumpRedis(connector.service.deps.redis, 'bcc:embedded-session:');
  const origin = () => ({ Origin: connector.publicUrl });

  it('has one cookie, which scripts, other sites and plain connections do not get', async () => {
    const { answer, location } = await open(connector);

    const cookies = answer.headers['set-cookie'] as unknown as string[];
    expect(cookies).to.have.length(1);
    const [pair = '', ...attributes] = (cookies[0] ?? '').split('; ');
    expect(pair).to.match(/^__Secure-embedded=s%3A/);
    expect(attributes.sort()).to.deep.equal([
      'HttpOnly',
      'Partitioned',
      `Path=${location}`,
      'SameSite=None',
      'Secure',
    ]);
  });

  it('gets a new id whenever the app is opened, even if the browser brings one', async () => {
    const { agent, location } = await open(connector);
    const [old = ''] = agent.cookies();
    const jwt = await signedPayload(connector);

    const answer = await connector.http().get(`/load?signed_payload_jwt=${jwt}`).set('Cookie', old);

    const [cookie = ''] = answer.headers['set-cookie'] as unknown as string[];
    const [pair = ''] = cookie.split(';', 1);
    expect(pair)
      .to.match(/^__Secure-embedded=s%3A/)
      .and.not.to.equal(old);
    expect((await connector.http().get(location).set('Cookie', pair)).status).to.equal(200);
  });

  it('is not taken from an id that somebody else chose', async () => {
    const { agent, location } = await open(connector);
    const [cookie = ''] = agent.cookies();
    const id = /s%3A([^.]+)\./.exec(cookie)?.[1] ?? '';
    for (const forged of [
      `__Secure-embedded=${id}`,
      `__Secure-embedded=s%3A${id}`,
      `__Secure-embedded=s%3A${id}.`,
      `__Secure-embedded=s%3A${id}.forgedsignature`,
      cookie.replace('__Secure-embedded', 'connect.sid'),
      cookie.replace('__Secure-embedded', 'embedded'),
    ]) {
      const answer = await connector.http().get(location).set('Cookie', forged);
      expect(answer.status, forged).to.equal(401);
      expect(answer.headers).not.to.have.property('set-cookie');
    }
  });

  it('opens no other store than those that it was started for', async () => {
    await install(connector, { storeHash: 'bottesneige' });
    const { agent } = await open(connector);
    const [cookie = ''] = agent.cookies();
    const { connections } = connector.service.deps;
    const other = await connections.findByStore('default', 'bottesneige');
    for (const id of [other?.id, 'cn_unheard_of', '__proto__', 'constructor'])
      expect((await connector.http().get(`/app/${id}`).set('Cookie', cookie)).status, id).to.equal(
        401,
      );
  });

  it('ends with the logout of the control panel and stays ended', async () => {
    const { agent, location } = await open(connector);
    const [cookie = ''] = agent.cookies();

    expect((await agent.post(`${location}/logout`, origin())).status).to.equal(204);

    expect(await sessions()).to.equal('');
    expect((await connector.http().get(location).set('Cookie', cookie)).status).to.equal(401);
    const page = await agent.get(`${location}/signed-out`);
    expect(page.status).to.equal(200);
  });

  it('goes on in the other stores when it ends in one', async () => {
    await install(connector, { storeHash: 'bottesneige' });
    const first = await open(connector);
    const other = await open(connector, { storeHash: 'bottesneige' }, first.agent);

    await first.agent.post(`${first.location}/logout`, origin());

    expect((await first.agent.get(first.location)).status).to.equal(401);
    expect((await first.agent.get(other.location)).status).to.equal(200);
  });

  it('is not ended by a page of another site, nor by a link', async () => {
    const { agent, location } = await open(connector);
    for (const headers of [
      {},
      { Origin: 'null' },
      { Origin: 'https://evil.example' },
      { Origin: `${connector.publicUrl}.evil.example` },
      { Origin: connector.sandbox.url },
    ])
      expect((await agent.post(`${location}/logout`, headers)).status).to.equal(403);
    expect((await agent.get(`${location}/logout`)).status).to.equal(405);
    expect((await agent.get(location)).status).to.equal(200);
  });

  it('lasts twelve hours at most, in the browser as long as that is open', async () => {
    await open(connector);
    const { redis } = connector.service.deps;
    const [session = ''] = await redis.keys('bcc:embedded-session:*');
    expect(await redis.ttl(session)).to.be.within(12 * 3600 - 60, 12 * 3600);
    expect(await sessions()).not.to.include(storeHash);
  });
});
