import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import {
  builderOrigin,
  connected,
  expire,
  makeKey,
  openSession,
  postSession,
} from '../support/picker.ts';

describe('sessions of the picker', () => {
  let connector: Connector;
  let key: string;
  let revoke: () => Promise<void>;

  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  beforeEach(async () => {
    ({ key, revoke } = await makeKey(connector));
  });

  it('are made with an API key for one origin and last half an hour', async () => {
    const before = Date.now();
    const answer = await postSession(connector, key, { origin: builderOrigin });
    expect(answer.status, answer.text).to.equal(201);
    expect(answer.body.session).to.match(/^ps_[\w-]{22}\.[\w-]{43}$/);
    const [id, secret] = String(answer.body.session).split('.');
    expect(answer.body.url).to.equal(`${connector.publicUrl}/picker/${id}#${secret}`);
    expect(Date.parse(answer.body.expiresAt)).to.be.closeTo(before + 30 * 60_000, 10_000);
  });

  it('need the permission picker:write', async () => {
    const { key: weak } = await makeKey(connector, { permissions: ['connections:read'] });
    const answer = await postSession(connector, weak, { origin: builderOrigin });
    expect(answer.status).to.equal(403);
    expect(answer.body).to.include({ code: 'permission_missing', parameter: 'picker:write' });
  });

  it('may let new connections be made with the permission connections:write alone', async () => {
    const { key: weak } = await makeKey(connector, { permissions: ['picker:write'] });
    const refused = await postSession(connector, weak, {
      origin: builderOrigin,
      allowCreate: true,
    });
    expect(refused.status).to.equal(403);
    expect(refused.body).to.include({
      code: 'permission_missing',
      parameter: 'connections:write',
    });
    expect((await postSession(connector, weak, { origin: builderOrigin })).status).to.equal(201);
    const allowed = await postSession(connector, key, { origin: builderOrigin, allowCreate: true });
    expect(allowed.status).to.equal(201);
  });

  for (const origin of [
    'http://builder.example',
    'https://builder.example/',
    'https://builder.example/path',
    'https://BUILDER.example',
    'https://builder.example:443',
    'https://user@builder.example',
    'https://*.builder.example',
    'https://*',
    "https://builder.example;script-src'unsafe-inline'",
    'https://builder.example https://evil.example',
    'null',
    '*',
    '',
  ])
    it(`are not made for the origin ${JSON.stringify(origin)}`, async () => {
      const answer = await postSession(connector, key, { origin });
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('body_invalid');
      expect(answer.body.errors[0].field).to.equal('origin');
    });

  for (const origin of ['http://localhost:3002', 'http://127.0.0.1:3002', 'https://b.example:8443'])
    it(`are made for the origin ${origin}`, async () => {
      expect((await postSession(connector, key, { origin })).status).to.equal(201);
    });

  it('take no field that does not exist', async () => {
    const body = { origin: builderOrigin, apiKeyId: 'ak_x', filter: { names: [] } };
    const answer = await postSession(connector, key, body);
    expect(answer.status).to.equal(400);
    const fields = (answer.body.errors as { field: string }[]).map(({ field }) => field);
    expect(fields).to.have.members(['apiKeyId', 'filter.names']);
  });

  it('let only their origin show the page, which keeps its opener', async () => {
    const { id } = await openSession(connector, key);
    const page = await connector.http().get(`/picker/${id}`);
    expect(page.status).to.equal(200);
    expect(page.headers['content-security-policy']).to.include(`frame-ancestors ${builderOrigin}`);
    expect(page.headers['content-security-policy']).to.not.include('unsafe-inline');
    expect(page.headers).to.not.have.property('x-frame-options');
    expect(page.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
    expect(page.headers['referrer-policy']).to.equal('no-referrer');
    expect(page.headers['cache-control']).to.equal('no-store');
    expect(page.headers).to.not.have.property('set-cookie');
  });

  it('tell nothing to who does not know the secret', async () => {
    const session = await openSession(connector, key);
    const other = await openSession(connector, key);
    const wrong = [
      `${session.id}.${'A'.repeat(43)}`,
      `${session.id}.`,
      session.id,
      other.token,
      `${session.token}.x`,
      key,
    ];
    for (const token of wrong) {
      const answer = await session.get('connections', token);
      expect(answer.status, token).to.equal(401);
      expect(answer.body.code).to.equal('picker_session_invalid');
    }
    expect((await connector.http().get(`/picker/${session.id}/options`)).status).to.equal(401);
    expect((await session.get('connections')).status).to.equal(200);
  });

  it('end when they are too old, and their page still can say so', async () => {
    const session = await openSession(connector, key);
    await expire(connector, session.id);
    const answer = await session.get('connections');
    expect(answer.status).to.equal(410);
    expect(answer.body.code).to.equal('picker_session_ended');
    expect((await connector.http().get(`/picker/${session.id}`)).status).to.equal(200);
  });

  it('end at once when their API key is revoked', async () => {
    const session = await openSession(connector, key);
    expect((await session.get('options')).status).to.equal(200);
    await revoke();
    for (const answer of [
      await session.get('options'),
      await session.post('choice', { connectionId: 'cn_x' }),
    ]) {
      expect(answer.status).to.equal(410);
      expect(answer.body.code).to.equal('picker_session_ended');
    }
  });

  it('that never were have no page', async () => {
    const answer = await connector.http().get(`/picker/ps_${'A'.repeat(22)}`);
    expect(answer.status).to.equal(410);
    expect(answer.headers['content-security-policy']).to.include("frame-ancestors 'none'");
    expect((await connector.http().get('/picker/anything')).status).to.equal(410);
  });

  it('leave no token in the log, and no secret in Redis', async () => {
    const id = await connected(connector, 'snowboots');
    const session = await openSession(connector, key);
    await session.get('connections?q=snow');
    await session.post('choice', { connectionId: id });
    await connector.http().get(`/picker/${session.id}`);
    const [, secret = ''] = session.token.split('.');
    expect(connector.logged()).to.include(`/picker/${session.id}/connections`);
    expect(connector.logged()).to.not.include(secret);
    const kept = await connector.service.deps.redis.hgetall(`bcc:picker-session:${session.id}`);
    expect(JSON.stringify(kept)).to.not.include(secret);
  });
});

describe('guessing the secret of a picker session', () => {
  it('is refused after thirty wrong ones from an address, and stops nobody else', async () => {
    const connector = await startConnector();
    try {
      const { key } = await makeKey(connector);
      const session = await openSession(connector, key);
      const guess = () => session.get('options', `${session.id}.${'B'.repeat(43)}`);
      const statuses = [];
      for (let count = 0; count < 32; count += 1) statuses.push((await guess()).status);
      expect(statuses.slice(0, 30)).to.deep.equal(Array(30).fill(401));
      expect(statuses.at(-1)).to.equal(429);
      expect((await session.get('options')).status).to.equal(200);
    } finally {
      await connector.close();
    }
  });
});
