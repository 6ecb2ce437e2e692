import { expect } from 'chai';
import type { Environment } from '../../config/index.ts';
import { runAdmin } from '../support/admin-command.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { sent, startTunnel, type Tunnel } from '../support/tunnel.ts';

describe('an install simulated on the command line', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let tunnel: Tunnel;
  let connector: Connector;
  let env: Environment;
  before(async () => {
    tunnel = ends.later(await startTunnel(), ({ close }) => close());
    env = { PUBLIC_URL: `http://${tunnel.host}` };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    tunnel.leadTo(connector.service.address);
  });
  beforeEach(() => tunnel.behave({}));
  after(() => ends.all());

  const simulate = (...args: string[]) =>
    runAdmin(
      { ...env, BIGCOMMERCE_LOGIN_URL: connector.sandbox.url, DATA_DIR: connector.dataDir },
      'simulate-install',
      ...args,
    );

  it('comes in at the running service, and ends with 0 when all is well', async () => {
    const { code, stdout, stderr } = await simulate('--iclient', 'default');
    expect({ code, stderr }, stdout).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout.match(/^ok /gm), stdout).to.have.length(10);
    expect(stdout).to.include(`\n         http://${tunnel.host}/load?signed_payload_jwt=…&`);
    expect(stdout).to.match(
      /\n\nThe way to here and this service work\.\nNot tested: the client ID, the client secret, and .*\n$/,
    );
    expect(await connector.service.deps.redis.keys('{bcc}:*simulation-*')).to.deep.equal(
      await connector.service.deps.redis.keys('{bcc}:used-payload:simulation-*'),
    );
    expect(await connector.sandbox.requests()).to.deep.equal([]);
  });

  it('ends with 1 when something failed, and says what to do', async () => {
    tunnel.behave(sent({ path: [/\?.*/, ''] }));
    const { code, stdout } = await simulate('--iclient', 'default');
    expect(code, stdout).to.equal(1);
    expect(stdout).to.match(/^failed +Install the app$/m);
    expect(stdout, stdout).to.include('Have what stands in front of the service keep the query.');
    expect(stdout).to.match(/^not_run +Uninstall the app$/m);
    expect(stdout).to.match(/\n\nThis failed first: Install the app\n$/);
  });

  it('ends with 2 when the iClient is missing or unknown', async () => {
    for (const args of [['default'], ['--iclient', 'nobody']]) {
      const { code, stdout, stderr } = await simulate(...args);
      expect({ code, stdout }, args.join(' ')).to.deep.equal({ code: 2, stdout: '' });
      expect(stderr).to.include('simulate-install --iclient SLUG');
    }
  });
});
