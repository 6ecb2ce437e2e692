/** What others do to a connection while its authorization is under way. */
import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { type Connector, scopes } from '../support/connector.ts';
import { install } from '../support/journeys.ts';
import type { SignedInBrowser } from '../support/sign-in.ts';
import { aboutToAuthorize, agreed, byOperator, start } from './start.ts';

describe('an authorization under way', function () {
  this.timeout(30_000);
  let connector: Connector;
  let browser: SignedInBrowser;
  let connection: Connection;
  beforeEach(async () => {
    ({ connector, browser, connection } = await aboutToAuthorize());
  });
  afterEach(() => connector.close());

  const connections = () => connector.service.deps.connections;
  const status = async () => (await connections().find(connection.id))?.status;
  const poll = async (url: string) => (await browser.agent.get(url)).body;

  it('does not undo a disconnect that came after its start', async () => {
    await install(connector);
    const { state, statusUrl } = await start(connector, browser, connection.id);
    const callback = await agreed(connector, state);
    await connections().disconnect(connection.id, byOperator);
    const answer = await browser.agent.get(callback);
    expect(answer.status).to.equal(409);
    expect(answer.text).to.include('disconnected meanwhile');
    expect(await status()).to.equal('disconnected');
    expect(await poll(statusUrl)).to.include({ status: 'failed' });

    const again = await start(connector, browser, connection.id);
    expect((await browser.agent.get(await agreed(connector, again.state))).status).to.equal(200);
    expect(await status()).to.equal('connected');
  });

  it('leaves an install from the side of BigCommerce after a disconnect as it is', async () => {
    await install(connector);
    await connections().disconnect(connection.id, byOperator);
    await install(connector);
    expect(await status()).to.equal('connected');
  });

  it('is done when the store is connected otherwise, and says which scopes are missing', async () => {
    const { statusUrl } = await start(connector, browser, connection.id);
    expect(await poll(statusUrl)).to.include({ status: 'waiting' });
    const [missing, ...granted] = scopes;
    const callback = await agreed(connector, undefined, { scopes: granted });
    await connector.agent().get(callback);
    expect(await poll(statusUrl)).to.deep.include({ status: 'done', missingScopes: [missing] });
  });

  it('goes on waiting where the store was connected before', async () => {
    await install(connector);
    const { statusUrl } = await start(connector, browser, connection.id);
    expect(await poll(statusUrl)).to.include({ status: 'waiting' });
  });
});
