import { expect } from 'chai';
import { reachableFrom } from '../../server/callback-tests/checks/may-reach.ts';
import { type Resolve, visit } from '../../server/callback-tests/checks/request.ts';
import { collectEnds } from '../support/ends.ts';
import { freePort } from '../support/free-port.ts';
import { startRawServer } from '../support/raw-server.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('the request of a check', function () {
  this.timeout(20_000);
  const ends = collectEnds();
  const never = new AbortController().signal;
  let server: Tunnel;
  beforeEach(async () => {
    server = ends.later(await startTunnel(), ({ close }) => close());
    server.behave({ instead: (_req, res) => void res.end('Here.') });
  });
  afterEach(() => ends.all());

  const publicUrl = 'https://connector.example';
  const nobody: Resolve = async (name) => {
    throw new Error(`Nobody may ask for ${name}.`);
  };
  const to = (
    url: string,
    { resolve = nobody, allowed = [] as string[], from = publicUrl, stopping = never } = {},
  ) =>
    visit(
      { resolve, mayReach: reachableFrom(from, allowed), isForbidden: () => false },
      new URL(url),
      {},
      stopping,
    );
  const leadsTo =
    (...addresses: string[]): Resolve =>
    async () =>
      addresses;

  const notations = [
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '127.1',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[0:0:0:0:0:ffff:7f00:1]',
    '[64:ff9b::7f00:1]',
    '0',
    '0.0.0.0',
    '[::]',
    '169.254.169.254',
    '0xa9fea9fe',
    '[::ffff:a9fe:a9fe]',
    '[fd00:ec2::254]',
    '[fe80::1]',
    '10.0.0.1',
    '192.168.1.1',
  ];
  for (const host of notations)
    it(`goes to no private place that is written ${host}`, async () => {
      const { stop } = await to(`http://${host}:${server.port}/auth`);
      expect(stop).to.equal('address_refused');
      expect(server.seen).to.deep.equal([]);
    });

  for (const address of ['127.0.0.1', '::1', '::ffff:127.0.0.1', '10.0.0.1', '169.254.169.254'])
    it(`goes to no name that leads to ${address}`, async () => {
      const url = `http://public.example:${server.port}/auth`;
      for (const resolve of [leadsTo(address), leadsTo('1.1.1.1', address)]) {
        const { stop, addresses } = await to(url, { resolve });
        expect(stop, addresses.join()).to.equal('address_refused');
      }
      expect(server.seen).to.deep.equal([]);
    });

  it('asks for a name once, and connects to what was answered then', async () => {
    const asked: string[] = [];
    const rebinding: Resolve = async (name) => {
      asked.push(name);
      return [asked.length === 1 ? '127.0.0.1' : '169.254.169.254'];
    };
    const host = `rebound.example:${server.port}`;
    const { answer } = await to(`http://${host}/auth`, { resolve: rebinding, allowed: [host] });
    expect(answer).to.include({ status: 200, body: 'Here.' });
    expect(asked).to.deep.equal(['rebound.example']);
    expect(server.seen[0]?.headers.host, 'the name as the server sees it').to.equal(host);
  });

  it('goes to private places for PUBLIC_URL’s own host and port alone, and to those that are allowed', async () => {
    const resolve = leadsTo('127.0.0.1');
    const own = `http://inside.example:${server.port}`;
    expect((await to(`${own}/auth`, { resolve, from: own })).answer).to.include({ status: 200 });
    const otherPort = `http://inside.example:${await freePort()}/auth`;
    expect(await to(otherPort, { resolve, from: own })).to.include({ stop: 'address_refused' });
    const allowed = [`other.example:${server.port}`];
    const other = `http://other.example:${server.port}/auth`;
    expect((await to(other, { resolve, from: own, allowed })).answer).to.include({ status: 200 });
    const near = `http://an.other.example:${server.port}/auth`;
    expect(await to(near, { resolve, from: own, allowed })).to.include({ stop: 'address_refused' });
  });

  it('goes to forbidden places for nobody', async () => {
    const host = 'metadata.example';
    const resolve = leadsTo('169.254.169.254');
    const visited = await to(`http://${host}/auth`, { resolve, allowed: [host] });
    expect(visited).to.include({ stop: 'address_refused', place: 'forbidden' });
  });

  describe('to an allowed host', () => {
    const allowedTo = (url: string, stopping = never) =>
      to(url, { allowed: [new URL(url).host], stopping });
    const here = (path: string) => `http://127.0.0.1:${server.port}${path}`;

    it('follows no redirect', async () => {
      const Location = here('/elsewhere');
      server.behave({ instead: (_req, res) => void res.writeHead(302, { Location }).end() });
      const { answer } = await allowedTo(here('/auth'));
      expect(answer?.status).to.equal(302);
      expect(server.seen.map(({ url }) => url)).to.deep.equal(['/auth']);
    });

    it('reads 64 kB of an answer without end', async () => {
      server.behave({
        instead: (_req, res) => {
          const chunk = Buffer.alloc(16 * 1024, 'x');
          const write = () => {
            while (!res.destroyed && res.write(chunk));
            res.once('drain', write);
          };
          write();
        },
      });
      const { answer } = await allowedTo(here('/auth'));
      expect(answer?.body.length).to.equal(64 * 1024);
    });

    it('gives a server that goes on dripping five seconds for everything', async () => {
      server.behave({
        instead: (_req, res) => {
          const drip = setInterval(() => res.write('.'), 100);
          res.once('close', () => clearInterval(drip));
        },
      });
      const begun = performance.now();
      expect(await allowedTo(here('/auth'))).to.include({ stop: 'timed_out' });
      expect(performance.now() - begun).to.be.greaterThan(4_500);
    });

    it('reads ten interim answers, and no flood of them', async () => {
      const interim = 'HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n';
      const final = 'HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nHere.';
      const serve = async (answer: string) =>
        ends.later(await startRawServer(() => answer), ({ close }) => close());
      const some = await serve(`${interim.repeat(10)}${final}`);
      const read = await allowedTo(`${some.url}/auth`);
      expect(read.answer).to.include({ status: 200, body: 'Here.' });
      const flood = await serve(`${interim.repeat(11)}${final}`);
      expect(await allowedTo(`${flood.url}/auth`)).to.deep.include({
        stop: 'not_http',
        answer: undefined,
      });
    });

    it('ends at once when the service stops', async () => {
      const [stopping, later] = [new AbortController(), new AbortController()];
      server.behave({ instead: ({ url }) => void (url === '/load' && stopping.abort()) });
      let isEarlierOver = false;
      const earlier = allowedTo(here('/auth'), later.signal).then(() => {
        isEarlierOver = true;
      });
      await allowedTo(here('/load'), stopping.signal);
      expect(isEarlierOver, 'it did not wait for its deadline').to.equal(false);
      later.abort();
      await earlier;
    });

    it('says why there was no answer', async () => {
      const silent = ends.later(await startRawServer(() => 'NOT HTTP\r\n\r\n'), ({ close }) =>
        close(),
      );
      expect(await allowedTo(`${silent.url}/auth`)).to.include({ stop: 'not_http' });
      const free = `http://127.0.0.1:${await freePort()}/auth`;
      expect(await allowedTo(free)).to.include({ stop: 'connection_refused' });
      expect(await allowedTo(here('/auth').replace('http:', 'https:'))).to.include({
        stop: 'tls_failed',
      });
      const unknown: Resolve = async () => {
        throw Object.assign(new Error('No such name.'), { code: 'ENOTFOUND' });
      };
      expect(await to('http://gone.example/auth', { resolve: unknown })).to.include({
        stop: 'name_unknown',
      });
    });
  });
});
