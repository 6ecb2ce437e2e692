import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import express from 'express';
import { decodeJwt } from 'jose';
import { startSandbox } from '../../server/sandbox/start.ts';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

const panel = '/manage/snowboots';
const appAt = `${panel}/apps/${orderReader.clientId}`;
const names = { clientId: orderReader.clientId, storeHash: 'snowboots' };
const camille = 'user=2003';

describe('sandbox: control panel', () => {
  let sandbox: OpenSandbox;
  let server: Server;
  let received: { path: string; jwt: string }[];

  beforeEach(async () => {
    received = [];
    const app = express().use((req, res) => {
      received.push({ path: req.path, jwt: String(req.query.signed_payload_jwt) });
      res.status(202).send('noted');
    });
    server = createServer(app);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const uninstall = `${origin}/uninstall`;
    const removeUser = `${origin}/remove_user`;
    const callbacks = { ...orderReader.callbacks, uninstall, removeUser };
    sandbox = await openSandbox([{ ...orderReader, callbacks }]);
  });
  afterEach(async () => {
    await sandbox.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const page = async (path: string) => (await sandbox.http().get(path).expect(200)).text;
  const post = (path: string, form: object = {}) =>
    sandbox.http().post(path).type('form').send(form).expect(303);
  const frameOf = (html: string) => {
    const src = /<iframe[^>]* src="([^"]+)"/.exec(html)?.[1] ?? 'none:';
    return new URL(src.replaceAll('&amp;', '&'));
  };
  const install = () => sandbox.tokenFor(orderReader.scopes);

  it('opens the auth callback once after consent, then waits for the exchange', async () => {
    await sandbox.http().get(appAt).expect(303).expect('Location', `${appAt}/install`);
    expect(await page(`${appAt}/install`)).to.include('Products – view and change');
    await post(`${appAt}/install`);
    const { searchParams, pathname } = frameOf(await page(appAt));
    expect(pathname).to.equal('/auth');
    expect([...searchParams.keys()]).to.have.members(['code', 'context', 'scope', 'account_uuid']);
    expect(await page(appAt))
      .to.include('Installing…')
      .and.not.include('<iframe');
    const { code, scope, context } = Object.fromEntries(searchParams);
    const form = { ...(await sandbox.tokenRequest()), code, scope, context };
    await sandbox.exchange(form).expect(200);
    expect(frameOf(await page(appAt)).pathname).to.equal('/load');
  });

  it('loads the app with a fresh payload of the acting user and the deep link', async () => {
    await install();
    const payloadOf = async (path: string) =>
      decodeJwt(frameOf(await page(path)).searchParams.get('signed_payload_jwt') ?? '');
    const first = await payloadOf(`${appAt}?${camille}&url=/orders`);
    const second = await payloadOf(appAt);
    expect(first).to.deep.include({ url: '/orders' });
    expect(first.user).to.deep.include({ email: 'camille@snowboots.example' });
    expect(second.user).to.deep.include({ email: 'olivia@snowboots.example' });
    expect(first.jti).to.not.equal(second.jti);
  });

  it('asks again for consent after the scopes or the owner’s email have changed', async () => {
    const token = await install();
    await post(`/apps/${orderReader.clientId}/scopes`, { scope: 'store_cart' });
    await sandbox.get('/stores/snowboots/v2/time', token).expect(401);
    expect(await page(`${appAt}/install`)).to.include('asks for your agreement again');
    await sandbox.http().get(appAt).expect(303);
    const again = await sandbox.tokenFor(['store_cart']);
    await post(`${panel}/owner-email`, { email: 'new@snowboots.example' });
    await sandbox.get('/stores/snowboots/v2/time', again).expect(401);
    await sandbox.http().get(appAt).expect(303);
    expect(await page(`${appAt}?${camille}`)).to.include('Only the owner and authorized users');
  });

  it('uninstalls: the token dies, and the app is told once', async () => {
    const token = await install();
    await post(`${appAt}/uninstall?user=2002`);
    await sandbox.get('/stores/snowboots/v2/time', token).expect(401);
    expect(received.map(({ path }) => path)).to.deep.equal(['/uninstall']);
    const claims = decodeJwt(received[0]?.jwt ?? '');
    expect(claims.sub).to.equal('stores/snowboots');
    expect(claims.user).to.deep.include({ email: 'amir@snowboots.example' });
    const { deliveries, installs } = await sandbox.state();
    expect(installs[0]).to.include({ installed: false, token: null });
    expect(deliveries).to.deep.equal([
      { kind: 'uninstall', ...names, status: 202, at: new Date(sandbox.clock.now).toISOString() },
    ]);
    expect(await page(`${panel}/apps`)).to.match(/<strong>202<\/strong> <code>noted/);
  });

  it('lets a plain user neither install nor uninstall', async () => {
    await install();
    await post(`${appAt}/uninstall?${camille}`);
    expect(received).to.deep.equal([]);
    expect((await sandbox.state()).installs[0].installed).to.equal(true);
  });

  it('revokes and restores a user’s access', async () => {
    await install();
    const access = `${panel}/users/2003/access`;
    await post(access, { clientId: orderReader.clientId, access: 'revoke' });
    expect(received[0]?.path).to.equal('/remove_user');
    const claims = decodeJwt(received[0]?.jwt ?? '');
    expect(claims.user).to.deep.include({ id: 2003 });
    expect(await page(`${appAt}?${camille}`)).to.include('Your access to this app was removed');
    await post(access, { clientId: orderReader.clientId, access: 'restore' });
    expect(frameOf(await page(`${appAt}?${camille}`)).pathname).to.equal('/load');
  });

  it('delivers by a call as the panel would, and says what the app answered', async () => {
    const token = await install();
    const deliver = (kind: string) =>
      sandbox
        .http()
        .post('/sandbox/deliveries')
        .send({ kind, ...names });
    const answer = { status: 202, body: 'noted' };
    expect((await deliver('remove_user').expect(200)).body).to.deep.equal(answer);
    expect((await deliver('uninstall').expect(200)).body).to.deep.equal(answer);
    await sandbox.get('/stores/snowboots/v2/time', token).expect(401);
  });

  it('reports a delivery that nobody took', async () => {
    await sandbox.http().post('/sandbox/apps').send(orderReader);
    const { body } = await sandbox
      .http()
      .post('/sandbox/deliveries')
      .send({ kind: 'uninstall', ...names });
    expect(body.status).to.equal(null);
  });

  it('registers another app and escapes its name', async () => {
    const { auth, load, uninstall, removeUser } = orderReader.callbacks;
    const form = { name: '<img src=x>', auth, load, uninstall, removeUser, scope: 'store_cart' };
    const { headers } = await post('/apps', form);
    const text = await page(headers.location ?? '');
    expect(text).to.include('&lt;img src=x&gt;').and.not.include('<img');
    const rejected = await sandbox
      .http()
      .post('/apps')
      .type('form')
      .send({ ...form, auth: 'no' });
    expect(rejected.status).to.equal(400);
  });

  it('refuses changes that another site’s page sends', async () => {
    const foreign = sandbox.http().post('/sandbox/reset').set('Origin', 'https://evil.example');
    await foreign.expect(403);
    await sandbox.http().post('/sandbox/reset').set('Origin', sandbox.url).expect(200);
  });

  it('names the port and the setting when the port is taken', async () => {
    const port = Number(new URL(sandbox.url).port);
    const message = await startSandbox({ port, apps: [] }).then(
      () => 'started',
      (error) => error.message,
    );
    expect(message).to.include(String(port)).and.include('SANDBOX_PORT').and.not.include('\n');
  });
});
