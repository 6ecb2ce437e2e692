import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { type Connector, clientId, scopes } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { aboutToAuthorize, byOperator, press, start } from './start.ts';

const listed = 'https://tunnel.example.com/auth';

describe('starting an authorization', function () {
  this.timeout(30_000);
  let connector: Connector;
  let browser: SignedInBrowser;
  let connection: Connection;
  beforeEach(async () => {
    ({ connector, browser, connection } = await aboutToAuthorize());
  });
  afterEach(() => connector.close());

  it('sends to BigCommerce with scopes, context and a state that cannot be guessed', async () => {
    const first = await start(connector, browser, connection.id);
    const second = await start(connector, browser, connection.id);
    const { origin, pathname, searchParams } = new URL(first.authorizeUrl);
    expect(`${origin}${pathname}`).to.equal(`${connector.sandbox.url}/oauth2/authorize`);
    expect(Object.fromEntries(searchParams)).to.deep.equal({
      client_id: clientId,
      redirect_uri: `${connector.publicUrl}/auth`,
      response_type: 'code',
      scope: scopes.join(' '),
      context: `stores/${storeHash}`,
      state: first.state,
    });
    expect(first.state)
      .to.match(/^[\w-]{43}$/)
      .and.not.to.equal(second.state);
  });

  it('goes on in the same tab without a script', async () => {
    const answer = await browser.postForm(`/console/connections/${connection.id}/authorize`);
    expect(answer.status).to.equal(303);
    const page = await browser.agent.get(answer.headers.location ?? '');
    expect(page.status).to.equal(200);
    expect(page.text).to.match(/http-equiv="refresh"/);
    expect(page.text).to.include(`${connector.sandbox.url}/oauth2/authorize?client_id=${clientId}`);
  });

  it('takes a redirect URI from the list alone, as an exact string', async () => {
    await connector.service.deps.iclients.change('default', { whitelist: [listed] }, byOperator);
    const answer = await press(connector, browser, connection.id, { redirectUri: listed });
    expect(new URL(answer.body.authorizeUrl).searchParams.get('redirect_uri')).to.equal(listed);
    for (const redirectUri of [
      `${listed}/`,
      'https://evil.example.com/auth',
      '',
      `${listed}?a=b`,
    ]) {
      const refused = await press(connector, browser, connection.id, { redirectUri });
      expect(refused.status, redirectUri).to.equal(400);
      expect(refused.body).to.include({ code: 'redirect_uri_refused' });
    }
  });

  it('needs the role of a builder', async () => {
    const viewer = await signIn(connector, 'viewer');
    expect((await press(connector, viewer, connection.id)).status).to.equal(403);
  });

  it('needs a connection', async () => {
    expect((await press(connector, browser, 'cn_none')).status).to.equal(404);
  });

  it('needs a POST', async () => {
    const answer = await browser.agent.get(`/console/connections/${connection.id}/authorize`);
    expect(answer.status).to.equal(405);
  });
});
