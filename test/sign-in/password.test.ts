import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { formTokenIn } from '../support/sign-in.ts';

const password = 'canary-password-of-the-example';
const email = 'ada@example.com';

describe('signing in with a password', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
    connector.keepSecret(password);
    const { users } = connector.service.deps;
    const token = await users.makeFirstAdminLink();
    await users.createFirstAdmin(token, { email, name: 'Ada', password }, '');
  });
  afterEach(() => connector.close());

  /** Opens the page and sends the form, in a browser of its own. */
  const attempt = async (
    form: Record<string, string>,
    headers: Record<string, string> = {},
    next = '',
  ) => {
    const agent = connector.agent();
    const page = await agent.get(`/sign-in${next && `?next=${encodeURIComponent(next)}`}`);
    const answer = await agent.post('/sign-in', {
      form: { _token: formTokenIn(page.text), next, ...form },
      headers: { Origin: connector.publicUrl, ...headers },
    });
    return { agent, answer };
  };

  it('leads to the console, with a session cookie that only our origin gets', async () => {
    const { agent, answer } = await attempt({ email: ' ADA@example.com', password });
    expect(answer.status, answer.text).to.equal(303);
    expect(answer.headers.location).to.equal('/console/connections');
    const cookies = answer.headers['set-cookie'] as unknown as string[];
    const cookie = cookies.find((text) => text.startsWith('__Host-console=')) ?? '';
    for (const attribute of ['; Path=/;', '; HttpOnly', '; Secure', '; SameSite=Lax'])
      expect(`${cookie};`).to.contain(attribute);
    expect(cookie).not.to.match(/domain/i);
    expect((await agent.get('/console/account')).status).to.equal(200);
  });

  it('keeps the email and no password when the password is wrong, and says the same of an unknown email', async () => {
    for (const wrong of [email, 'nobody@example.com']) {
      const { agent, answer } = await attempt({ email: wrong, password: 'not the right password' });
      expect(answer.status).to.equal(422);
      expect(answer.text).to.contain('The email or the password is wrong.').and.contain(wrong);
      expect(answer.text).not.to.contain('not the right password');
      expect((await agent.get('/console/account')).status).to.equal(303);
    }
  });

  it('stops after ten wrong passwords of an account, whatever X-Forwarded-For says', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 11; count += 1) {
      const forged = { 'X-Forwarded-For': `203.0.113.${count}` };
      const { answer } = await attempt({ email, password: 'not the right password' }, forged);
      statuses.push(answer.status);
    }
    expect(statuses).to.deep.equal([...Array.from({ length: 10 }, () => 422), 429]);
    const { answer } = await attempt({ email, password });
    expect(answer.status, 'the right password, meanwhile').to.equal(429);
    expect(Number(answer.headers['retry-after'])).to.be.within(1, 900);
  });

  it('stops after thirty wrong passwords of an address, whatever X-Forwarded-For says', async () => {
    const statuses: number[] = [];
    for (let count = 0; count < 31; count += 1) {
      const forged = { 'X-Forwarded-For': `203.0.113.${count}` };
      const guess = { email: `guess-${count}@example.com`, password: 'not the right password' };
      statuses.push((await attempt(guess, forged)).answer.status);
    }
    expect(statuses.lastIndexOf(422)).to.equal(29);
    expect(statuses.at(-1)).to.equal(429);
  }).timeout(40_000);

  it('forgets wrong passwords after a right one', async () => {
    const wrong = { email, password: 'not the right password' };
    for (let count = 0; count < 9; count += 1) await attempt(wrong);
    expect((await attempt({ email, password })).answer.status).to.equal(303);
    expect((await attempt(wrong)).answer.status).to.equal(422);
  });

  it('leads on to the page that was asked for', async () => {
    const asked = await connector.agent().get('/console/events?kind=user.joined');
    expect(asked.status).to.equal(303);
    expect(asked.headers.location).to.equal(
      `/sign-in?next=${encodeURIComponent('/console/events?kind=user.joined')}`,
    );
    const { answer } = await attempt({ email, password }, {}, '/console/events?kind=user.joined');
    expect(answer.headers.location).to.equal('/console/events?kind=user.joined');
  });

  for (const next of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example/console',
    '/console/..//evil.example',
    '/console/../../evil',
    '/console/%2e%2e//evil.example',
    '/console\\..\\evil',
    '/console/\t/evil.example',
    '/consoles',
    '/console@evil.example',
    'javascript:alert(1)//console',
  ]) {
    it(`stays in the console when asked to go on to ${JSON.stringify(next)}`, async () => {
      const { answer } = await attempt({ email, password, next });
      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.equal('/console/connections');
    });
  }

  it('takes a new session id, whatever cookie the browser brought', async () => {
    const { agent } = await attempt({ email, password });
    const [first] = agent.cookies().filter((pair) => pair.startsWith('__Host-console='));
    const page = await agent.get('/console/account');
    await agent.post('/sign-out', {
      form: { _token: formTokenIn(page.text) },
      headers: { Origin: connector.publicUrl },
    });
    const again = await agent.get('/sign-in');
    await agent.post('/sign-in', {
      form: { _token: formTokenIn(again.text), email, password },
      headers: { Origin: connector.publicUrl },
    });
    const [second] = agent.cookies().filter((pair) => pair.startsWith('__Host-console='));
    expect(second).not.to.equal(first);
    expect((await agent.get('/console/account')).status).to.equal(200);
  });

  it('refuses a form without its token, or from another origin', async () => {
    for (const [form, headers] of [
      [{ email, password, _token: '' }, {}],
      [{ email, password, _token: 'x'.repeat(43) }, {}],
      [{ email, password }, { Origin: 'https://evil.example' }],
    ] as const)
      expect((await attempt({ ...form }, { ...headers })).answer.status).to.equal(403);
  });

  it('leaves neither the password nor the token of a link in Redis', async () => {
    const { users, redis } = connector.service.deps;
    const { id } = (await users.findByEmail(email)) ?? { id: '' };
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    const tokens = [
      await users.makeSignInLink(id),
      await users.invite({ email: 'bob@example.com', name: '', role: 'viewer' }, by),
      await users.makeFirstAdminLink(),
    ];
    const kept = await dumpRedis(redis);
    expect(kept).to.contain('$argon2id$v=19$m=19456,p=1,t=2$');
    for (const secret of [...tokens, password]) expect(kept).not.to.contain(secret);
  });
});
