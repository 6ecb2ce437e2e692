import { expect } from 'chai';
import { describeStep } from '../../server/callback-tests/simulation/describe-simulation.ts';
import type { SimulatedStepName } from '../../server/callback-tests/simulation/simulated-install.ts';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { playInstall, reasonsOf, simulateInstall, stepIn } from '../support/simulated-installs.ts';
import {
  answered,
  instead,
  type Mischief,
  sent,
  startTunnel,
  type Tunnel,
  withoutQueryAndHeaders,
} from '../support/tunnel.ts';

describe('a simulated install through a tunnel', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let tunnel: Tunnel;
  let connector: Connector;
  let api: ApiClient;
  before(async () => {
    tunnel = ends.later(await startTunnel(), ({ close }) => close());
    connector = ends.later(
      await startConnector({ env: { PUBLIC_URL: `http://${tunnel.host}` } }),
      ({ close }) => close(),
    );
    tunnel.leadTo(connector.service.address);
    api = await apiClient(connector);
  });
  after(() => ends.all());

  const simulate = (mischief: Mischief) => {
    tunnel.behave(mischief);
    return simulateInstall(connector, api);
  };
  /** What came of some of its steps, in order. */
  const seenWith = async (mischief: Mischief, names: SimulatedStepName[]) => {
    const install = await simulate(mischief);
    expect(install.verdict).to.equal('failed');
    return names.map((name) => reasonsOf(install)[name]);
  };

  it('works where the tunnel passes everything on, by another host name too', async () => {
    const right: Mischief[] = [{}, sent({ headers: { host: 'inside.example' } })];
    for (const mischief of right) expect((await simulate(mischief)).verdict).to.equal('ok');
  });

  const ways: [string, Mischief, string][] = [
    ['loses their query', sent({ path: [/\?.*/, ''] }), 'query_lost'],
    ['adds to their query', sent({ path: [/$/, '&further=1'] }), 'query_changed'],
    ['answers them itself', instead(200), 'answered_elsewhere'],
    ['is gone', instead(404, { 'ngrok-error-code': 'ERR_NGROK_3200' }), 'tunnel_gone'],
    ['cuts the line', { instead: (req) => void req.destroy() }, 'connection_cut'],
    ['redirects them', instead(301, { Location: '/elsewhere' }), 'redirect_loses_query'],
    ['rewrites their path', sent({ path: [/^/, '/prefix'] }), 'other_path'],
    ['loses their query and headers', withoutQueryAndHeaders, 'query_and_headers_lost'],
  ];
  for (const [how, mischief, reason] of ways)
    it(`tells that a tunnel ${how}`, async () => {
      const [auth, load, signature] = await seenWith(mischief, [
        'auth',
        'load',
        'load_bad_signature',
      ]);
      expect({ auth, signature }).to.deep.equal({ auth: reason, signature: reason });
      // A query that only grew has brought code and payload all the same.
      expect(load).to.equal(reason === 'query_changed' ? reason : 'needs_step');
    });

  it('warns, as the checks do, of a query that is only written differently', async () => {
    const install = await simulate(sent({ path: [/[+]/g, '%20'] }));
    expect(install.verdict).to.equal('warning');
    expect(stepIn(install, 'auth')).to.include({
      verdict: 'warning',
      reason: 'query_written_differently',
    });
    expect(stepIn(install, 'auth').panelChecks).to.have.length(1);
    expect(stepIn(install, 'load')).to.include({ verdict: 'ok' });
  });

  it('says why a redirect is worse here than for the checks', async () => {
    const install = await simulate({
      instead: ({ url }, res) =>
        void res.writeHead(302, { Location: `http://localhost:1${url}` }).end(),
    });
    expect(stepIn(install, 'auth')).to.include({ verdict: 'failed', reason: 'redirected' });
    expect(stepIn(install, 'auth').message).to.include('A simulated install does not');
  });

  it('is told of what needs an earlier step, and why', async () => {
    const install = await simulate(instead(503));
    expect(stepIn(install, 'remove_user')).to.include({
      verdict: 'not_run',
      message: 'It was not sent, since “Open the app” has to work first.',
    });
    expect(stepIn(install, 'auth')).to.deep.include({
      message: 'Something else answered, with status 503: our request did not come in here.',
      arrival: null,
    });
  });

  it('tells a service that never heard of it from this one, which did not get its query', async () => {
    const name = '0123456789abcdef01234567';
    const install = await simulate({
      request(passed) {
        delete passed.headers['x-callback-simulation'];
        passed.path = passed.path.replace(/simulation=[^&]+/, `simulation=${name}`);
      },
    });
    expect(stepIn(install, 'auth')).to.include({ reason: 'answered_elsewhere' });
  });

  it('takes no request that lost its query for one of the real app', async () => {
    const { redis } = connector.service.deps;
    await redis.del('bcc:refusals');
    await simulate(sent({ path: [/\?.*/, ''] }));
    expect(await redis.exists('bcc:refusals')).to.equal(0);
  });

  it('tells that an answer was changed on the way back, and goes on', async () => {
    const [auth, load, uninstall] = await seenWith(answered({ status: 200, body: 'Squeezed.' }), [
      'auth',
      'load',
      'uninstall',
    ]);
    expect({ auth, load, uninstall }).to.deep.equal({
      auth: 'answer_changed',
      load: 'answer_changed',
      uninstall: 'answer_changed',
    });
  });

  it('tells that the clock of the service is behind BigCommerce’s, and what to do', async () => {
    tunnel.behave({});
    const now = () => Date.now() + 10 * 60_000;
    const steps = await playInstall(connector, undefined, { now });
    const load = steps.find(({ name }) => name === 'load');
    if (!load) throw new Error('There is no such step.');
    expect(describeStep(load, 'en')).to.include({
      verdict: 'failed',
      reason: 'refused',
      diagnosis: 'clock_skew',
      message:
        'The request came in, and the service refused it: This link is not valid at this time (payload_expired).',
    });
    const of = (name: SimulatedStepName) => steps.find((step) => step.name === name)?.reason;
    expect(of('remove_user')).to.equal('needs_step');
    expect(of('load_clock_ahead')).to.equal('refused_as_expected');
    expect(of('load_bad_signature')).to.equal('refused_as_expected');
  });

  it('tells what a control panel would not show, and which cookies it would not keep', async () => {
    const install = await simulate(
      answered({ headers: { 'content-security-policy': "frame-ancestors 'self'" } }),
    );
    expect(stepIn(install, 'auth')).to.include({ verdict: 'failed', reason: 'as_expected' });
    expect(stepIn(install, 'auth').panelChecks[0]).to.include({
      reason: 'frame_refused',
      diagnosis: 'refuses_framing',
    });
    const without = await simulate(answered({ headers: { 'set-cookie': undefined } }));
    expect(stepIn(without, 'load').panelChecks[1]).to.include({ reason: 'cookie_lost' });
    const { redis } = connector.service.deps;
    expect(await redis.keys('bcc:embedded-session:*'), 'sessions').to.deep.equal([]);
  });
});
