import { once } from 'node:events';
import { request } from 'node:http';
import { expect } from 'chai';
import { type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

const megabyte = Buffer.alloc(2 ** 20, 'x');

describe('The bodies of proxied calls', () => {
  let proxied: Proxied;

  before(async () => {
    proxied = await startProxied();
  });

  afterEach(() => proxied.upstream.answer(answerOk));
  after(() => proxied.close());

  const post = (headers: Record<string, string> = {}) => {
    const url = `${proxied.connector.service.address}/proxy/${proxied.connection.id}/v3/catalog`;
    const authorization = `Bearer ${proxied.key}`;
    return request(url, { method: 'POST', headers: { authorization, ...headers } });
  };

  it('go up as they come', async () => {
    proxied.upstream.answer((req, res) => void req.once('end', () => res.end('{}')));
    const sent = post();
    sent.write('first ');
    const call = await until('the call is upstream', () =>
      proxied.upstream.calls.find(({ method }) => method === 'POST'),
    );
    await until('the beginning is there', () => call.body().toString() === 'first ');
    sent.write('second');
    await until('more is there', () => call.body().toString() === 'first second');
    sent.end();
    const [answer] = await once(sent, 'response');
    expect(answer.statusCode).to.equal(200);
    answer.resume();
  });

  it('come down as they come', async () => {
    let more: () => void = () => undefined;
    proxied.upstream.answer((_req, res) => {
      res.write('first ');
      more = () => void res.end('second');
    });
    const answer = await proxied.call('/v3/catalog/products');
    const reader = answer.body?.getReader();
    const first = await reader?.read();
    expect(Buffer.from(first?.value ?? '').toString()).to.equal('first ');
    more();
    expect(Buffer.from((await reader?.read())?.value ?? '').toString()).to.equal('second');
  });

  it('are not taken from BigCommerce faster than the caller reads', async () => {
    let written = 0;
    let stalled = false;
    proxied.upstream.answer((_req, res) => {
      const write = () => {
        while (written < 64 && !res.destroyed) {
          written += 1;
          if (!res.write(megabyte)) return void res.once('drain', write);
        }
        res.end();
      };
      write();
      res.on('drain', () => {
        stalled = false;
      });
    });
    const answer = await proxied.call('/v3/catalog/products');
    let before = -1;
    await until('nothing more is taken', async () => {
      stalled = written === before;
      before = written;
      await new Promise((resolve) => setImmediate(resolve));
      return stalled && written > 0;
    });
    expect(written, 'megabytes').to.be.lessThan(40);
    let size = 0;
    for await (const chunk of answer.body ?? []) size += (chunk as Uint8Array).length;
    expect(size).to.equal(64 * 2 ** 20);
  });

  it('keep their length and encoding', async () => {
    proxied.upstream.answer((_req, res) => {
      res.writeHead(200, { 'Content-Length': 4, 'Content-Encoding': 'br' });
      res.end(Buffer.from([0, 255, 128, 10]));
    });
    const sent = post({ 'content-length': '3', 'content-encoding': 'gzip' });
    sent.end(Buffer.from([255, 0, 128]));
    const [answer] = await once(sent, 'response');
    const chunks: Buffer[] = [];
    for await (const chunk of answer) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks)).to.deep.equal(Buffer.from([0, 255, 128, 10]));
    expect(answer.headers).to.include({ 'content-length': '4', 'content-encoding': 'br' });
    const call = proxied.upstream.calls.at(-1);
    expect(call?.headers).to.include({ 'content-length': '3', 'content-encoding': 'gzip' });
    expect(call?.body()).to.deep.equal(Buffer.from([255, 0, 128]));
  });

  it('that BigCommerce does not want are not waited for', async () => {
    proxied.upstream.answer((_req, res) => {
      res.writeHead(413, { 'Content-Length': 8 });
      res.end('too long');
    });
    const sent = post();
    sent.on('error', () => undefined);
    sent.write(megabyte);
    const [answer] = await once(sent, 'response');
    expect(answer.statusCode).to.equal(413);
    expect(answer.headers.connection).to.equal('close');
    answer.resume();
    sent.destroy();
  });

  it('end when the caller leaves while sending', async () => {
    let ended = false;
    proxied.upstream.answer((req) => {
      req.once('close', () => {
        ended = true;
      });
    });
    const before = proxied.upstream.calls.length;
    const sent = post({ 'content-length': '1000' });
    sent.on('error', () => undefined);
    sent.write('begun');
    await until('the call is upstream', () => proxied.upstream.calls.length > before);
    sent.destroy();
    await until('it has ended upstream', () => ended);
  });
});
