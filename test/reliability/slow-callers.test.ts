/** Callers of the proxy who send or read next to nothing, and the others who are served meanwhile. */
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { expect } from 'chai';
import { collectEnds } from '../support/ends.ts';
import {
  longestOf,
  openProxyProcesses,
  type ProxyProcesses,
  statusesOf,
} from '../support/proxy-processes.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';
import { answerOk } from '../support/upstream.ts';

const timeoutMs = 3_000;
/** Far below the timeout, far above what a call takes. */
const atOnceMs = 1_000;
const megabyte = Buffer.alloc(2 ** 20, 'x');

describe('slow callers of the proxy', () => {
  const ends = collectEnds();
  let processes: ProxyProcesses;
  let service: ServiceProcess;
  let slow: string;
  let quick: string;

  beforeEach(async () => {
    processes = ends.later(await openProxyProcesses(), ({ close }) => close());
    service = await processes.start({ PROXY_TIMEOUT_SECONDS: String(timeoutMs / 1_000) });
    slow = await processes.connect('slow', 4);
    quick = await processes.connect('quick', 4);
  });
  afterEach(() => ends.all());

  /** A connection on which a call of the slow connection begins. */
  function begin(method: string, more = ''): Socket {
    const { hostname, port } = new URL(service.address);
    const socket = connect(Number(port), hostname);
    ends.later(socket, () => socket.destroy());
    socket.on('error', () => undefined);
    socket.write(
      [
        `${method} /proxy/${slow}/v3/slowly HTTP/1.1`,
        'Host: connector.example',
        `Authorization: Bearer ${processes.key}`,
        more,
      ].join('\r\n'),
    );
    return socket;
  }
  /** Does it ten times a second until the test ends. */
  const again = (act: () => void) => ends.later(setInterval(act, 100), clearInterval);

  async function expectServedAtOnce(connectionId: string): Promise<void> {
    const answers = await processes.calls(10, service, connectionId);
    expect(statusesOf(answers)).to.deep.equal([200]);
    expect(longestOf(answers), 'milliseconds').to.be.lessThan(atOnceMs);
  }

  it('who dribble their headers hold nothing, however many they are', async () => {
    const dribbling = Array.from({ length: 200 }, () => begin('GET', 'X-Example: '));
    await Promise.all(dribbling.map((socket) => once(socket, 'connect')));
    again(() => {
      for (const socket of dribbling) socket.write('x');
    });
    for (let round = 0; round < 5; round += 1) {
      await expectServedAtOnce(slow);
      await expectServedAtOnce(quick);
    }
    expect(dribbling.filter(({ readyState }) => readyState !== 'open')).to.deep.equal([]);
  });

  it('who dribble bodies keep only their own connection busy, and for so long only', async () => {
    processes.upstream.answer((req, res, asked) => {
      if (!asked.url.endsWith('/slowly')) return answerOk(req, res, asked);
      if (asked.method === 'POST') return void req.once('end', () => res.end());
      const write = (left: number): void => {
        if (left === 0) res.end();
        else if (res.write(megabyte)) write(left - 1);
        else res.once('drain', () => write(left - 1));
      };
      write(64);
    });
    const senders = [1, 2].map(() => begin('POST', 'Content-Length: 100000\r\n\r\n'));
    const readers = [1, 2].map(() => begin('GET', '\r\n').pause());
    const told = senders.map((socket) => once(socket, 'data').then(([data]) => String(data)));
    const cut = readers.map((socket) => once(socket, 'close'));
    again(() => {
      for (const socket of senders) if (socket.writable) socket.write('x');
      for (const socket of readers) socket.read(1);
    });
    await until('they have all slots', () => processes.arrived('slow').length === 4);

    const start = performance.now();
    const own = processes.call(service, slow);
    for (let round = 0; round < 10; round += 1) await expectServedAtOnce(quick);
    expect(performance.now() - start, 'before they are cut').to.be.lessThan(timeoutMs - 500);
    expect(processes.arrived('slow')).to.have.lengthOf(4);

    expect((await own).status).to.equal(200);
    expect((await own).ms, 'milliseconds').to.be.lessThan(timeoutMs + 2_000);
    for (const answer of await Promise.all(told))
      expect(answer).to.match(/^HTTP\/1\.1 504 .*"call_timed_out"/s);
    for (const socket of readers) socket.resume();
    await Promise.all(cut);
    for (const { bytesRead } of readers) expect(bytesRead).to.be.lessThan(64 * megabyte.length);
  });
});
