import { expect } from 'chai';
import { diagnosisOf } from '../../server/callback-tests/checks/check.ts';
import { checkTarget } from '../../server/callback-tests/checks/check-target.ts';
import { reachableFrom } from '../../server/callback-tests/checks/may-reach.ts';
import type { Resolve } from '../../server/callback-tests/checks/request.ts';
import { apiClient, byOperator } from '../support/api-client.ts';
import { startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { startTunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

const publicUrl = 'https://connector.example';
const iclient = { slug: 'example-app' };

describe('a check of one callback URL', () => {
  /** Nothing goes out in these: the name leads nowhere that may be reached. */
  const reasonsOf = async (url: string, resolve: Resolve) => {
    const marks = {
      make: async () => 'A'.repeat(22),
      arrive: async () => false,
      take: async () => undefined,
    };
    const deps = {
      publicUrl,
      panelOrigins: ['https://panel.example'],
      marks,
      resolve,
      mayReach: reachableFrom(publicUrl, []),
      isForbidden: () => false,
      now: () => 0,
    };
    const target = { kind: 'auth', url, whitelisted: true } as const;
    const checks = await checkTarget(deps, iclient, target, new AbortController().signal);
    const reasons = Object.fromEntries(checks.map(({ name, reason }) => [name, reason]));
    return { reasons, diagnoses: checks.map(diagnosisOf).filter((known) => known !== undefined) };
  };
  const path = '/bigcommerce/example-app/auth';
  const nameless: Resolve = async () => {
    throw Object.assign(new Error('No such name.'), { code: 'ENOTFOUND' });
  };
  const silent: Resolve = async () => {
    throw Object.assign(new Error('No name server.'), { code: 'EAI_AGAIN' });
  };

  it('knows the host names of tunnels that are gone', async () => {
    const gone = await reasonsOf(`https://old-name.trycloudflare.com${path}`, nameless);
    expect(gone.reasons).to.include({ dns: 'tunnel_unknown', round_trip: 'needs_earlier' });
    expect(gone.diagnoses).to.deep.equal(['old_tunnel']);
  });

  it('tells a name that nobody knows from name servers that do not answer', async () => {
    const url = `https://other.example${path}`;
    expect((await reasonsOf(url, nameless)).reasons).to.include({ dns: 'name_unknown' });
    expect((await reasonsOf(url, silent)).reasons).to.include({ dns: 'lookup_failed' });
  });

  it('refuses http anywhere but on this machine', async () => {
    const { reasons } = await reasonsOf(`http://localhost${path}`, async () => ['10.0.0.1']);
    expect(reasons).to.include({ https: 'not_https', public_name: 'private_address' });
  });

  it('only warns of this machine, which browsers reach, though nothing is sent there', async () => {
    const { reasons } = await reasonsOf(`http://localhost:1${path}`, async () => ['127.0.0.1']);
    expect(reasons).to.include({
      https: 'http_on_this_machine',
      public_name: 'this_machine_for_browsers',
      round_trip: 'needs_earlier',
    });
  });

  it('says of an address at which nothing public can be that it is one', async () => {
    const url = `https://other.example${path}`;
    const { reasons } = await reasonsOf(url, async () => ['169.254.169.254']);
    expect(reasons).to.include({ public_name: 'address_forbidden', certificate: 'needs_earlier' });
  });

  it('ends when the service stops, and is not taken for finished', async () => {
    const ends = collectEnds();
    try {
      const silentServer = ends.later(await startTunnel(), ({ close }) => close());
      let isOpen = false;
      silentServer.behave({
        instead(req) {
          isOpen = true;
          req.socket.once('close', () => {
            isOpen = false;
          });
        },
      });
      const connector = ends.later(
        await startConnector({ env: { CALLBACK_CHECK_HOSTS: silentServer.host } }),
        ({ close }) => close(),
      );
      const { deps } = connector.service;
      const whitelist = [`http://${silentServer.host}/auth`];
      await deps.iclients.change('default', { whitelist }, byOperator);
      const { body } = await (await apiClient(connector)).post('/iclients/default/callback-checks');
      await until('the request is there', () => isOpen);
      await deps.callbackChecks.stop();
      const kept = await deps.callbackChecks.find('default', body.id);
      expect(kept).to.include({ status: 'done' }).and.not.have.property('finishedAt');
      await until('the request is over', () => !isOpen, 3_000);
      expect(connector.logged()).not.to.include('A check of callback URLs was given up');
    } finally {
      await ends.all();
    }
  });
});
