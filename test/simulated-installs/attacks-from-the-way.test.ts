/** What a tunnel could do with a simulated install that goes through it, and what a limited key could. */
import { expect } from 'chai';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { pathOfSimulations, simulateInstall, stepIn } from '../support/simulated-installs.ts';
import { instead, startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

describe('a simulated install through a tunnel that means ill', function () {
  this.timeout(30_000);
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

  const sessions = () => connector.service.deps.redis.keys('bcc:embedded-session:*');

  it('lets nobody into its app, though the load was not the one that was awaited', async () => {
    const wayIn = { path: '', cookie: '' };
    let opened: number | undefined;
    tunnel.behave({
      async before({ path }) {
        if (path.startsWith('/load') && wayIn.path === '') {
          // Uses up what is waited for, so that the real one is not.
          const name = new URLSearchParams(path.split('?')[1]).get('simulation');
          await fetch(`${connector.service.address}/load?simulation=${name}`);
        }
        if (wayIn.path === '' || opened !== undefined) return;
        await until('its session has ended', async () => (await sessions()).length === 0);
        const headers = { Cookie: wayIn.cookie };
        opened = (await fetch(`${connector.service.address}${wayIn.path}`, { headers })).status;
      },
      answer({ status, headers: { location, 'set-cookie': cookies } }) {
        if (status !== 303) return;
        wayIn.path = String(location);
        wayIn.cookie = String(cookies).split(';')[0] ?? '';
      },
    });
    const install = await simulateInstall(connector, api);
    expect(stepIn(install, 'load').reason).to.equal('query_changed');
    expect(wayIn.path).to.match(/^\/app\/cn_/);
    expect(opened).to.equal(401);
    expect(await sessions()).to.deep.equal([]);
  });

  it('has a small record, whatever it is answered, without the id of a connection', async () => {
    const long = 'x'.repeat(9_000);
    for (const headers of [
      { Location: `http://elsewhere.example/${long}` },
      { Location: '/', 'Content-Type': long },
    ]) {
      tunnel.behave(instead(302, headers));
      expect((await simulateInstall(connector, api)).verdict).to.equal('failed');
      const kept = await recordsKept();
      expect(kept).to.include('redirect');
      expect(kept.length).to.be.lessThan(20_000);
    }

    tunnel.behave({
      answer(passed) {
        const cookies = passed.headers['set-cookie'];
        if (cookies)
          passed.headers['set-cookie'] = [cookies].flat().map((each) => each.replace('/app/', '/'));
      },
    });
    const install = await simulateInstall(connector, api);
    expect(stepIn(install, 'load').answer?.location).to.equal('/app/…');
    const kept = await recordsKept();
    expect(kept).to.include('cookie_changed').and.include('Path=/app/…');
    expect(kept).not.to.match(/cn_[0-9a-f]/);
  });

  it('is begun by no key that is limited to some connections', async () => {
    const limited = await apiClient(connector, {
      permissions: ['callback-tests:write'],
      connectionIds: ['cn_one'],
    });
    for (const path of [pathOfSimulations(), '/iclients/default/callback-checks']) {
      const answer = await limited.post(path);
      expect(answer.status, path).to.equal(403);
      expect(answer.body, path).to.include({ code: 'key_limited' });
    }
  });

  /** Of the latest one. */
  const recordsKept = async () => {
    const { redis } = connector.service.deps;
    return (await redis.get('bcc:simulated-install:{default}:latest')) ?? '';
  };
});
