import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { dumpRedis } from '../support/redis-dump.ts';

const draft = { kind: 'app', name: 'Snow Boots', store: 'snowboots', iclientId: 'default' };
const once = { 'Idempotency-Key': 'an-example' };

describe('a POST with an Idempotency-Key', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  beforeEach(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
  });
  afterEach(() => connector.close());

  const keptKey = async () => {
    const { redis } = connector.service.deps;
    const [key] = await redis.keys(keys.idempotentRequest(api.apiKey.id, '*'));
    return String(key);
  };

  const count = async () => (await api.get('/connections')).body.data.length;

  it('is carried out once and answered alike', async () => {
    const first = await api.post('/connections', draft, once);
    const again = await api.post('/connections', draft, once);
    expect(first.headers).not.to.have.property('idempotent-replayed');
    expect(again.headers).to.include({
      'idempotent-replayed': 'true',
      location: first.headers.location,
    });
    expect([again.status, again.body]).to.deep.equal([201, first.body]);
    expect(await count()).to.equal(1);
  });

  it('makes one connection of twenty at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => api.post('/connections', draft, once)),
    );
    const made = answers.filter(({ status }) => status === 201);
    const waiting = answers.filter(({ status }) => status !== 201);
    expect(new Set(made.map(({ body }) => body.id)).size).to.equal(1);
    for (const { body, headers } of waiting) {
      expect(body).to.include({ code: 'idempotency_in_progress', status: 409 });
      expect(headers['retry-after']).to.equal('1');
    }
    expect(await count()).to.equal(1);
  });

  it('is refused with another body or at another address', async () => {
    const { body } = await api.post('/connections', draft, once);
    const other = await api.post('/connections', { ...draft, name: 'Sandals' }, once);
    const elsewhere = await api.post(`/connections/${body.id}/disconnect`, undefined, once);
    for (const answer of [other, elsewhere]) {
      expect(answer.status).to.equal(422);
      expect(answer.body).to.include({ code: 'idempotency_mismatch' });
    }
    expect((await api.get(`/connections/${body.id}`)).body.status).to.equal('pending');
  });

  it('belongs to its API key', async () => {
    const first = await api.post('/connections', draft, once);
    const stranger = await apiClient(connector);
    const answer = await stranger.post('/connections', draft, once);
    expect(answer.body).to.include({ code: 'connection_exists' });
    expect(answer.text).not.to.include(first.body.createdAt);
  });

  it('repeats a refusal, but no failure of ours and nothing that was only misread', async () => {
    await api.post('/connections', draft);
    const refused = await api.post('/connections', draft, once);
    const again = await api.post('/connections', draft, once);
    expect([refused.status, again.status]).to.deep.equal([409, 409]);
    expect(again.body).to.deep.equal(refused.body);

    const second = { 'Idempotency-Key': 'a-second' };
    expect((await api.post('/connections', {}, second)).status).to.equal(400);
    const mended = { ...draft, name: 'Sandals', store: 'sandals' };
    expect((await api.post('/connections', mended, second)).status).to.equal(201);

    const third = { 'Idempotency-Key': 'a-third' };
    const unsaved = { store: 'snowboots', credentials: { accessToken: 'invented' } };
    await connector.sandbox.faults({ api: 'reset' });
    expect((await api.post('/connections/test', unsaved, third)).status).to.equal(502);
    await connector.sandbox.faults({ api: 'none' });
    const tried = await api.post('/connections/test', unsaved, third);
    expect(tried.body).to.include({ outcome: 'refused' });
    expect(tried.headers).not.to.have.property('idempotent-replayed');
  });

  it('keeps its answer sealed, for a day', async () => {
    const { body } = await api.post('/connections', draft, once);
    const { redis } = connector.service.deps;
    expect(await redis.pttl(await keptKey())).to.be.within(86_000_000, 86_400_000);
    const forLink = { 'Idempotency-Key': 'of-a-link' };
    const { text } = await api.post(`/connections/${body.id}/authorize`, {}, forLink);
    const token = /authorize\/([\w-]{43})/.exec(text)?.[1] ?? 'none';
    expect(await dumpRedis(redis)).not.to.include(token);
  });

  it('is answered a link alike until the link is over, and no longer', async () => {
    const { body } = await api.post('/connections', draft);
    const ask = () => api.post(`/connections/${body.id}/authorize`, {}, once);
    const first = await ask();
    expect((await ask()).body).to.deep.equal(first.body);
    const { redis } = connector.service.deps;
    const [link] = await redis.keys(keys.authorizationLink('*'));
    const linkEnds = await redis.pexpiretime(String(link));
    expect(await redis.pexpiretime(await keptKey())).to.be.within(linkEnds - 1_000, linkEnds);
    await redis.pexpireat(await keptKey(), 1);
    const anew = await ask();
    expect(anew.headers).not.to.have.property('idempotent-replayed');
    expect(anew.body.url).not.to.equal(first.body.url);
  });

  it('has its answer kept from when it came, however long it took', async () => {
    const { idempotentRequests, redis } = connector.service.deps;
    const cameAt = Date.now() - 30_000;
    const request = { apiKeyId: api.apiKey.id, digest: 'd1', fingerprint: 'f1' };
    const { kept } = await idempotentRequests.once(request, async () => {
      await redis.hset(await keptKey(), 'claimedAt', String(cameAt));
      return { status: 201, headers: {}, body: '{}', usableMs: 60_000 };
    });
    await kept;
    expect(await redis.pexpiretime(await keptKey())).to.equal(cameAt + 60_000);
  });

  it('is answered a session of the picker for as long as the session lasts', async () => {
    const ask = () => api.post('/picker-sessions', { origin: 'https://builder.example' }, once);
    const first = await ask();
    expect((await ask()).body).to.deep.equal(first.body);
    const ends = Date.parse(first.body.expiresAt);
    const { redis } = connector.service.deps;
    expect(await redis.pexpiretime(await keptKey())).to.be.within(ends - 1_000, ends);
  });

  it('needs a key of visible characters', async () => {
    for (const key of ['', 'two words', 'x'.repeat(256), 'é']) {
      const answer = await api.post('/connections', draft, { 'Idempotency-Key': key });
      expect(answer.status, key).to.equal(400);
      expect(answer.body).to.include({ code: 'idempotency_key_invalid' });
    }
    const longest = { 'Idempotency-Key': '!'.repeat(255) };
    expect((await api.post('/connections', draft, longest)).status).to.equal(201);
  });
});
