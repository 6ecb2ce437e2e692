import { expect } from 'chai';
import { type ApiClient, apiClient, byOperator } from '../support/api-client.ts';
import { checkCallbacks, reasonsAt, targetIn } from '../support/callback-checks.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import {
  answered,
  instead,
  type Mischief,
  sent,
  startTunnel,
  type Tunnel,
  withoutQueryAndHeaders,
} from '../support/tunnel.ts';

const tunnelError = 'ngrok-error-code';
const minified: Mischief = {
  answer(passed) {
    passed.body = passed.body.replace(/<!--.*?-->/gs, '').replace(/\s+/g, ' ');
  },
};

describe('checks of callback URLs behind a tunnel', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let tunnel: Tunnel;
  let second: Tunnel;
  let connector: Connector;
  let api: ApiClient;
  let furtherUrl: string;
  before(async () => {
    const [first, other] = await Promise.all([startTunnel(), startTunnel()]);
    tunnel = ends.later(first, ({ close }) => close());
    second = ends.later(other, ({ close }) => close());
    connector = await startConnector({
      env: {
        PUBLIC_URL: `http://${tunnel.host}`,
        CALLBACK_CHECK_HOSTS: `127.0.0.1:${second.port}`,
      },
    });
    ends.later(connector, ({ close }) => close());
    for (const each of [tunnel, second]) each.leadTo(connector.service.address);
    furtherUrl = `http://127.0.0.1:${second.port}/auth`;
    await connector.service.deps.iclients.change(
      'default',
      { whitelist: [furtherUrl] },
      byOperator,
    );
    api = await apiClient(connector);
  });
  beforeEach(() => {
    tunnel.behave({});
    second.behave({});
  });
  after(() => ends.all());

  const reasonsWith = async (mischief: Mischief, kind = 'load') => {
    tunnel.behave(mischief);
    return reasonsAt(await checkCallbacks(api), kind);
  };

  it('say that all is fine where the tunnel passes everything on, but that this is localhost', async () => {
    const result = await checkCallbacks(api);
    expect(result.verdict).to.equal('warning');
    expect(reasonsAt(result, 'load')).to.deep.equal({
      well_formed: 'well_formed',
      https: 'http_on_this_machine',
      public_name: 'this_machine_for_browsers',
      dns: 'resolved',
      certificate: 'no_tls',
      round_trip: 'came_back',
      frame: 'may_be_framed',
      cookie: 'cookie_kept',
    });
    for (const kind of ['uninstall', 'removeUser'])
      expect(reasonsAt(result, kind)).to.include({
        public_name: 'this_machine_for_servers',
        round_trip: 'came_back',
      });
    expect(reasonsAt(result, 'auth')).to.include({ redirect_uri: 'sent_as_it_is' });
    const { checks } = targetIn(result, 'uninstall');
    expect(checks.find(({ name }) => name === 'public_name')).to.include({
      verdict: 'warning',
      diagnosis: 'localhost',
    });
  });

  it('make no event and no record of the requests that they send', async () => {
    await checkCallbacks(api);
    const { redis, events } = connector.service.deps;
    expect(await redis.exists('bcc:refusals')).to.equal(0);
    expect(JSON.stringify(await events.latest(5))).not.to.include('callback.refused');
    expect(await redis.keys('bcc:callback-mark:*'), 'marks').to.deep.equal([]);
  });

  const ways: [string, Mischief, string][] = [
    [
      'by another host name',
      sent({ headers: { host: 'inside.example' } }),
      'came_back_for_other_host',
    ],
    ['by a proxy that says so', sent({ headers: { via: '1.1 example' } }), 'came_back_by_proxy'],
    ['without their query', sent({ path: [/\?.*/, ''] }), 'query_lost'],
    [
      'with a query that was decoded and encoded again',
      sent({ path: ['%20', '+'] }),
      'query_written_differently',
    ],
    ['with another query', sent({ path: ['%2B', '+'] }), 'query_changed'],
    ['without their query and our headers', withoutQueryAndHeaders, 'query_and_headers_lost'],
    ['at another path', sent({ path: [/^/, '/prefix'] }), 'other_path'],
    [
      'and are answered by somebody else',
      answered({ status: 503, body: 'Busy.' }),
      'answer_replaced',
    ],
    ['and their answer is rewritten', minified, 'body_rewritten'],
    ['and get another page', answered({ body: 'Squeezed.' }), 'answer_replaced'],
    ['nowhere: another service answers', instead(404), 'answered_elsewhere'],
    [
      'nowhere: the tunnel is gone',
      instead(404, { [tunnelError]: 'ERR_NGROK_3200' }),
      'tunnel_gone',
    ],
    [
      'nowhere: the tunnel shows a page before',
      instead(200, { [tunnelError]: 'ERR_NGROK_6024' }),
      'tunnel_page_first',
    ],
    ['nowhere: the line is cut', { instead: (req) => void req.destroy() }, 'connection_cut'],
    [
      'nowhere: they are redirected',
      {
        instead: ({ url }, res) =>
          void res.writeHead(302, { Location: `http://localhost:1${url}` }).end(),
      },
      'redirected',
    ],
    [
      'nowhere: they are redirected without their query',
      instead(301, { Location: '/load/' }),
      'redirect_loses_query',
    ],
  ];
  for (const [how, mischief, reason] of ways)
    it(`say that requests come in ${how}`, async () => {
      expect(await reasonsWith(mischief)).to.include({ round_trip: reason });
    });

  it('follow no redirect', async () => {
    const before = second.seen.length;
    const Location = `http://127.0.0.1:${second.port}/elsewhere`;
    await reasonsWith(instead(307, { Location }));
    const paths = second.seen.slice(before).map(({ url }) => url.replace(/\?.*/, ''));
    expect(paths).to.deep.equal(['/auth']);
  });

  it('tell a service that never heard of the mark from this one, which did not get it', async () => {
    const mark = 'x'.repeat(22);
    const unknown: Mischief = {
      request(passed) {
        passed.headers['x-callback-check'] = mark;
        passed.path = passed.path.replace(/callback_check=[^&]+/, `callback_check=${mark}`);
      },
    };
    expect(await reasonsWith(unknown)).to.include({ round_trip: 'answered_elsewhere' });
  });

  it('look at a second host name on the whitelist by itself, right or wrong', async () => {
    const right = await checkCallbacks(api);
    expect(targetIn(right, furtherUrl)).to.include({ isFromWhitelist: true, kind: 'auth' });
    expect(reasonsAt(right, furtherUrl)).to.include({
      redirect_uri: 'sent_when_chosen',
      round_trip: 'came_back',
      frame: 'may_be_framed',
    });

    second.behave({ instead: (_req, res) => void res.writeHead(200).end('Another service.') });
    const wrong = await checkCallbacks(api);
    expect(wrong.verdict).to.equal('failed');
    expect(reasonsAt(wrong, furtherUrl)).to.include({ round_trip: 'answered_elsewhere' });
    expect(reasonsAt(wrong, 'auth')).to.include({ round_trip: 'came_back' });
  });
});
