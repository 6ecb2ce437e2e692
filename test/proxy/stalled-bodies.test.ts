/** Callers who announce a body and do not send it; ten seconds are real here, so all wait at once. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { channels as names } from '../../server/redis/keys.ts';
import { collectEnds } from '../support/ends.ts';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

const stalledAfterMs = 10_000;

type Sender = {
  socket: Socket;
  /** Everything that came back, and how long after the beginning the first of it came. */
  answer: Promise<{ text: string; ms: number }>;
};

describe('The body of a proxied call that stops coming', () => {
  const ends = collectEnds();
  let proxied: Proxied;

  before(async () => {
    proxied = ends.later(await startProxied(), ({ close }) => close());
  });
  after(() => ends.all());

  function begin(
    name: string,
    announced: string,
    body: string | Buffer = '',
    key = proxied.key,
  ): Sender {
    const { hostname, port } = new URL(proxied.connector.service.address);
    const socket = ends.later(connect(Number(port), hostname), (open) => open.destroy());
    socket.on('error', () => undefined);
    socket.write(
      [
        `POST /proxy/${proxied.connection.id}/v3/${name} HTTP/1.1`,
        'Host: connector.example',
        `Authorization: Bearer ${key}`,
        announced,
        '\r\n',
      ].join('\r\n'),
    );
    socket.write(body);
    const start = performance.now();
    const answer = new Promise<{ text: string; ms: number }>((resolve) => {
      const chunks: string[] = [];
      let ms = 0;
      socket.on('data', (chunk) => {
        ms ||= performance.now() - start;
        chunks.push(String(chunk));
      });
      socket.once('close', () => resolve({ text: chunks.join(''), ms }));
    });
    return { socket, answer };
  }
  const asked = (name: string) =>
    proxied.upstream.calls.filter(({ url }) => url.endsWith(`/${name}`));
  const inUse = async () => {
    const text = await proxied.connector.service.deps.metrics.text();
    return Number(/^connector_slots_in_use (\d+)/m.exec(text)?.[1]);
  };

  it('ends the call and frees its slot, while one that goes on slowly goes on', async function () {
    this.timeout(30_000);
    const cancelled: string[] = [];
    let readOn: () => void = () => undefined;
    proxied.upstream.answer((req, res, call) => {
      const name = call.url.split('/').at(-1) ?? '';
      req.once('close', () => {
        if (!req.complete) cancelled.push(name);
      });
      if (name === 'early') res.write('begun');
      if (name === 'unread') {
        req.pause();
        readOn = () => void req.resume();
      }
      req.once('end', () => answerOk(req, res, call));
    });
    const length = (bytes: number) => `Content-Length: ${bytes}`;
    const silent = begin('silent', length(5));
    const stalled = begin('stalled', length(5000), 'begun');
    const chunked = begin('chunked', 'Transfer-Encoding: chunked', '5\r\nbegun\r\n');
    const early = begin('early', length(5000), 'begun');
    const slow = begin('slow', `Connection: close\r\n${length(1000)}`, 'x');
    const large = Buffer.alloc(24 * 2 ** 20, 'x');
    const unread = begin('unread', `Connection: close\r\n${length(large.length)}`, large);
    let slowly = 1;
    const goOn = setInterval(() => {
      slow.socket.write('x');
      slowly += 1;
    }, 1_000);
    ends.later(goOn, clearInterval);
    await until('who sent something is upstream', () => proxied.upstream.calls.length === 5);
    expect(await inUse(), 'slots, none of them for who sent nothing').to.equal(5);
    expect(asked('silent')).to.have.lengthOf(0);

    for (const sender of [silent, stalled, chunked]) {
      const { text, ms } = await sender.answer;
      expect(text).to.match(/^HTTP\/1\.1 408 .*Connection: close\r\n.*"code":"body_stalled"/s);
      expect(ms).to.be.within(stalledAfterMs - 50, stalledAfterMs + 5_000);
    }
    await until('they are cancelled', () => cancelled.length === 2);
    expect(cancelled.sort()).to.deep.equal(['chunked', 'stalled']);
    expect(await inUse()).to.equal(3);
    expect(asked('silent')).to.have.lengthOf(0);

    clearInterval(goOn);
    slow.socket.write('x'.repeat(1000 - slowly));
    readOn();
    for (const sender of [slow, unread])
      expect((await sender.answer).text).to.match(/^HTTP\/1\.1 200 /);
    early.socket.destroy();
    await until('every slot is free', async () => (await inUse()) === 0);
  });

  it('is sent whole when its beginning came late, and not when its key was revoked meanwhile', async () => {
    proxied.upstream.answer(
      (req, res, call) => void req.once('end', () => answerOk(req, res, call)),
    );
    const { apiKeys, channels, metrics } = proxied.connector.service.deps;
    const left = async () =>
      Number(
        /^connector_proxy_requests_total\{outcome="left".*\} (\d+)/m.exec(
          await metrics.text(),
        )?.[1] ?? 0,
      );
    const leftBefore = await left();
    const { apiKey, key } = await apiKeys.create({ name: 'Revoked', permissions: ['*'] }, by);
    const heard = new Promise<void>((resolve) =>
      channels.on(names.changes, (told) => told === `api-key:${apiKey.id}` && resolve()),
    );
    // Both keys are at hand, so that the calls below are past them when the change is made.
    for (const known of [key, proxied.key])
      await (
        await proxied.call('/v3/known', { headers: { authorization: `Bearer ${known}` } })
      ).text();
    const announced = 'Connection: close\r\nContent-Length: 5';
    const late = begin('late', announced);
    const revoked = begin('revoked', announced, '', key);
    const gone = begin('gone', announced);
    for (const { socket } of [late, revoked, gone]) await once(socket, 'connect');
    await (await proxied.call('/v3/after')).text();
    await apiKeys.revoke(apiKey.id, by);
    await heard;
    gone.socket.destroy();
    await until('it is over', async () => (await left()) > leftBefore, stalledAfterMs / 2);
    for (const { socket } of [late, revoked]) socket.write('whole');

    expect((await late.answer).text).to.match(/^HTTP\/1\.1 200 /);
    expect(asked('late')[0]?.body().toString()).to.equal('whole');
    expect((await revoked.answer).text).to.match(/^HTTP\/1\.1 401 .*"code":"api_key_invalid"/s);
    expect([...asked('revoked'), ...asked('gone')]).to.deep.equal([]);
    expect(await metrics.text()).to.match(/^connector_slots_in_use 0$/m);
  });
});
