import { expect } from 'chai';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';

/** Calls of one connection that may wait in a process, in all and with one API key. */
const most = 200;
const mostOfOne = 100;

describe('The line of those who wait for a connection’s slots', () => {
  let proxied: Proxied;
  let leave: () => void;
  let kept: Promise<number>;

  before(async () => {
    proxied = await startProxied();
    const { connections } = proxied.connector.service.deps;
    await connections.change(proxied.connection.id, { concurrency: { level: 1 } }, by);
    const held: (() => void)[] = [];
    proxied.upstream.answer((_req, res) => void held.push(() => res.end('{}')));
    leave = () => {
      proxied.upstream.answer((_req, res) => void res.end('{}'));
      for (const end of held.splice(0)) end();
    };
    kept = statusOf(proxied.call('/v3/first'));
    await until('its only slot is in use', () => proxied.upstream.calls.length === 1);
  });
  after(async () => {
    leave();
    await proxied.close();
  });

  const statusOf = async (pending: Promise<Response>) => {
    const answer = await pending;
    await answer.text();
    return answer.status;
  };
  const callWith = (key: string, signal: AbortSignal | null = null) =>
    proxied.call('/v3/patient', {
      headers: { authorization: `Bearer ${key}`, 'x-connector-max-wait': '60' },
      signal,
    });
  const waiting = async () => {
    const text = await proxied.connector.service.deps.metrics.text();
    return Number(/^connector_slots_waiting (\d+)/m.exec(text)?.[1]);
  };
  const expectBusy = async (pending: Promise<Response>) => {
    const answer = await pending;
    expect(answer.status).to.equal(429);
    expect(Number(answer.headers.get('retry-after'))).to.be.greaterThan(0);
    expect(((await answer.json()) as { code: string }).code).to.equal('slots_busy');
  };

  it('has room for others, however many one API key sends', async () => {
    const greedy = await proxied.makeKey(['proxy:read']);
    const modest = await proxied.makeKey(['proxy:read']);
    const leaving = new AbortController();
    const call = (key: string) => callWith(key, leaving.signal).then(({ status }) => status);
    const line = Array.from({ length: mostOfOne }, () => call(greedy));
    await until('its share is full', async () => (await waiting()) === mostOfOne);
    await expectBusy(callWith(greedy));

    const others = Array.from({ length: most - mostOfOne }, () => call(modest));
    await until('the line is full', async () => (await waiting()) === most);
    await expectBusy(callWith(await proxied.makeKey(['proxy:read'])));

    leaving.abort();
    await Promise.allSettled([...line, ...others]);
    await until('nobody waits', async () => (await waiting()) === 0);
    const again = callWith(greedy);
    await until('it waits', async () => (await waiting()) === 1);
    leave();
    expect(await Promise.all([kept, statusOf(again)])).to.deep.equal([200, 200]);
  });
});
