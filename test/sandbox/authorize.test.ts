import { expect } from 'chai';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

const asked = {
  client_id: orderReader.clientId,
  redirect_uri: orderReader.callbacks.auth,
  response_type: 'code',
  scope: 'store_v2_orders_read_only store_v2_products_read_only',
  context: 'stores/snowboots',
  state: 'example-state',
};

describe('sandbox: authorization', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const open = (changes: object) =>
    sandbox
      .http()
      .get('/oauth2/authorize')
      .query({ ...asked, ...changes });
  const decide = async (changes: object) => {
    const form = { ...asked, as: 'snowboots:2002', decision: 'allow', ...changes };
    const answer = await sandbox.http().post('/oauth2/authorize').type('form').send(form);
    return new URL(answer.headers.location ?? 'none:');
  };

  it('asks the merchant, with the scopes in words, in a page that nobody can frame', async () => {
    const { text, headers } = await open({}).expect(200);
    expect(text).to.include('Orders – view').and.include('Snow Boots Co');
    const policy = headers['content-security-policy'];
    expect(policy).to.include("frame-ancestors 'none'").and.include("script-src 'self'");
    expect(policy).to.include('frame-src http://127.0.0.1:9');
  });

  it('redirects with code, context, scope, account and the state', async () => {
    const { searchParams } = await decide({});
    expect(Object.fromEntries(searchParams)).to.deep.include({
      context: asked.context,
      scope: asked.scope,
      state: asked.state,
    });
    const { code, scope, context } = Object.fromEntries(searchParams);
    const form = { ...(await sandbox.tokenRequest()), code, scope, context };
    const { body } = await sandbox.exchange(form).expect(200);
    expect(body.user.email).to.equal('amir@snowboots.example');
    expect(body.owner.email).to.equal('olivia@snowboots.example');
  });

  it('redirects with access_denied when the merchant denies', async () => {
    const { searchParams } = await decide({ decision: 'deny' });
    expect(searchParams.get('error')).to.equal('access_denied');
    expect(searchParams.get('state')).to.equal(asked.state);
    expect(searchParams.has('code')).to.equal(false);
  });

  it('does not let a plain user agree', async () => {
    const { searchParams } = await decide({ as: 'snowboots:2003' });
    expect(searchParams.get('error')).to.equal('access_denied');
  });

  it('never redirects to an address that is not registered', async () => {
    const answer = await open({ redirect_uri: `${orderReader.callbacks.auth}/` }).expect(400);
    expect(answer.headers).to.not.have.property('location');
    await open({ client_id: 'nobody' }).expect(400);
  });

  for (const [name, value, error] of [
    ['response_type', 'token', 'unsupported_response_type'],
    ['scope', 'store_v2_customers', 'invalid_scope'],
    ['context', 'stores/nowhere', 'invalid_request'],
  ] as const) {
    it(`redirects with ${error} for a wrong ${name}`, async () => {
      const { headers } = await open({ [name]: value }).expect(302);
      expect(new URL(headers.location ?? '').searchParams.get('error')).to.equal(error);
    });
  }

  it('sends back no state, or another, when told to, with an error too', async () => {
    const stateOf = async (decision: string) =>
      (await decide({ decision })).searchParams.get('state');
    await sandbox.setFaults({ authorize: 'no_state' });
    expect([await stateOf('allow'), await stateOf('deny')]).to.deep.equal([null, null]);
    await sandbox.setFaults({ authorize: 'wrong_state' });
    expect(await stateOf('allow')).to.equal('another-example-state');
    await sandbox.http().post('/faults/off').expect(303);
    expect([await stateOf('allow'), await stateOf('deny')]).to.deep.equal([
      asked.state,
      asked.state,
    ]);
  });

  it('without a context gives a token that opens nothing', async () => {
    const { context, ...userOnly } = asked;
    const form = { ...userOnly, as: 'snowboots:2001', decision: 'allow' };
    const answer = await sandbox.http().post('/oauth2/authorize').type('form').send(form);
    const { searchParams } = new URL(answer.headers.location ?? '');
    expect(searchParams.has('context'), `no ${context}`).to.equal(false);
    const code = searchParams.get('code');
    const { body } = await sandbox.exchange({ ...(await sandbox.tokenRequest()), code });
    expect(body).to.include({ scope: null, context: null });
    await sandbox.get('/stores/snowboots/v2/time', body.access_token).expect(403);
  });

  it('adds external_install to an install from a button, and shows both results', async () => {
    const at = `/app/${orderReader.clientId}/install`;
    await sandbox.http().get(at).expect(200);
    const form = { as: 'Zx81cAsE:4001' };
    const { headers } = await sandbox.http().post(at).type('form').send(form).expect(302);
    const { searchParams } = new URL(headers.location ?? '');
    expect(searchParams.get('external_install')).to.equal('true');
    expect(searchParams.get('context')).to.equal('stores/Zx81cAsE');
    const cookie = headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const result = async (name: string) =>
      (await sandbox.http().get(`${at}/${name}`).set('Cookie', cookie).expect(200)).text;
    expect(await result('succeeded'))
      .to.include('is installed')
      .and.include('<a class="button" href="/manage/Zx81cAsE/apps">Go to Tiny Case Shop</a>');
    expect(await result('failed'))
      .to.include('was not installed on Tiny Case Shop')
      .and.include('The app’s log tells why.');
  });
});
