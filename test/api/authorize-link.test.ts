import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import type { CookieClient } from '../support/cookie-client.ts';
import { pathOf } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';

const returnUrl = 'https://app.example.com/connected?flow=7';

describe('a link that authorizes a connection', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  let id: string;
  beforeEach(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'app.example.com, localhost:5173' } });
    api = await apiClient(connector);
    const body = { kind: 'app', name: 'Snow Boots', store: 'snowboots', iclientId: 'default' };
    id = (await api.post('/connections', body)).body.id;
  });
  afterEach(() => connector.close());

  async function makeLink(wish: object = { returnUrl }): Promise<string> {
    const answer = await api.post(`/connections/${id}/authorize`, wish);
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.body.url).to.match(new RegExp(`^${connector.publicUrl}/authorize/[\\w-]{43}$`));
    return pathOf(answer.body.url);
  }

  /** Opens the link and agrees, or not; answers path and query of the callback. */
  async function decide(browser: CookieClient, link: string, more: object = {}): Promise<string> {
    const opened = await browser.get(link);
    expect(opened.status, opened.text).to.equal(303);
    const asked = new URL(opened.headers.location ?? '');
    expect(asked.origin).to.equal(connector.sandbox.url);
    const answer = await fetch(`${asked.origin}/oauth2/authorize`, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        ...Object.fromEntries(asked.searchParams),
        as: 'snowboots:2002',
        decision: 'allow',
        ...more,
      }).toString(),
    });
    const callback = new URL(answer.headers.get('location') ?? '');
    const code = callback.searchParams.get('code');
    if (code) connector.keepSecret(code);
    return pathOf(callback.href);
  }

  const statusNow = async () => (await api.get(`/connections/${id}`)).body.status;

  it('connects the store and brings the browser back, in the name of the key', async () => {
    const browser = connector.agent();
    const ended = await browser.get(await decide(browser, await makeLink()));
    expect(ended.status, ended.text).to.equal(303);
    expect(ended.headers.location).to.equal(`${returnUrl}&status=connected&connectionId=${id}`);
    expect(ended.headers['referrer-policy']).to.equal('no-referrer');
    expect(await statusNow()).to.equal('connected');
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.authorized',
      actor: { kind: 'api_key', id: api.apiKey.id, name: api.apiKey.name },
    });
  });

  it('brings the browser back with what failed', async () => {
    const browser = connector.agent();
    const spoilt = `${returnUrl}&status=connected&errorCode=none`;
    const link = await makeLink({ returnUrl: spoilt });
    const ended = await browser.get(await decide(browser, link, { decision: 'deny' }));
    const { searchParams } = new URL(ended.headers.location ?? '');
    expect([...searchParams]).to.deep.equal([
      ['flow', '7'],
      ['status', 'failed'],
      ['connectionId', id],
      ['errorCode', 'consent_denied'],
    ]);
    expect(await statusNow()).to.equal('pending');
  });

  it('brings the browser back when it took too long', async () => {
    const browser = connector.agent();
    const callback = await decide(browser, await makeLink());
    const { redis } = connector.service.deps;
    const [key] = await redis.keys(keys.authorization('*'));
    await redis.hset(String(key), 'startedAt', 1);
    const ended = await browser.get(callback);
    expect(ended.headers.location)
      .to.include('status=failed')
      .and.include('errorCode=authorization_expired');
  });

  it('shows a page that closes itself where there is nowhere to go back to', async () => {
    const browser = connector.agent();
    const ended = await browser.get(await decide(browser, await makeLink({})));
    expect(ended.status).to.equal(200);
    expect(ended.text).to.include(`data-connection="${id}"`).and.include('data-closes');
    expect(ended.text, 'who has no account').not.to.include('/console/');
    expect(ended.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
  });

  it('works once', async () => {
    const link = await makeLink();
    expect((await connector.agent().get(link)).status).to.equal(303);
    const again = await connector.agent().get(link);
    expect(again.status).to.equal(410);
    expect(again.text).to.include('does not work any more');
  });

  it('is not used up by who only looks at it', async () => {
    const link = await makeLink();
    const looked = await connector.http().head(link);
    expect(looked.status).to.equal(405);
    expect((await connector.http().post(link)).status).to.equal(405);
    expect((await connector.agent().get(link)).status).to.equal(303);
  });

  it('is not used up by a browser that fetches it ahead', async () => {
    const link = await makeLink();
    for (const said of [
      { 'Sec-Purpose': 'prefetch;prerender' },
      { Purpose: 'prefetch' },
      { 'X-Moz': 'prefetch' },
      { 'X-Purpose': 'preview' },
    ]) {
      const ahead = await connector.http().get(link).set(said);
      expect(ahead.status, JSON.stringify(said)).to.equal(425);
      expect(ahead.headers).to.include({ 'cache-control': 'no-store' });
    }
    expect((await connector.agent().get(link)).status).to.equal(303);
  });

  it('binds the browser that opens it', async () => {
    const callback = await decide(connector.agent(), await makeLink());
    const { token } = (await connector.sandbox.state()).requests;
    const elsewhere = await connector.agent().get(callback);
    expect(elsewhere.status).to.equal(403);
    expect(elsewhere.headers).not.to.have.property('location');
    expect((await connector.sandbox.state()).requests.token).to.equal(token);
    expect(await statusNow()).to.equal('pending');
  });

  it('ends after ten minutes', async () => {
    const link = await makeLink();
    const { redis } = connector.service.deps;
    const [key] = await redis.keys(keys.authorizationLink('*'));
    expect(await redis.pttl(String(key))).to.be.within(590_000, 600_000);
    await redis.pexpire(String(key), 0);
    expect((await connector.agent().get(link)).status).to.equal(410);
    for (const token of ['x', 'x'.repeat(43), '%2e%2e', `${link.slice(-43)}x`])
      expect((await connector.agent().get(`/authorize/${token}`)).status, token).to.equal(410);
  });

  it('is kept neither in Redis nor in the log', async () => {
    const link = await makeLink();
    const token = link.slice(-43);
    await connector.http().head(link);
    expect(await dumpRedis(connector.service.deps.redis)).not.to.include(token);
    expect(connector.logged()).not.to.include(token);
  });

  it('ends with its connection', async () => {
    const link = await makeLink();
    await api.delete(`/connections/${id}`);
    expect((await connector.agent().get(link)).status).to.equal(404);
  });

  it('ends with the key that made it', async () => {
    const link = await makeLink();
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    await connector.service.deps.apiKeys.revoke(api.apiKey.id, by);
    expect((await connector.agent().get(link)).status).to.equal(410);
  });

  it('sends nobody to a host that is not allowed', async () => {
    for (const evil of [
      '//evil.example',
      '/\\evil.example',
      'https://app.example.com@evil.example/',
      'https://app.example.com.evil.example/',
      'https://evil.example\\@app.example.com/',
      'https://app.example.com%2eevil.example/',
      'http://app.example.com/',
      'https://app.example.com:8443/',
      'javascript:alert(1)',
      '',
    ]) {
      const answer = await api.post(`/connections/${id}/authorize`, { returnUrl: evil });
      expect(answer.status, evil).to.equal(400);
      expect(answer.body, evil).to.include({ code: 'return_url_refused' });
    }
    await makeLink({ returnUrl: 'http://localhost:5173/done' });
  });
});
