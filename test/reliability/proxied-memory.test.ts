/** Bodies far larger than what a process may hold of them, through the proxy. */
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { expect } from 'chai';
import { collectEnds } from '../support/ends.ts';
import { openProxyProcesses, type ProxyProcesses, proxiedUrl } from '../support/proxy-processes.ts';
import type { ServiceProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';

const megabyte = Buffer.alloc(2 ** 20, 'x');
/** A third of the smallest body; what the garbage collector leaves for later fits in. */
const flatMegabytes = 64;

describe('the memory of the proxy', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let processes: ProxyProcesses;
  let service: ServiceProcess;
  let connectionId: string;
  /** Megabytes that the upstream has received, and written. */
  let received = 0;
  let written = 0;
  let cancelled = false;

  before(async () => {
    processes = ends.later(await openProxyProcesses(), ({ close }) => close());
    const upstream = createServer((req, res) => {
      if (req.method === 'POST') return void receive(req, res);
      const megabytes = Number(/megabytes=(\d+)/.exec(req.url ?? '')?.[1]);
      res.once('close', () => {
        cancelled = !res.writableFinished;
      });
      Readable.from(upTo(megabytes)).pipe(res);
    });
    ends.later(upstream, (server) => {
      server.close();
      server.closeAllConnections();
    });
    upstream.listen(0, '127.0.0.1');
    await once(upstream, 'listening');
    const { port } = upstream.address() as AddressInfo;
    service = await processes.start({ BIGCOMMERCE_API_URL: `http://127.0.0.1:${port}` });
    connectionId = await processes.connect('large', 2);
    await down(20);
    await up(20);
  });
  beforeEach(() => {
    received = 0;
    written = 0;
    cancelled = false;
  });
  after(() => ends.all());

  function* upTo(megabytes: number) {
    for (let count = 0; count < megabytes; count += 1) {
      written += 1;
      yield megabyte;
    }
  }
  /** Whoever is to receive does not read: everything on the way is full. */
  function nothingMoreIsTaken(): Promise<unknown> {
    let before = 0;
    return until('nothing more is taken', () => {
      const isFull = written === before;
      before = written;
      return isFull;
    });
  }
  async function receive(req: IncomingMessage, res: ServerResponse): Promise<void> {
    let bytes = 0;
    await nothingMoreIsTaken();
    for await (const chunk of req) bytes += chunk.length;
    received = bytes / megabyte.length;
    res.end('{}');
  }

  const url = (megabytes: number) => `${proxiedUrl(service, connectionId)}?megabytes=${megabytes}`;
  const headers = () => ({ authorization: `Bearer ${processes.key}` });
  /** The answer to a call for so much, its body unread. */
  const ask = async (megabytes: number) => {
    const [answer] = (await once(
      request(url(megabytes), { headers: headers() }).end(),
      'response',
    )) as [IncomingMessage];
    return answer;
  };
  async function down(megabytes: number): Promise<void> {
    let bytes = 0;
    const answer = await ask(megabytes);
    await nothingMoreIsTaken();
    for await (const chunk of answer) bytes += chunk.length;
    expect(bytes).to.equal(megabytes * megabyte.length);
  }
  async function up(megabytes: number): Promise<void> {
    const sent = request(url(0), { method: 'POST', headers: headers() });
    const answered = once(sent, 'response') as Promise<[IncomingMessage]>;
    await pipeline(Readable.from(upTo(megabytes)), sent);
    const [answer] = await answered;
    answer.resume();
    expect(answer.statusCode).to.equal(200);
  }

  /** By how many megabytes the process was larger at its largest than at the beginning. */
  async function growthWhile(act: () => Promise<void>): Promise<number> {
    // Linux forgets what the highest was (proc_pid_clear_refs(5)).
    await writeFile(`/proc/${service.pid}/clear_refs`, '5');
    const before = await megabytesOf('VmRSS');
    await act();
    return (await megabytesOf('VmHWM')) - before;
  }
  async function megabytesOf(field: 'VmRSS' | 'VmHWM'): Promise<number> {
    const status = await readFile(`/proc/${service.pid}/status`, 'utf8');
    return Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]) / 1024;
  }

  it('stays flat while 200 MB go down', async () => {
    expect(await growthWhile(() => down(200)), 'megabytes').to.be.lessThan(flatMegabytes);
  });

  it('stays flat while 200 MB go up', async () => {
    expect(await growthWhile(() => up(200)), 'megabytes').to.be.lessThan(flatMegabytes);
    expect(received).to.equal(200);
  });

  it('stays flat when of 300 MB a part is read, and BigCommerce is told that nobody wants the rest', async () => {
    const growth = await growthWhile(async () => {
      const answer = await ask(300);
      let bytes = 0;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > 50 * megabyte.length) answer.pause();
      });
      await until('a part is read', () => answer.isPaused());
      await nothingMoreIsTaken();
      expect(cancelled).to.equal(false);
      answer.destroy();
      await until('it is cancelled', () => cancelled);
    });
    expect(growth, 'megabytes').to.be.lessThan(flatMegabytes);
    expect(written, 'megabytes').to.be.within(50, 150);
  });
});
