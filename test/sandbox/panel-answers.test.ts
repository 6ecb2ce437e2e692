import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect } from 'chai';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

const panel = '/manage/snowboots';
const { clientId } = orderReader;
const appAt = `${panel}/apps/${clientId}`;

describe('sandbox: what the control panel says after a deed', () => {
  let sandbox: OpenSandbox;
  let app: Server;
  let status: number;
  let received: string[];

  beforeEach(async () => {
    status = 200;
    received = [];
    app = createServer((req, res) => {
      received.push(req.url ?? '');
      res.writeHead(status, { 'Content-Type': 'application/json' }).end('{"outcome":"told"}');
    });
    await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
    const callbacks = { ...orderReader.callbacks, uninstall: origin, removeUser: origin };
    sandbox = await openSandbox([{ ...orderReader, callbacks }]);
    await sandbox.tokenFor(orderReader.scopes);
  });
  afterEach(async () => {
    await sandbox.close();
    app.closeAllConnections();
    await new Promise((resolve) => app.close(resolve));
  });

  const page = async (path: string) => (await sandbox.http().get(path).expect(200)).text;
  const post = (path: string, form: object) => sandbox.http().post(path).type('form').send(form);
  /** The page that the form's redirect leads to. */
  const pageAfter = async (path: string, form: object = {}) =>
    page((await post(path, form).expect(303)).headers.location ?? '');
  const access = (deed: string) =>
    [`${panel}/users/2003/access`, { clientId, access: deed }] as const;

  it('says that an access was revoked and restored', async () => {
    expect(await pageAfter(...access('revoke'))).to.include(
      'The access is revoked, and the app was told.',
    );
    expect(await pageAfter(...access('restore'))).to.include('The access is restored.');
  });

  it('warns when the app did not take the message', async () => {
    status = 503;
    expect(await pageAfter(...access('revoke'))).to.match(
      /notice danger" role="alert">The access is revoked, but/,
    );
    expect(await pageAfter(`${appAt}/uninstall`)).to.match(
      /notice danger" role="alert">The app is uninstalled, but/,
    );
  });

  it('sends the same payload again, and offers that no more once the app has taken it', async () => {
    status = 503;
    const failed = await pageAfter(...access('revoke'));
    expect(failed).to.include('Restore access');
    const again = /action="([^"]+\/again)"/.exec(await page(`${panel}/apps`))?.[1] ?? '';
    expect(await pageAfter(again)).to.include('the app did not take it');
    status = 200;
    expect(await pageAfter(again))
      .to.include('Sent again, and the app took it.')
      .and.not.include('/again"');
    expect(received).to.have.length(3);
    expect(new Set(received)).to.have.property('size', 1);
    await post(`${panel}/deliveries/nothing/again`, {}).expect(404);
  });

  it('lists the last 20 deliveries with time zone, app, user and the app’s words', async () => {
    for (let sent = 0; sent < 21; sent += 1) await post(...access('revoke')).expect(303);
    const text = await page(`${panel}/apps`);
    expect(text.match(/<time /g)).to.have.length(20);
    for (const part of [
      '12:00:00 UTC',
      'remove_user',
      'Order Reader',
      'camille@',
      '&quot;told&quot;',
    ]) {
      expect(text).to.include(part);
    }
  });

  it('asks before it uninstalls', async () => {
    const text = await page(`${appAt}/uninstall`);
    expect(text).to.include('Uninstall Order Reader from Snow Boots Co?').and.include('Cancel');
    expect(received).to.deep.equal([]);
    expect((await sandbox.state()).installs[0].installed).to.equal(true);
  });

  for (const [email, words] of [
    ['', 'Enter an email.'],
    ['nonsense', 'This is no email.'],
    ['<b>@shop.example', 'This is no email.'],
    [`${'a'.repeat(243)}@shop.example`, 'at most 254 letters'],
  ]) {
    it(`refuses "${email?.slice(0, 20)}" as the owner’s email, and keeps what was typed`, async () => {
      const { text } = await post(`${panel}/owner-email`, { email }).expect(400);
      expect(text).to.include('aria-describedby="email-error"').and.include(words);
      expect(text).to.include(`value="${email?.replace('<', '&lt;').replace('>', '&gt;')}"`);
      expect((await sandbox.state()).stores[0].users[0].email).to.equal('olivia@snowboots.example');
    });
  }

  it('lets only the owner change the owner’s email', async () => {
    const form = { email: 'new@snowboots.example' };
    const amir = '?user=2002';
    expect(await page(`${panel}/users${amir}`)).to.not.include('/owner-email');
    const { headers } = await post(`${panel}/owner-email${amir}`, form).expect(303);
    expect(await page(headers.location ?? '')).to.include('You may not do this');
    expect(await pageAfter(`${panel}/owner-email`, form)).to.include(
      'The owner’s email is changed.',
    );
  });

  it('knows no page of an app that is not registered', async () => {
    await sandbox
      .http()
      .get(`${panel}/apps/nobody`)
      .expect(404, /There is nothing here/);
    await post(`${panel}/apps/nobody/uninstall`, {}).expect(404);
  });

  describe('scopes', () => {
    const scopesAt = `/apps/${clientId}/scopes`;

    it('are saved', async () => {
      const saved = await pageAfter(scopesAt, { scope: 'store_cart', others: 'store_new_thing' });
      expect(saved).to.include('If the scopes changed,').and.include('value="store_new_thing"');
    });

    it('are refused with other signs than names have, and what was typed stays', async () => {
      const { text } = await post(scopesAt, { others: 'foo bar "x" <b>' }).expect(400);
      expect(text).to.include('aria-describedby="others-error"');
      expect(text).to.include('value="foo bar &quot;x&quot; &lt;b&gt;"');
      expect((await sandbox.state()).apps[0].scopes).to.deep.equal(orderReader.scopes);
    });

    it('are refused when there are none', async () => {
      const { text } = await post(scopesAt, { others: ' ' }).expect(400);
      expect(text).to.include('Choose at least one scope.');
    });
  });

  it('says at each field of a new app what is wrong with it', async () => {
    const form = { name: ' ', auth: 'ftp://shop.example', load: 'http://127.0.0.1:9/load' };
    const { text } = await post('/apps', form).expect(400);
    for (const field of ['name', 'auth', 'uninstall', 'removeUser']) {
      expect(text)
        .to.include(`aria-describedby="${field}-error"`)
        .and.include(`id="${field}-error"`);
    }
    expect(text).to.include('value="ftp://shop.example"');
    expect(text).to.not.include('load-error');
  });
});
