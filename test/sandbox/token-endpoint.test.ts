import { expect } from 'chai';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

describe('sandbox: token endpoint', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  it('exchanges a code for a token, the people, the store and the account', async () => {
    const { body } = await sandbox.exchange(await sandbox.tokenRequest()).expect(200);
    const olivia = {
      id: 2001,
      username: 'olivia@snowboots.example',
      email: 'olivia@snowboots.example',
    };
    expect(body.access_token).to.match(/^[a-z0-9]{31}$/);
    expect(body).to.include({ context: 'stores/snowboots' });
    expect(body.account_uuid).to.be.a('string');
    expect(body.user).to.deep.equal(olivia);
    expect(body.owner).to.deep.equal(olivia);
    expect(body).to.not.have.any.keys('expires_in', 'token_type', 'refresh_token');
    expect(body.scope.split(' ')).to.have.members([
      ...orderReader.scopes,
      'store_v2_default',
      'users_basic_information',
    ]);
  });

  it('takes a form body as well as JSON', async () => {
    const form = await sandbox.tokenRequest();
    await sandbox.http().post('/oauth2/token').type('form').send(form).expect(200);
  });

  it('answers a body that it cannot read as if the client id were wrong', async () => {
    const form = await sandbox.tokenRequest();
    const asText = sandbox.http().post('/oauth2/token').type('text/plain');
    const { body } = await asText.send(JSON.stringify(form)).expect(400);
    expect(body).to.deep.equal({ error: 'Invalid client id.' });
    await sandbox.http().post('/oauth2/token').type('json').send('{"client_id":').expect(400);
  });

  it('ignores credentials in an Authorization header', async () => {
    const form = await sandbox.tokenRequest({}, { client_id: undefined, client_secret: undefined });
    const { clientId, clientSecret } = orderReader;
    await sandbox.exchange(form).auth(clientId, clientSecret).expect(400);
  });

  for (const [field, value, error] of [
    ['client_id', 'another', 'Invalid client id.'],
    ['client_secret', 'wrong-example', 'invalid_client'],
    ['grant_type', 'refresh_token', 'unsupported_grant_type'],
    ['code', 'unknown', 'invalid_grant'],
    ['redirect_uri', 'http://127.0.0.1:9/auth/', 'invalid_grant'],
    ['context', 'stores/bottesneige', 'invalid_grant'],
    ['scope', 'store_v2_orders', 'invalid_scope'],
  ] as const) {
    it(`refuses a wrong ${field}, and the code stays good for a right request`, async () => {
      const form = await sandbox.tokenRequest();
      const { body } = await sandbox.exchange({ ...form, [field]: value }).expect(400);
      expect(body.error).to.equal(error);
      await sandbox.exchange(form).expect(200);
    });
  }

  it('refuses the code of another app', async () => {
    const other = { ...orderReader, clientId: 'otherexample', clientSecret: 'other-example' };
    await sandbox.http().post('/sandbox/apps').send(other).expect(200);
    const form = await sandbox.tokenRequest();
    const mixed = { ...form, client_id: 'otherexample', client_secret: 'other-example' };
    expect((await sandbox.exchange(mixed).expect(400)).body.error).to.equal('invalid_grant');
  });

  it('takes a code once', async () => {
    const form = await sandbox.tokenRequest();
    await sandbox.exchange(form).expect(200);
    expect((await sandbox.exchange(form).expect(400)).body.error).to.equal('invalid_grant');
  });

  it('takes a code for 30 seconds', async () => {
    const inTime = await sandbox.tokenRequest();
    const late = await sandbox.tokenRequest();
    sandbox.clock.now += 30_000;
    await sandbox.exchange(inTime).expect(200);
    sandbox.clock.now += 1;
    expect((await sandbox.exchange(late).expect(400)).body.error).to.equal('invalid_grant');
  });

  it('installs the app only when the code is exchanged', async () => {
    const form = await sandbox.tokenRequest();
    expect((await sandbox.state()).installs[0]).to.include({ installed: false, token: null });
    const { body } = await sandbox.exchange(form);
    const [install] = (await sandbox.state()).installs;
    expect(install).to.include({ installed: true, token: body.access_token });
  });

  it('kills the old token of an app and store when it gives a new one', async () => {
    const old = await sandbox.tokenFor([]);
    const elsewhere = await sandbox.tokenFor([], 'Zx81cAsE');
    const fresh = await sandbox.tokenFor([]);
    await sandbox.get('/stores/snowboots/v2/time', old).expect(401);
    await sandbox.get('/stores/snowboots/v2/time', fresh).expect(200);
    await sandbox.get('/stores/Zx81cAsE/v2/time', elsewhere).expect(200);
  });

  it('keeps what a client sent, for its tests to look at', async () => {
    const form = await sandbox.tokenRequest();
    await sandbox.exchange(form).set('X-Example', 'yes');
    const { body } = await sandbox.http().get('/sandbox/requests');
    expect(body[0]).to.deep.include({ method: 'POST', path: '/oauth2/token', body: form });
    expect(body[0].headers['x-example']).to.equal('yes');
    expect((await sandbox.state()).requests).to.deep.equal({ token: 1, api: 0 });
  });
});
