import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { until } from '../support/until.ts';
import { agreed, pendingConnection, start, tokenRequests } from './start.ts';

const minute = 60_000;
const claim = { code: 'example-code', certain: true };

describe('the lifetime of an authorization', function () {
  this.timeout(30_000);
  let connector: Connector;
  let browser: SignedInBrowser;
  let connection: Connection;
  beforeEach(async () => {
    connector = await startConnector();
    browser = await signIn(connector, 'builder');
    connection = await pendingConnection(connector);
  });
  afterEach(() => connector.close());

  const redis = () => connector.service.deps.redis;
  const poll = async (url: string) => (await browser.agent.get(url)).body;
  /** Makes it look as if it had been started, or claimed, some time ago. */
  const age = async (id: string, field: 'startedAt' | 'claimedAt', ms: number) => {
    const then = Number(await redis().hget(keys.authorization(id), field)) - ms;
    await redis().hset(keys.authorization(id), field, then);
  };
  const waitingKeys = () => redis().keys(keys.waitingAuthorization('*'));

  it('is ten minutes until BigCommerce answers', async () => {
    const early = await start(connector, browser, connection.id);
    await age(early.authorizationId, 'startedAt', 9.5 * minute);
    expect(await poll(early.statusUrl)).to.include({ status: 'waiting' });
    expect((await browser.agent.get(await agreed(connector, early.state))).status).to.equal(200);

    const late = await start(connector, browser, connection.id);
    await age(late.authorizationId, 'startedAt', 10 * minute + 1);
    expect(await poll(late.statusUrl)).to.include({ status: 'failed' });
    expect((await browser.agent.get(`${late.statusUrl}/go`)).text).not.to.contain(late.state);
    expect((await browser.agent.get(await agreed(connector, late.state))).status).to.equal(410);
    expect(await tokenRequests(connector)).to.equal(1);
  });

  it('leaves nothing in Redis for longer than its outcome is asked for', async () => {
    const { state, authorizationId } = await start(connector, browser, connection.id);
    const key = keys.authorization(authorizationId);
    expect(await redis().pttl(key)).to.be.within(19 * minute, 20 * minute);
    const [waiting = ''] = await waitingKeys();
    expect(await redis().pttl(waiting)).to.be.within(9 * minute, 10 * minute);

    await browser.agent.get(await agreed(connector, state));
    expect(await redis().pttl(key)).to.be.within(9 * minute, 10 * minute);
    expect(await redis().hexists(key, 'state')).to.equal(0);
  });

  it('leaves nothing for longer either where nobody finishes what BigCommerce answered', async () => {
    const { authorizations } = connector.service.deps;
    const { authorizationId, statusUrl } = await start(connector, browser, connection.id);
    const key = keys.authorization(authorizationId);
    await authorizations.claim(authorizationId, claim);
    expect(await redis().hexists(key, 'state')).to.equal(0);
    expect(await redis().pttl(key)).to.be.within(9 * minute, 10 * minute);
    expect(await poll(statusUrl)).to.include({ status: 'exchanging' });

    await age(authorizationId, 'claimedAt', minute + 1);
    expect(await poll(statusUrl)).to.include({ status: 'failed' });
    expect(await authorizations.find(authorizationId)).to.include({ code: 'install_interrupted' });
  });

  it('ends with a state that nobody knows and a poll that finds nothing', async () => {
    const { state, authorizationId, statusUrl } = await start(connector, browser, connection.id);
    const key = keys.authorization(authorizationId);
    await redis().pexpire(key, 1);
    await until('it is gone', async () => (await redis().exists(key)) === 0);
    expect((await browser.agent.get(statusUrl)).status).to.equal(404);
    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(403);
    expect(await tokenRequests(connector)).to.equal(0);
  });

  it('has one outcome, the first', async () => {
    const { authorizations } = connector.service.deps;
    const { authorizationId, statusUrl } = await start(connector, browser, connection.id);
    await authorizations.claim(authorizationId, claim);
    await authorizations.settle(authorizationId, { status: 'failed', code: 'code_refused' });
    await authorizations.settle(authorizationId, { status: 'done', missingScopes: [] });
    expect(await poll(statusUrl)).to.include({ status: 'failed' });
    expect(await authorizations.find(authorizationId)).to.include({ code: 'code_refused' });
  });

  it('does not outlive the sign-out: the browser loses the name that would finish it', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, state);
    const named = () => browser.agent.cookies().find((pair) => /^__Host-browser=./.test(pair));
    expect(named()).to.be.a('string');
    await browser.postForm('/sign-out');
    expect(named()).to.equal(undefined);
    expect((await browser.agent.get(callback)).status).to.equal(403);
    expect(await tokenRequests(connector)).to.equal(0);
    expect((await browser.agent.get(statusUrl)).headers.location).to.match(/^\/sign-in\?next=/);
  });

  it('is not shown to a browser that is not signed in, nor to one of somebody else', async () => {
    const { statusUrl } = await start(connector, browser, connection.id);
    const json = await connector.http().get(statusUrl).set('Accept', 'application/json');
    expect(json.status).to.equal(401);
    const other = await signIn(connector, 'builder');
    for (const path of [statusUrl, `${statusUrl}/go`])
      expect((await other.agent.get(path)).status, path).to.equal(404);
    expect((await connector.agent().get(statusUrl)).status).to.equal(303);
  });

  it('is found by the exact digest of its state alone', async () => {
    const { authorizationId, state } = await start(connector, browser, connection.id);
    expect(authorizationId).to.match(/^[0-9a-f]{64}$/);
    for (const id of [state, authorizationId.toUpperCase(), `${authorizationId}0`, '*'])
      expect((await browser.agent.get(`/console/authorizations/${id}`)).status, id).to.equal(404);
  });
});
