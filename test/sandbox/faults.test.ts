import { expect } from 'chai';
import { request as send } from 'undici';
import { type OpenSandbox, openSandbox } from './open-sandbox.ts';

describe('sandbox: faults', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const exchange = async () => sandbox.exchange(await sandbox.tokenRequest());
  const rawToken = (signal?: AbortSignal) =>
    send(`${sandbox.url}/oauth2/token`, { method: 'POST', signal: signal ?? null });
  const failureOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'answered',
      (error) => (typeof error.code === 'string' ? error.code : error.name),
    );

  it('are off at first, are read and set by name, and go off with a reset', async () => {
    const off = { authorize: 'none', token: 'none', api: 'none', payload: 'none', delayMs: 2000 };
    expect((await sandbox.http().get('/sandbox/faults')).body).to.deep.equal(off);
    const { body } = await sandbox.setFaults({ api: 'html', delayMs: 5 });
    expect(body).to.deep.equal({ ...off, api: 'html', delayMs: 5 });
    await sandbox.http().post('/sandbox/faults').send({ token: 'nonsense' }).expect(400);
    await sandbox.http().post('/sandbox/reset').expect(200);
    expect((await sandbox.http().get('/sandbox/faults')).body).to.deep.equal(off);
  });

  it('are set from the page too', async () => {
    const form = { token: 'drip', api: 'none', payload: 'clock_ahead', delayMs: '10' };
    await sandbox.http().post('/faults').type('form').send(form).expect(303);
    const { body } = await sandbox.http().get('/sandbox/faults');
    expect(body).to.include({ token: 'drip', payload: 'clock_ahead', delayMs: 10 });
    await sandbox
      .http()
      .get('/faults')
      .expect(200, /value="drip" checked/);
  });

  for (const delayMs of ['-5', 'abc', '99999999', '1.5', '']) {
    it(`the page refuses "${delayMs}" as a delay, says so at the field and changes nothing`, async () => {
      const form = { token: 'slow', api: 'none', payload: 'none', delayMs };
      const { text } = await sandbox.http().post('/faults').type('form').send(form).expect(400);
      expect(text).to.include('id="delayMs-error"').and.include(`value="${delayMs}"`);
      expect(text).to.match(/name="token" value="slow" checked/);
      const { body } = await sandbox.http().get('/sandbox/faults');
      expect(body).to.include({ token: 'none', delayMs: 2000 });
      const call = sandbox.http().post('/sandbox/faults').send({ delayMs });
      expect((await call.expect(400)).body).to.have.property('error');
    });
  }

  it('the page refuses a fault that does not exist', async () => {
    const form = { token: 'nonsense' };
    const { text } = await sandbox.http().post('/faults').type('form').send(form).expect(400);
    expect(text).to.include('Choose one of the faults below');
  });

  it('are named on every page of a store, and all go off with one button', async () => {
    const pages = ['/', '/manage/snowboots', '/manage/snowboots/apps', '/manage/snowboots/users'];
    const read = (path: string) => sandbox.http().get(path).expect(200);
    await sandbox.setFaults({ token: 'hang', payload: 'clock_ahead', delayMs: 7 });
    for (const path of pages) {
      expect((await read(path)).text, path).to.include('token = hang, payload = clock_ahead');
    }
    await sandbox.http().post('/faults/off').expect(303);
    const { body } = await sandbox.http().get('/sandbox/faults');
    expect(body).to.deep.equal({
      authorize: 'none',
      token: 'none',
      api: 'none',
      payload: 'none',
      delayMs: 7,
    });
    for (const path of pages) expect((await read(path)).text, path).to.not.include('token =');
  });

  for (const fault of ['used_code', 'expired_code']) {
    it(`${fault}: the exchange is refused and nothing is installed`, async () => {
      await sandbox.setFaults({ token: fault });
      const { body, status } = await exchange();
      expect({ status, error: body.error }).to.deep.equal({ status: 400, error: 'invalid_grant' });
      expect((await sandbox.state()).installs[0].installed).to.equal(false);
    });
  }

  it('wrong_context: the answer names another store', async () => {
    await sandbox.setFaults({ token: 'wrong_context' });
    expect((await exchange()).body.context).to.match(/^stores\/(?!snowboots)/);
  });

  it('wrong_scope: answer and token hold fewer scopes', async () => {
    await sandbox.setFaults({ token: 'wrong_scope' });
    const { body } = await exchange();
    expect(body.scope).to.include('store_v2_orders_read_only').and.not.include('products');
    const products = '/stores/snowboots/v3/catalog/products';
    await sandbox.get(products, body.access_token).expect(403);
  });

  it('old_answer: no owner, username or account, and the user id is text', async () => {
    await sandbox.setFaults({ token: 'old_answer' });
    const { body } = await exchange();
    expect(body).to.have.all.keys('access_token', 'scope', 'user', 'context');
    expect(body.user).to.deep.equal({ id: '2001', email: 'olivia@snowboots.example' });
  });

  it('slow: the right answer after the delay', async () => {
    await sandbox.setFaults({ token: 'slow', delayMs: 150 });
    const started = performance.now();
    expect((await exchange()).status).to.equal(200);
    expect(performance.now() - started).to.be.at.least(149);
  });

  it('hang: no answer at all', async () => {
    await sandbox.setFaults({ token: 'hang' });
    expect(await failureOf(rawToken(AbortSignal.timeout(200)))).to.equal('TimeoutError');
    expect((await sandbox.state()).requests.token).to.equal(1);
  });

  it('drip: begins an answer that does not end', async () => {
    await sandbox.setFaults({ token: 'drip' });
    const { statusCode, body } = await rawToken(AbortSignal.timeout(300));
    expect(statusCode).to.equal(200);
    expect(await failureOf(body.text())).to.equal('TimeoutError');
  });

  it('reset: the connection is cut', async () => {
    await sandbox.setFaults({ token: 'reset' });
    expect(await failureOf(rawToken())).to.be.oneOf(['ECONNRESET', 'UND_ERR_SOCKET']);
  });

  it('huge: more than a client can want, until it leaves', async () => {
    await sandbox.setFaults({ token: 'huge' });
    const { body } = await rawToken();
    let received = 0;
    for await (const chunk of body) {
      received += chunk.length;
      if (received > 5_000_000) break;
    }
    expect(received).to.be.above(5_000_000);
    await sandbox.setFaults({ token: 'none' });
    expect((await exchange()).status).to.equal(200);
  });

  it('500 and html: answers that are not what they should be', async () => {
    await sandbox.setFaults({ token: '500' });
    expect((await exchange()).status).to.equal(500);
    await sandbox.setFaults({ token: 'html' });
    expect(await exchange()).to.include({ status: 200, type: 'text/html' });
  });

  it('redirect: remembers whether a client followed, and with what', async () => {
    await sandbox.setFaults({ api: 'redirect' });
    const at = '/stores/snowboots/v2/time';
    const { headers } = await sandbox.get(at, 'example-token').expect(302);
    expect((await sandbox.state()).redirectTargetReached).to.equal(0);
    await sandbox.get(headers.location ?? '', 'example-token').expect(200);
    expect((await sandbox.state()).redirectTargetReached).to.equal(1);
    const { body } = await sandbox.http().get('/sandbox/requests');
    expect(body.at(-1)).to.include({ path: '/sandbox/redirect-target' });
    expect(body.at(-1).headers['x-auth-token']).to.equal('example-token');
  });

  it('rate_limited and overloaded: 429 with the headers, and without', async () => {
    const at = '/stores/snowboots/v2/time';
    await sandbox.setFaults({ api: 'rate_limited' });
    const told = await sandbox.get(at, 'example-token').expect(429);
    expect(told.headers).to.include({ 'x-rate-limit-requests-left': '0', 'x-retry-after': '15' });
    await sandbox.setFaults({ api: 'overloaded' });
    const untold = await sandbox.get(at, 'example-token').expect(429);
    expect(untold.headers).to.not.have.any.keys('x-retry-after', 'x-rate-limit-requests-left');
  });

  it('unauthorized: the API refuses a live token, which lives on', async () => {
    const token = await sandbox.tokenFor([]);
    await sandbox.setFaults({ api: 'unauthorized' });
    await sandbox.get('/stores/snowboots/v2/time', token).expect(401);
    await sandbox.setFaults({ api: 'none' });
    await sandbox.get('/stores/snowboots/v2/time', token).expect(200);
  });
});
