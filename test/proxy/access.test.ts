import { expect } from 'chai';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';

describe('Who may call through the proxy', () => {
  let proxied: Proxied;

  before(async () => {
    proxied = await startProxied();
  });

  after(() => proxied.close());

  const ask = async (key: string | undefined, options: { method?: string; id?: string } = {}) => {
    const { method = 'GET', id = proxied.connection.id } = options;
    const before = proxied.upstream.calls.length;
    const answer = await fetch(`${proxied.connector.service.address}/proxy/${id}/v3/catalog`, {
      method,
      headers: key === undefined ? {} : { authorization: `Bearer ${key}` },
    });
    const text = await answer.text();
    return {
      status: answer.status,
      code: answer.status < 400 ? undefined : (JSON.parse(text) as { code: string }).code,
      headers: answer.headers,
      reached: proxied.upstream.calls.length > before,
    };
  };

  it('is nobody without a key, or with a wrong one', async () => {
    for (const key of [undefined, 'bcc_wrong', proxied.key.slice(0, -1), `${proxied.key}x`]) {
      const answer = await ask(key);
      expect(answer).to.include({ status: 401, code: 'api_key_invalid', reached: false });
      expect(answer.headers.get('www-authenticate')).to.equal('Bearer');
    }
  });

  it('is only who may do what the method does', async () => {
    const reads = await proxied.makeKey(['proxy:read']);
    const writes = await proxied.makeKey(['proxy:write']);
    const neither = await proxied.makeKey(['connections:write', 'credentials:read']);
    for (const method of ['GET', 'HEAD']) {
      expect((await ask(reads, { method })).status).to.equal(200);
      if (method === 'GET')
        expect(await ask(writes, { method })).to.include({
          status: 403,
          code: 'permission_missing',
          reached: false,
        });
    }
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      expect((await ask(writes, { method })).status, method).to.equal(200);
      expect(await ask(reads, { method })).to.include({ status: 403, reached: false });
      expect(await ask(neither, { method })).to.include({ status: 403, reached: false });
    }
  });

  it('reaches only the connections that the key is limited to, others are not there', async () => {
    const other = await proxied.makeConnection();
    const limited = await proxied.makeKey(['*'], [other.id]);
    expect((await ask(limited, { id: other.id })).status).to.equal(200);
    for (const id of [proxied.connection.id, 'cn_000000000000000000000000'])
      expect(await ask(limited, { id })).to.include({
        status: 404,
        code: 'connection_unknown',
        reached: false,
      });
  });

  it('is nobody any more when the key is revoked', async () => {
    const { apiKeys } = proxied.connector.service.deps;
    const { apiKey, key } = await apiKeys.create({ name: 'Revoked', permissions: ['*'] }, by);
    expect((await ask(key)).status).to.equal(200);
    await apiKeys.revoke(apiKey.id, by);
    await until('the key is refused', async () => (await ask(key)).status === 401);
  });

  it('gets no other method through', async () => {
    const answer = await ask(proxied.key, { method: 'PROPFIND' });
    expect(answer).to.include({ status: 405, code: 'method_not_allowed', reached: false });
    expect(answer.headers.get('allow')).to.include('GET');
  });

  it('is told that a connection without a token must be authorized', async () => {
    const { connections } = proxied.connector.service.deps;
    const gone = await proxied.makeConnection();
    expect((await ask(proxied.key, { id: gone.id })).status).to.equal(200);
    await connections.disconnect(gone.id, by);
    await until('the token is not used any more', async () => {
      const answer = await ask(proxied.key, { id: gone.id });
      return answer.status === 409 && answer.code === 'connection_not_connected';
    });
    expect(await ask(proxied.key, { id: gone.id })).to.include({ reached: false });
    await connections.delete(gone.id, by);
    expect(await ask(proxied.key, { id: gone.id })).to.include({ status: 404, reached: false });
  });
});
