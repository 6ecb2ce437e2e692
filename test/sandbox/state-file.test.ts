import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

const time = '/stores/snowboots/v2/time';
const panel = '/manage/snowboots';

describe('sandbox: state file', () => {
  let folder: string;
  let stateFile: string;
  let warnings: string[];
  let sandbox: OpenSandbox;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sandbox-'));
    stateFile = join(folder, 'deep', 'sandbox.json');
    warnings = [];
    sandbox = await start();
  });
  afterEach(async () => {
    await sandbox.close();
    await rm(folder, { recursive: true, force: true });
  });

  const start = (app = orderReader) =>
    openSandbox([app], { stateFile, warn: (line) => warnings.push(line) });
  const restart = async (app = orderReader) => {
    await sandbox.close();
    sandbox = await start(app);
  };
  const post = (path: string, form: object) =>
    sandbox.http().post(path).type('form').send(form).expect(303);

  it('keeps installs and tokens over a restart', async () => {
    const token = await sandbox.tokenFor(orderReader.scopes);
    await restart();
    await sandbox.get(time, token).expect(200);
    const { text } = await sandbox.http().get(`${panel}/apps`).expect(200);
    expect(text).to.include('Installed').and.include('Uninstall Order Reader');
  });

  it('keeps dead what died: a replaced token, and an uninstalled app', async () => {
    const old = await sandbox.tokenFor([]);
    const replacing = await sandbox.tokenFor([]);
    await post(`${panel}/apps/${orderReader.clientId}/uninstall`, {});
    await restart();
    await sandbox.get(time, old).expect(401);
    await sandbox.get(time, replacing).expect(401);
    expect((await sandbox.state()).installs[0]).to.include({ installed: false, token: null });
  });

  it('keeps the owner’s email, revoked users, deliveries, scopes and registered apps', async () => {
    await sandbox.tokenFor([]);
    await post(`${panel}/owner-email`, { email: 'new@snowboots.example' });
    const access = { clientId: orderReader.clientId, access: 'revoke' };
    await post(`${panel}/users/2003/access`, access);
    await post(`/apps/${orderReader.clientId}/scopes`, { scope: 'store_cart' });
    const second = { ...orderReader, clientId: 'examplesecond', name: 'Second' };
    await sandbox.http().post('/sandbox/apps').send(second).expect(200);
    const before = await sandbox.state();
    await restart();
    const { apps, stores, installs, deliveries } = await sandbox.state();
    expect({ apps, stores, installs, deliveries }).to.deep.equal({
      apps: before.apps,
      stores: before.stores,
      installs: before.installs,
      deliveries: before.deliveries,
    });
    expect(apps[0].scopes).to.deep.equal(['store_cart']);
    expect(deliveries).to.have.length(1);
  });

  it('takes the secret and the callbacks that a known app is given now, and nothing else', async () => {
    await sandbox.tokenFor([]);
    const callbacks = { ...orderReader.callbacks, auth: 'http://127.0.0.1:9/moved' };
    const clientSecret = 'example-new-secret';
    await restart({ ...orderReader, name: 'Renamed', scopes: [], clientSecret, callbacks });
    const [app] = (await sandbox.state()).apps;
    expect(app).to.deep.include({ name: 'Order Reader', scopes: orderReader.scopes, callbacks });
    const form = { client_secret: clientSecret, redirect_uri: callbacks.auth };
    await sandbox.exchange(await sandbox.tokenRequest({}, form)).expect(200);
  });

  it('writes whole files that only their owner reads, before it is closed', async () => {
    const token = await sandbox.tokenFor([]);
    await sandbox.close();
    expect(await readFile(stateFile, 'utf8')).to.include(token);
    expect((await stat(stateFile)).mode & 0o777).to.equal(0o600);
    expect(await readdir(join(folder, 'deep'))).to.deep.equal(['sandbox.json']);
  });

  for (const [what, text] of [
    ['is cut off', '{"version":1,"apps":[{"clie'],
    ['holds something else', '{"version":1,"apps":"none"}'],
  ]) {
    it(`starts afresh from a file that ${what}, and says so in one line`, async () => {
      await sandbox.tokenFor([]);
      await sandbox.close();
      await writeFile(stateFile, text ?? '');
      sandbox = await start();
      expect((await sandbox.state()).installs).to.deep.equal([]);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include(stateFile).and.not.include('\n');
    });
  }

  it('forgets with a reset', async () => {
    const token = await sandbox.tokenFor([]);
    await sandbox.http().post('/sandbox/reset').expect(200);
    await restart();
    await sandbox.get(time, token).expect(401);
  });
});
