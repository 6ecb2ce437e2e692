import { expect } from 'chai';
import supertest from 'supertest';
import type { Permission } from '../../server/api-keys/permissions.ts';
import { appBehindKeys } from '../support/app-behind-keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { until } from '../support/until.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const wrong = `bcc_${'x'.repeat(43)}`;

describe('a request with an API key', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const makeKey = async (...permissions: Permission[]) => {
    const draft = { name: 'Example program', permissions };
    const made = await connector.service.deps.apiKeys.create(draft, by);
    connector.keepSecret(made.key);
    return made;
  };
  const get = (path: string, headers: Record<string, string> = {}) =>
    supertest(appBehindKeys(connector)).get(path).set(headers);
  const bearer = (key: string) => ({ Authorization: `Bearer ${key}` });

  it('is made by the key, as events tell it', async () => {
    const { apiKey, key } = await makeKey('events:read');
    const answer = await get('/key', bearer(key));
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.body.id).to.equal(apiKey.id);
    expect(answer.body.by.actor).to.deep.equal({
      kind: 'api_key',
      id: apiKey.id,
      name: 'Example program',
    });
    expect(answer.body.by.address).to.match(/127\.0\.0\.1$/);
    expect((await get('/key', { Authorization: `bearer  ${key}` })).status).to.equal(200);
  });

  it('is refused with 401 and told how to ask, without a key or with none of ours', async () => {
    const { key } = await makeKey('*');
    const headers: Record<string, string>[] = [
      {},
      bearer(''),
      bearer(wrong),
      bearer(`${key}x`),
      bearer(`${key} ${key}`),
      { Authorization: key },
      { Authorization: `Basic ${Buffer.from(`:${key}`).toString('base64')}` },
      { 'X-Auth-Token': key },
    ];
    for (const sent of headers) {
      const answer = await get('/key', sent);
      expect(answer.status, JSON.stringify(sent)).to.equal(401);
      expect(answer.headers['www-authenticate']).to.equal('Bearer');
      expect(answer.type).to.equal('application/problem+json');
      expect(answer.body).to.include({ code: 'api_key_invalid', status: 401 });
    }
  });

  it('is refused with 403, which names the permission that the key lacks', async () => {
    const { key } = await makeKey('connections:read', 'connections:write');
    const answer = await get('/events', bearer(key));
    expect(answer.status).to.equal(403);
    expect(answer.body.code).to.equal('permission_missing');
    expect(answer.body.detail).to.include('events:read');
  });

  it('may do what the key allows, and everything with *', async () => {
    for (const permission of ['events:read', '*'] as const) {
      const { key } = await makeKey(permission);
      expect((await get('/events', bearer(key))).status, permission).to.equal(200);
    }
  });

  it('is refused with 429 after thirty wrong keys, whatever address its headers name', async () => {
    for (let at = 0; at < 30; at += 1) {
      const address = { 'X-Forwarded-For': `192.0.2.${at}` };
      expect((await get('/key', { ...bearer(wrong), ...address })).status).to.equal(401);
    }
    for (const address of ['192.0.2.200', '192.0.2.201']) {
      const answer = await get('/key', { ...bearer(wrong), 'X-Forwarded-For': address });
      expect(answer.status).to.equal(429);
      expect(answer.body.code).to.equal('too_many_attempts');
      expect(answer.body.title).to.equal('Too many wrong API keys');
      expect(Number(answer.headers['retry-after'])).to.be.within(1, 900);
    }
  });

  it('passes with a right key, however many wrong ones its address has sent', async () => {
    for (let at = 0; at < 32; at += 1) await get('/key', bearer(wrong));
    expect((await get('/key', bearer(wrong))).status).to.equal(429);
    const { key } = await makeKey('*');
    expect((await get('/key', bearer(key))).status).to.equal(200);
    expect((await get('/key')).status, 'no key is no guess').to.equal(401);
  });

  it('counts as the last use of the key once the service ends', async () => {
    const { apiKey, key } = await makeKey('*');
    const { apiKeys, keyRing } = connector.service.deps;
    expect((await get('/key', bearer(key))).status).to.equal(200);
    expect((await apiKeys.find(apiKey.id))?.lastUsedAt, 'no write for a request').to.equal(
      undefined,
    );
    await keyRing.close();
    expect((await apiKeys.find(apiKey.id))?.lastUsedAt).to.be.closeTo(apiKey.createdAt, 10_000);
  });

  it('asks Redis once, and then no more for a while', async () => {
    const { keyRing, channels } = connector.service.deps;
    const { apiKey, key } = await makeKey('*');
    await until('messages arrive', () => channels.whole());
    expect(keyRing.cached(key)).to.equal(undefined);
    await get('/key', bearer(key));
    expect(keyRing.cached(key)).to.deep.equal(apiKey);
    expect(keyRing.cached(wrong)).to.equal(undefined);
  });
});
