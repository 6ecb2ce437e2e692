import { expect } from 'chai';
import { parseForbidden } from '../../config/forbidden.ts';
import { forbiddenBy, reachableFrom } from '../../server/callback-tests/checks/may-reach.ts';
import { visit } from '../../server/callback-tests/checks/request.ts';
import { apiClient, byOperator } from '../support/api-client.ts';
import { checkCallbacks, reasonsAt, targetIn } from '../support/callback-checks.ts';
import { startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('checks where the operator forbids addresses', () => {
  const ends = collectEnds();
  after(() => ends.all());

  it('send nothing there, be it PUBLIC_URL’s own or allowed, and say so', async () => {
    const second = ends.later(await startTunnel(), ({ close }) => close());
    const connector = await startConnector({
      env: {
        CALLBACK_CHECK_HOSTS: second.host,
        CALLBACK_CHECK_FORBIDDEN: '127.0.0.0/8, ::1',
      },
    });
    ends.later(connector, ({ close }) => close());
    second.leadTo(connector.service.address);
    const further = `http://${second.host}/auth`;
    const { iclients } = connector.service.deps;
    await iclients.change('default', { whitelist: [further] }, byOperator);
    const result = await checkCallbacks(await apiClient(connector));
    for (const { url } of result.targets)
      expect(reasonsAt(result, url), url).to.include({
        public_name: 'address_forbidden',
        round_trip: 'needs_earlier',
      });
    expect(second.seen).to.deep.equal([]);
    const { checks } = targetIn(result, further);
    const found = checks.find(({ name }) => name === 'public_name');
    expect(found).to.include({ verdict: 'failed' });
    expect(found?.message).to.include('127.0.0.1').and.include('the operator forbids it');
    expect(found?.toDo).to.include('CALLBACK_CHECK_FORBIDDEN');
  });
});

describe('the request of a check where the operator forbids an address', () => {
  const ends = collectEnds();
  let server: Tunnel;
  before(async () => {
    server = ends.later(await startTunnel(), ({ close }) => close());
    server.behave({ instead: (_req, res) => void res.end('Here.') });
  });
  after(() => ends.all());

  const ways: [string, string, string, string[]][] = [
    ['by its name', 'inside.example', 'inside.example', ['127.0.0.1']],
    ['by its name in capitals', 'Inside.Example', 'inside.example', ['127.0.0.1']],
    ['by its name with a dot at the end', 'inside.example', 'inside.example.', ['127.0.0.1']],
    ['by the name above it', 'example', 'far.inside.example', ['127.0.0.1']],
    ['by its name with more dots', 'inside.example', 'inside.example..', ['127.0.0.1']],
    ['by its name in letters of its own', 'münchen.example', 'M%C3%BCnchen.example', ['127.0.0.1']],
    ['by the address of its name', '127.0.0.1', 'inside.example', ['127.0.0.1']],
    ['by a range', '127.0.0.0/8', 'inside.example', ['127.0.0.1']],
    [
      'by a range that one of its addresses is in',
      '127.0.0.0/8',
      'inside.example',
      ['1.1.1.1', '127.0.0.1'],
    ],
    ['by an address that IPv6 wraps', '127.0.0.0/8', 'inside.example', ['::ffff:127.0.0.1']],
    ['by an address that IPv6 translates', '8.8.8.8', 'inside.example', ['64:ff9b::808:808']],
    ['by a wrapped range', '::ffff:127.0.0.0/104', 'inside.example', ['127.0.0.1']],
    ['by a range of IPv6', 'fd00::/8', 'inside.example', ['fd12::1']],
    ['by an address in the URL', '127.0.0.0/8', '127.1', []],
  ];
  for (const [how, forbidden, host, addresses] of ways)
    it(`is not sent, ${how}`, async () => {
      const url = new URL(`http://${host}:${server.port}/auth`);
      /** As PUBLIC_URL's own, which may be at any address otherwise. */
      const to = (entries: string) =>
        visit(
          {
            resolve: async () => addresses,
            mayReach: reachableFrom(url.origin, []),
            isForbidden: forbiddenBy(parseForbidden(entries)),
          },
          url,
          {},
          new AbortController().signal,
        );
      if (addresses.join() === '127.0.0.1')
        expect((await to('other.example')).answer, 'unless it is').to.include({ status: 200 });
      const before = server.seen.length;
      expect(await to(forbidden)).to.include({ stop: 'address_refused', place: 'forbidden' });
      expect(server.seen.length - before).to.equal(0);
    });
});
