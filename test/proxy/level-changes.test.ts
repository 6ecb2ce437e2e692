import { expect } from 'chai';
import { channels } from '../../server/redis/keys.ts';
import { by, type Proxied, startProxied } from '../support/proxied.ts';
import { until } from '../support/until.ts';

describe('A change of the level of a connection for which calls wait', () => {
  let proxied: Proxied;
  let waiting: Promise<Response>[];
  /** Calls at BigCommerce, each with how to end it, and how many were there when each came. */
  let inside: (() => void)[];
  let metOthers: number[];

  beforeEach(async () => {
    proxied = await startProxied();
    [inside, metOthers, waiting] = [[], [], []];
    proxied.upstream.answer((_req, res) => {
      metOthers.push(inside.length);
      inside.push(() => res.end('{}'));
    });
  });
  afterEach(async () => {
    proxied.upstream.answer((_req, res) => res.end('{}'));
    for (const end of inside) end();
    await Promise.allSettled(waiting);
    await proxied.close();
  });

  const endOne = () => inside.shift()?.();
  const callMore = (count: number) => {
    for (let n = 0; n < count; n += 1) waiting.push(proxied.call('/v3/called'));
  };
  const areWaiting = (count: number) =>
    until(`${count} wait`, async () => {
      const text = await proxied.connector.service.deps.metrics.text();
      return text.includes(`connector_slots_waiting ${count}\n`);
    });
  /** Changes it, and waits until the process has heard of it and read it. */
  const setLevel = async (level: number) => {
    const { connections, channels: messages } = proxied.connector.service.deps;
    const { id } = proxied.connection;
    let heard = false;
    messages.on(channels.changes, (message) => {
      heard ||= message === `connection:${id}`;
    });
    await connections.change(id, { concurrency: { level } }, by);
    await until('it is heard', () => heard);
    // Redis answers in turn: what the process asked for at the message was answered before.
    for (let turn = 0; turn < 3; turn += 1) await connections.find(id);
  };

  it('lets more of them in at once when it is raised', async () => {
    await setLevel(1);
    callMore(4);
    await areWaiting(3);
    await setLevel(4);
    await until('all are there', () => inside.length === 4);
  });

  it('lets no more of them in than it says when it is lowered', async () => {
    await setLevel(3);
    callMore(6);
    await until('three are there', () => inside.length === 3);
    await areWaiting(3);
    await setLevel(1);
    for (let ended = 1; ended <= 6; ended += 1) {
      endOne();
      await until('another one is there', () => metOthers.length >= Math.min(6, ended + 1));
    }
    expect((await Promise.all(waiting)).map(({ status }) => status)).to.deep.equal(
      waiting.map(() => 200),
    );
    expect(metOthers).to.deep.equal([0, 1, 2, 0, 0, 0]);
  });
});
