import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, scopes } from '../support/connector.ts';
import { install, storeHash } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { addSecondApp } from '../support/second-app.ts';
import { type SignedInBrowser, signIn, signInAs } from '../support/sign-in.ts';
import { aboutToAuthorize, agreed, byOperator, start, tokenRequests } from './start.ts';

describe('the callback of an authorization', function () {
  this.timeout(30_000);
  let connector: Connector;
  let browser: SignedInBrowser;
  let connection: Connection;
  beforeEach(async () => {
    ({ connector, browser, connection } = await aboutToAuthorize());
  });
  afterEach(() => connector.close());

  const now = () => connector.service.deps.connections.find(connection.id);
  const poll = async (url: string, by = browser) => (await by.agent.get(url)).body;
  const expectNothingHappened = async () => {
    expect(await tokenRequests(connector), 'token requests').to.equal(0);
    expect((await now())?.status).to.equal('pending');
  };

  it('connects the store, in the name of who started it', async () => {
    const { state, statusUrl, authorizationId } = await start(connector, browser, connection.id);
    expect(await poll(statusUrl)).to.include({ status: 'waiting', connectionId: connection.id });

    const answer = await browser.agent.get(await agreed(connector, state));

    expect(answer.status, answer.text).to.equal(200);
    expect(answer.text).to.include(`data-authorization="${authorizationId}"`);
    expect(answer.text).to.include(`/console/connections/${connection.id}`);
    expect(answer.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
    expect(answer.headers['content-security-policy']).to.include("frame-ancestors 'none'");
    expect(await now()).to.include({ status: 'connected', name: connection.name });
    expect(await poll(statusUrl)).to.deep.include({ status: 'done', missingScopes: [] });
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.authorized',
      actor: { kind: 'user', id: browser.user.id, email: browser.user.email },
    });
  });

  it('keeps neither the state nor the code', async () => {
    const { state } = await start(connector, browser, connection.id);
    expect(await dumpRedis(connector.service.deps.redis)).not.to.include(state);
    await browser.agent.get(await agreed(connector, state));
    expect(connector.logged()).not.to.include(state);
  });

  it('tells which scopes were not granted', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const [, ...fewer] = scopes;
    const answer = await browser.agent.get(await agreed(connector, state, { scopes: fewer }));
    expect(answer.text).to.include(scopes[0]);
    expect(await poll(statusUrl)).to.deep.include({ status: 'done', missingScopes: [scopes[0]] });
  });

  it('is refused in another browser before anything is exchanged', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, state);
    const other = await signIn(connector, 'admin');

    for (const agent of [connector.agent(), other.agent]) {
      const answer = await agent.get(callback);
      expect(answer.status).to.equal(403);
      expect(answer.text).to.include('another browser');
    }
    await expectNothingHappened();
    expect((await browser.agent.get(callback)).status, 'in its own browser').to.equal(200);
    expect(await poll(statusUrl)).to.include({ status: 'done' });
  });

  it('is refused with a state that nobody made', async () => {
    await start(connector, browser, connection.id);
    for (const state of ['made-up', 'A'.repeat(43)]) {
      expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(403);
    }
    await expectNothingHappened();
  });

  it('is refused when it comes too late', async () => {
    const { state, statusUrl, authorizationId } = await start(connector, browser, connection.id);
    await connector.service.deps.redis.hset(keys.authorization(authorizationId), 'startedAt', 1);

    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(410);
    await expectNothingHappened();
    expect(await poll(statusUrl)).to.include({ status: 'failed' });
  });

  it('works once: another code with the same state is refused', async () => {
    const { state } = await start(connector, browser, connection.id);
    await browser.agent.get(await agreed(connector, state));
    const answer = await browser.agent.get(await agreed(connector, state));
    expect(answer.status).to.equal(403);
    expect(await tokenRequests(connector)).to.equal(1);
  });

  it('may come twenty times at once, and the code is exchanged once', async () => {
    const { state } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, state);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => browser.agent.get(callback)),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(200));
    expect(await tokenRequests(connector)).to.equal(1);
    expect((await now())?.status).to.equal('connected');
  });

  it("is refused at another app's path", async () => {
    await addSecondApp(connector);
    const { state } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, state);
    const { slug } = (await connector.service.deps.iclients.list()).find(
      ({ id }) => id !== 'default',
    ) ?? { slug: '' };
    const answer = await browser.agent.get(callback.replace('/auth', `/bigcommerce/${slug}/auth`));
    expect(answer.status).to.equal(403);
    await expectNothingHappened();
  });

  it('changes nothing when it is for another store, and names both', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const answer = await browser.agent.get(
      await agreed(connector, state, { storeHash: 'bottesneige' }),
    );
    expect(answer.status).to.equal(400);
    expect(answer.text).to.include(storeHash).and.include('bottesneige');
    await expectNothingHappened();
    expect(await poll(statusUrl)).to.include({ status: 'failed', title: 'That was another store' });
  });

  it('changes nothing when the token is for another store', async () => {
    const { state } = await start(connector, browser, connection.id);
    await connector.sandbox.faults({ token: 'wrong_context' });
    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(400);
    expect((await now())?.status).to.equal('pending');
  });

  it('tells of a denial, and keeps it as an event', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const answer = await browser.agent.get(`/auth?error=access_denied&state=${state}`);
    expect(answer.status).to.equal(400);
    await expectNothingHappened();
    expect(await poll(statusUrl)).to.include({ title: 'The access was not granted' });
    const [event] = await connector.service.deps.events.eventsOf(connection.id, 1);
    expect(event).to.include({
      kind: 'connection.authorization_failed',
      reason: 'consent_denied',
    });
    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(403);
  });

  it('does not make a connection again that was deleted meanwhile', async () => {
    const { state } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, state);
    await connector.service.deps.connections.delete(connection.id, byOperator);
    expect((await browser.agent.get(callback)).status).to.equal(404);
    expect(await connector.service.deps.connections.findByStore('default', storeHash)).to.equal(
      undefined,
    );
  });

  it('is recognised without a state in the browser that waits for it', async () => {
    const { statusUrl } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, undefined);
    const answer = await browser.agent.get(callback);
    expect(answer.text).to.include('data-authorization=');
    expect(await poll(statusUrl)).to.include({ status: 'done' });
  });

  it('without a state, in another browser, is an install that is bound to nobody', async () => {
    const { statusUrl } = await start(connector, browser, connection.id);
    await install(connector);
    expect((await now())?.status).to.equal('connected');
    const events = await connector.service.deps.events.latest(5);
    expect(events.map(({ kind }) => kind)).not.to.include('connection.authorized');
    expect(await poll(statusUrl), 'for who waits').to.include({ status: 'done' });
  });

  it('shows what became of it to the user who started it alone', async () => {
    const { statusUrl } = await start(connector, browser, connection.id);
    const other = await signIn(connector, 'admin');
    expect((await other.agent.get(statusUrl)).status).to.equal(404);
    const elsewhere = await signInAs(connector, browser.user);
    expect((await elsewhere.agent.get(statusUrl)).status).to.equal(200);
    expect((await elsewhere.agent.get(`${statusUrl}/go`)).status, 'no state there').to.equal(403);
  });
});
