import { expect } from 'chai';
import { tokenField } from '../../server/connections/record.ts';
import { keys } from '../../server/redis/keys.ts';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

describe('What calls through the proxy tell of a connection', () => {
  let proxied: Proxied;

  beforeEach(async () => {
    proxied = await startProxied();
  });

  afterEach(() => proxied.close());

  const found = async () => {
    const { connections } = proxied.connector.service.deps;
    return connections.find(proxied.connection.id);
  };
  const kinds = async () => {
    const { events } = proxied.connector.service.deps;
    return (await events.eventsOf(proxied.connection.id, 50)).map(({ kind }) => kind);
  };
  const callThrough = (id: string) =>
    fetch(`${proxied.connector.service.address}/proxy/${id}/v3/catalog/products`, {
      headers: { authorization: `Bearer ${proxied.key}` },
    });
  const refuse = () =>
    proxied.upstream.answer((_req, res) => {
      res.writeHead(401, { 'Content-Type': 'application/json' });
      res.end('{"status":401,"title":"Unauthorized"}');
    });

  it('a refused token: passed on, and the connection needs to be authorized again', async () => {
    refuse();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => proxied.call('/v3/catalog/products')),
    );
    for (const answer of answers) {
      expect(answer.status).to.equal(401);
      expect(await answer.text()).to.include('Unauthorized');
    }
    await until(
      'the connection is marked',
      async () => (await found())?.status === 'needs_reauthorization',
    );
    expect((await found())?.lastFailure?.code).to.equal('token_refused');
    await proxied.call('/v3/catalog/products');
    expect(
      (await kinds()).filter((kind) => kind === 'connection.needs_reauthorization'),
    ).to.have.lengthOf(1);
    expect(await kinds()).not.to.include('connection.tested');
  });

  it('a token that works again: the next success says so', async () => {
    refuse();
    await proxied.call('/v3/catalog/products');
    await until(
      'the connection is marked',
      async () => (await found())?.status === 'needs_reauthorization',
    );
    proxied.upstream.answer(answerOk);
    await until('the connection is well again', async () => {
      expect((await proxied.call('/v3/catalog/products')).status).to.equal(200);
      return (await found())?.status === 'connected';
    });
    expect((await found())?.lastFailure).to.equal(undefined);
    expect((await found())?.lastFailedAt).to.be.a('number');
    expect(await kinds()).to.include('connection.recovered');
  });

  it('nothing, when a newer token was saved before the refusal came', async () => {
    const { connections } = proxied.connector.service.deps;
    let answerNow: () => void = () => undefined;
    proxied.upstream.answer((_req, res) => {
      answerNow = () => void res.writeHead(401).end();
    });
    const answer = proxied.call('/v3/catalog/products');
    await until('the call is upstream', () => proxied.upstream.calls.length === 1);
    await connections.change(proxied.connection.id, { accessToken: 'newer-invented-token' }, by);
    answerNow();
    expect((await answer).status).to.equal(401);
    proxied.upstream.answer(answerOk);
    await proxied.call('/v3/catalog/products');
    expect((await found())?.status).to.equal('connected');
    expect(proxied.upstream.calls.at(-1)?.headers['x-auth-token']).to.equal('newer-invented-token');
  });

  it('nothing, and BigCommerce neither, when sealed tokens were exchanged between records', async () => {
    const { redis } = proxied.connector.service.deps;
    const other = await proxied.makeConnection({
      storeHash: 'otherhash',
      accessToken: 'invented-token-of-another-store',
    });
    const records = [proxied.connection, other].map(({ id }) => keys.connection(id));
    const exchangeTokens = async () => {
      const sealed = await Promise.all(records.map((key) => redis.hget(key, tokenField)));
      for (const key of records) await redis.hset(key, tokenField, String(sealed.pop()));
    };
    await exchangeTokens();
    for (const { id } of [proxied.connection, other]) {
      const answer = await callThrough(id);
      expect(answer.status).to.equal(500);
      expect(answer.headers.get('content-type')).to.include('application/problem+json');
      const text = await answer.text();
      expect(text).to.include('"code":"internal_error"');
      expect(text).not.to.include('token');
    }
    expect(proxied.upstream.calls).to.have.lengthOf(0);
    expect((await found())?.status).to.equal('connected');

    await exchangeTokens();
    expect((await callThrough(other.id)).status).to.equal(200);
    expect(proxied.upstream.calls.at(-1)?.headers['x-auth-token']).to.equal(
      'invented-token-of-another-store',
    );
  });

  it('a missing scope: its name, where it is known', async () => {
    proxied.upstream.answer((_req, res) => void res.writeHead(403).end('{"status":403}'));
    const products = await proxied.call('/v3/catalog/products');
    expect(products.status).to.equal(403);
    expect(await products.text()).to.equal('{"status":403}');
    expect(products.headers.get('x-connector-required-scope')).to.equal(
      'store_v2_products_read_only',
    );
    const written = await proxied.call('/v3/catalog/products', { method: 'POST' });
    expect(written.headers.get('x-connector-required-scope')).to.equal('store_v2_products');
    const unknown = await proxied.call('/v3/hooks');
    expect(unknown.headers.get('x-connector-required-scope')).to.equal(null);
  });

  it('when it was used last, without a write for each call', async () => {
    const { redis } = proxied.connector.service.deps;
    await proxied.call('/v3/catalog/products');
    const runs = async () => {
      const info = String(await redis.call('INFO', 'commandstats'));
      return Number(/cmdstat_hset:calls=(\d+)/.exec(info)?.[1] ?? 0);
    };
    await until('what the first call began has ended', async () => {
      const before = await runs();
      await proxied.call('/v3/catalog/products');
      return (await runs()) === before;
    });
    const before = await runs();
    for (let call = 0; call < 20; call += 1) await proxied.call('/v3/catalog/products');
    expect((await runs()) - before).to.be.lessThan(5);
    await proxied.connector.service.deps.proxy.flush();
    expect((await found())?.lastUsedAt).to.be.closeTo(Date.now(), 10_000);
  });
});
