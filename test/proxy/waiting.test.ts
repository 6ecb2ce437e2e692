import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { connect } from 'node:net';
import { expect } from 'chai';
import { channels } from '../../server/redis/keys.ts';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';

describe('A proxied call that waits for its turn', () => {
  let proxied: Proxied;
  let leave: () => void;
  beforeEach(async () => {
    proxied = await startProxied();
    const { connections } = proxied.connector.service.deps;
    await connections.change(proxied.connection.id, { concurrency: { level: 1 } }, by);
    const held: (() => void)[] = [];
    proxied.upstream.answer((_req, res) => void held.push(() => res.end('{}')));
    leave = () => {
      for (const end of held.splice(0)) end();
      proxied.upstream.answer((_req, res) => res.end('{}'));
    };
  });
  afterEach(async () => {
    leave();
    await proxied.close();
  });

  const slots = async () => {
    const { metrics } = proxied.connector.service.deps;
    const count = async (name: string) =>
      Number(new RegExp(`^connector_slots_${name} (\\d+)`, 'm').exec(await metrics.text())?.[1]);
    return { inUse: await count('in_use'), waiting: await count('waiting') };
  };
  /** One call at BigCommerce, and one that waits for it. */
  const twoCalls = async (key: string) => {
    const first = proxied.call('/v3/first');
    await until('one is there', () => proxied.upstream.calls.length === 1);
    const second = proxied.call('/v3/second', {
      method: 'POST',
      headers: { authorization: `Bearer ${key}` },
    });
    await until('one waits', async () => (await slots()).waiting === 1);
    return { first, second };
  };
  /** Makes a change, and waits until the service has heard of it. */
  const andHeard = async (message: string, change: () => Promise<unknown>) => {
    let heard = false;
    proxied.connector.service.deps.channels.on(channels.changes, (told) => {
      heard ||= told === message;
    });
    await change();
    await until('the change is heard', () => heard);
  };
  const problemOf = async (answer: Response) => ({
    status: answer.status,
    code: ((await answer.json()) as { code: string }).code,
  });

  it('is not sent when its key was revoked meanwhile', async () => {
    const { apiKeys } = proxied.connector.service.deps;
    const key = await proxied.makeKey(['proxy:write']);
    const { first, second } = await twoCalls(key);
    const found = await apiKeys.findByKey(key);
    await andHeard(`api-key:${found?.id}`, () => apiKeys.revoke(found?.id ?? '', by));
    leave();
    await first;
    expect(await problemOf(await second)).to.deep.equal({ status: 401, code: 'api_key_invalid' });
    expect(proxied.upstream.calls).to.have.length(1);
  });

  it('is not sent when its connection was disconnected meanwhile', async () => {
    const { first, second } = await twoCalls(proxied.key);
    const { id } = proxied.connection;
    const { connections } = proxied.connector.service.deps;
    await andHeard(`connection:${id}`, () => connections.disconnect(id, by));
    leave();
    await first;
    expect((await problemOf(await second)).code).to.equal('connection_not_connected');
    expect(proxied.upstream.calls).to.have.length(1);
  });

  it('is sent with the token that the connection has by then', async () => {
    const newer = 'canary-newer-token-of-the-proxied-connection';
    proxied.connector.keepSecret(newer);
    const { first, second } = await twoCalls(proxied.key);
    const { connections } = proxied.connector.service.deps;
    const { id } = proxied.connection;
    await andHeard(`connection:${id}`, () => connections.change(id, { accessToken: newer }, by));
    leave();
    await first;
    expect((await second).status).to.equal(200);
    expect(proxied.upstream.calls[1]?.headers['x-auth-token']).to.equal(newer);
  });

  it('keeps its body, of which the beginning came late, and takes no more of it meanwhile', async () => {
    const { address } = proxied.connector.service;
    const first = proxied.call('/v3/first');
    await until('one is there', () => proxied.upstream.calls.length === 1);
    const body = randomBytes(4 * 2 ** 20);
    const sent = request(`${address}/proxy/${proxied.connection.id}/v3/second`, {
      method: 'POST',
      headers: { authorization: `Bearer ${proxied.key}`, 'content-length': body.length },
    });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    sent.flushHeaders();
    await once(sent, 'socket');
    await fetch(`${address}/healthz`);
    expect((await slots()).waiting).to.equal(0);
    sent.end(body);
    await until('it waits', async () => (await slots()).waiting === 1);
    leave();
    proxied.upstream.answer((req, res) => void req.once('end', () => res.end('{}')));
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).to.equal(200);
    expect(proxied.upstream.calls[1]?.body().equals(body)).to.equal(true);
    await (await first).text();
  });

  it('is not sent when its caller has left, though it came behind another on the same connection', async () => {
    const { address } = proxied.connector.service;
    const call = `GET /proxy/${proxied.connection.id}/v3/first HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${proxied.key}\r\n\r\n`;
    const socket = connect(Number(new URL(address).port), '127.0.0.1');
    socket.on('error', () => undefined);
    socket.write(call + call.replace('first', 'second'));
    await until('one waits', async () => (await slots()).waiting === 1);
    socket.destroy();
    await until('neither holds or waits', async () => {
      const { inUse, waiting } = await slots();
      return inUse === 0 && waiting === 0;
    });
    expect(proxied.upstream.calls.map(({ url }) => url.split('/').at(-1))).to.deep.equal(['first']);
  });
});
