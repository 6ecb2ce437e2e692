import { expect } from 'chai';
import type { Environment } from '../../config/index.ts';
import { runAdmin } from '../support/admin-command.ts';
import { byOperator } from '../support/api-client.ts';
import { type Certificates, makeCertificates } from '../support/certificates.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('callback URLs checked on the command line', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let certificates: Certificates;
  let tunnel: Tunnel;
  let connector: Connector;
  let env: Environment;
  let further: string[];
  before(async () => {
    certificates = ends.later(await makeCertificates(), ({ remove }) => remove());
    tunnel = await tlsTunnel('localhost', 30);
    const furtherTunnels = [
      await tlsTunnel('localhost', 5),
      await tlsTunnel('other.example', 30),
      await tlsTunnel('localhost', -1),
      ends.later(await startTunnel(await certificates.makeSelfSigned('localhost')), ({ close }) =>
        close(),
      ),
    ];
    further = furtherTunnels.map(({ host }) => `https://${host}/auth`);
    env = {
      PUBLIC_URL: `https://${tunnel.host}`,
      CALLBACK_CHECK_HOSTS: furtherTunnels.map(({ host }) => host).join(' '),
    };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    for (const each of [tunnel, ...furtherTunnels]) each.leadTo(connector.service.address);
  });
  after(() => ends.all());

  const tlsTunnel = async (host: string, days: number) =>
    ends.later(await startTunnel(await certificates.make(host, days)), ({ close }) => close());
  const whitelist = (entries: string[]) =>
    connector.service.deps.iclients.change('default', { whitelist: entries }, byOperator);
  const check = (...args: string[]) =>
    runAdmin(
      {
        ...env,
        BIGCOMMERCE_LOGIN_URL: connector.sandbox.url,
        DATA_DIR: connector.dataDir,
        NODE_EXTRA_CA_CERTS: certificates.authority,
      },
      'check-callbacks',
      ...args,
    );

  it('end with 0 when callbacks can arrive, here by https', async () => {
    await whitelist([]);
    const { code, stdout, stderr } = await check('--iclient', 'default');
    expect({ code, stderr }, stdout).to.deep.equal({ code: 0, stderr: '' });
    for (const kind of ['auth', 'load', 'uninstall', 'remove_user'])
      expect(stdout).to.include(`${kind}: https://${tunnel.host}/${kind}\n`);
    expect(stdout.match(/ok +Certificate: It is valid, until /g), stdout).to.have.length(4);
    expect(stdout.match(/ok +Round trip: Our request came back as it went out\./g)).to.have.length(
      4,
    );
    expect(stdout).to.match(/ok +Session in the control panel: Its cookie comes through/);
    expect(stdout).to.match(/warning +Public address: It is on this machine/);
  });

  it('end with 1 when something failed, and say of each certificate what is wrong', async () => {
    await whitelist(further);
    const { code, stdout } = await check('--iclient', 'default');
    expect(code).to.equal(1);
    const certificateAt = (url = '') =>
      stdout
        .split('\n\n')
        .find((target) => target.startsWith(`auth (whitelist): ${url}\n`))
        ?.match(/^ +(\w+) +Certificate: (.*)$/m)
        ?.slice(1)
        .join(': ');
    expect(certificateAt(further[0])).to.match(/^warning: It is valid, but expires soon: /);
    expect(certificateAt(further[1])).to.equal('failed: It is for another host.');
    expect(certificateAt(further[2])).to.match(/^failed: It expired on /);
    expect(certificateAt(further[3])).to.match(/^failed: It is self-signed/);
    expect(
      stdout.match(/not_run +Round trip/g),
      'sent to who has a wrong certificate',
    ).to.have.length(3);
  });

  it('end with 2 when the iClient is missing or unknown', async () => {
    const wrong = [['default'], ['--iclient', 'nobody']];
    for (const args of wrong) {
      const { code, stdout, stderr } = await check(...args);
      expect({ code, stdout }, args.join(' ')).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.include('check-callbacks --iclient SLUG');
    }
  });
});
