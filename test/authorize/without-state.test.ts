/** Callbacks without a state: any page can send a browser to one, and BigCommerce may echo none. */
import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import type { Connector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { storeHash } from '../support/journeys.ts';
import type { SignedInBrowser } from '../support/sign-in.ts';
import { aboutToAuthorize, agreed, pendingConnection, start, tokenRequests } from './start.ts';

const madeUp = `/auth?code=made-up&context=stores/${storeHash}&scope=store_v2_orders_read_only`;
const denial = '/auth?error=access_denied';

describe('a callback without a state', function () {
  this.timeout(30_000);
  let connector: Connector;
  let browser: SignedInBrowser;
  let connection: Connection;
  beforeEach(async () => {
    ({ connector, browser, connection } = await aboutToAuthorize());
  });
  afterEach(() => connector.close());

  const poll = async (url: string) => (await browser.agent.get(url)).body;
  const status = async () => (await connector.service.deps.connections.find(connection.id))?.status;

  it('ends nothing with a made-up code', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    for (const attempt of ['first', 'again']) {
      const answer = await browser.agent.get(madeUp);
      expect(answer.status, attempt).to.equal(400);
      expect(answer.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
      expect(await poll(statusUrl), attempt).to.include({ status: 'waiting' });
    }
    expect(await tokenRequests(connector)).to.equal(1);
    expect((await browser.agent.get(`${statusUrl}/go`)).text, 'its state').to.include(state);
    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(200);
    expect(await status()).to.equal('connected');
  });

  it('ends nothing with the code of another store', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const other = await agreed(connector, undefined, { storeHash: 'bottesneige' });
    await browser.agent.get(other.replace('bottesneige', storeHash));
    expect(await poll(statusUrl)).to.include({ status: 'waiting' });
    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(200);
  });

  it('is overtaken by one with the state, of which it then changes nothing', async () => {
    const { authorizations } = connector.service.deps;
    const { authorizationId } = await start(connector, browser, connection.id);
    const now = async () => (await authorizations.find(authorizationId))?.status;
    const guess = { code: 'made-up', certain: false };
    const other = { code: 'another', certain: false };
    await authorizations.claim(authorizationId, guess);
    await authorizations.claim(authorizationId, { code: 'example-code', certain: true });
    await authorizations.settle(authorizationId, { status: 'failed', code: 'code_refused' }, guess);
    await authorizations.putBack(authorizationId, guess);
    expect(await now()).to.equal('exchanging');
    const refused = await failureOf(authorizations.claim(authorizationId, other));
    expect(refused.code, 'a second guess').to.equal('state_unknown');

    const second = await start(connector, browser, connection.id);
    await authorizations.claim(second.authorizationId, guess);
    const callback = await agreed(connector, second.state);
    expect((await browser.agent.get(callback)).status).to.equal(200);
  });

  it('tells of a denial, after which one with the state still connects', async () => {
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const answer = await browser.agent.get(denial);
    expect(answer.status).to.equal(400);
    expect(answer.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
    expect(answer.text).to.include('data-authorization=');
    expect(await poll(statusUrl)).to.include({ title: 'The access was not granted' });
    expect((await browser.agent.get(await agreed(connector, state))).status).to.equal(200);
    expect(await status()).to.equal('connected');
  });

  it('tells of a denial to the latest for the connection', async () => {
    const first = await start(connector, browser, connection.id);
    const second = await start(connector, browser, connection.id);
    await browser.agent.get(denial);
    expect(await poll(second.statusUrl)).to.include({ status: 'failed' });
    expect(await poll(first.statusUrl)).to.include({ status: 'waiting' });
  });

  it('tells nobody of a denial that may be of one of two connections, or of another browser', async () => {
    const first = await start(connector, browser, connection.id);
    await connector.agent().get(denial);
    expect(await poll(first.statusUrl)).to.include({ status: 'waiting' });
    const other = await pendingConnection(connector, 'bottesneige');
    const second = await start(connector, browser, other.id);
    expect((await browser.agent.get(denial)).status).to.equal(400);
    for (const { statusUrl } of [first, second])
      expect(await poll(statusUrl)).to.include({ status: 'waiting' });
  });
});
