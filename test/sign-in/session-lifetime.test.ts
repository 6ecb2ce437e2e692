import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn, signInAs } from '../support/sign-in.ts';
import { until } from '../support/until.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const twelveHours = 12 * 60 * 60 * 1000;

describe('the lifetime of a session of the console', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const isSignedIn = async ({ agent }: SignedInBrowser) =>
    (await agent.get('/console/account')).status === 200;
  const sessionKeys = () => connector.service.deps.redis.keys('bcc:console-session:*');
  const onlySession = async () => {
    const names = await sessionKeys();
    expect(names).to.have.length(1);
    return names[0] ?? '';
  };

  it('is twelve hours from the sign-in', async () => {
    const { redis } = connector.service.deps;
    await signIn(connector, 'viewer');
    expect(await redis.pttl(await onlySession())).to.be.within(twelveHours - 60_000, twelveHours);
  });

  it('is not prolonged by using the console', async () => {
    const { redis } = connector.service.deps;
    const browser = await signIn(connector, 'viewer');
    const name = await onlySession();
    await redis.pexpire(name, 3_600_000);
    await browser.agent.get('/console/account');
    await browser.postForm('/console/account', { name: 'Changed', language: 'en' });
    expect(await redis.pttl(name)).to.be.within(1, 3_600_000);
  });

  it('ends it, and the browser has to sign in again', async () => {
    const { redis } = connector.service.deps;
    const browser = await signIn(connector, 'viewer');
    await redis.pexpire(await onlySession(), 1);
    await until('the session is over', async () => !(await isSignedIn(browser)));
    expect((await browser.postForm('/console/account', { name: 'Late' })).status).to.equal(401);
  });

  it('begins with the sign-in: whoever only looks has none', async () => {
    const agent = connector.agent();
    for (const path of ['/sign-in', '/console/account', '/join?token=x']) await agent.get(path);
    expect(await sessionKeys()).to.deep.equal([]);
    expect(agent.cookies().join()).not.to.contain('__Host-console');
  });

  for (const [what, change] of [
    ['another role', { role: 'viewer' }],
    ['another password', { password: 'a password that an operator gave' }],
  ] as const) {
    it(`ends at once with ${what}, whoever gave it, and its record goes with the next request`, async () => {
      const browser = await signIn(connector, 'builder');
      await connector.service.deps.users.change(browser.user.id, change, by);
      expect(await isSignedIn(browser)).to.equal(false);
      expect(await sessionKeys()).to.deep.equal([]);
    });
  }

  it('goes on when the name, the language or the same role is given', async () => {
    const browser = await signIn(connector, 'builder');
    const { users } = connector.service.deps;
    await users.change(browser.user.id, { name: 'New', language: 'fr', role: 'builder' }, by);
    expect(await isSignedIn(browser)).to.equal(true);
  });

  it('is not inherited by who gets the same email after the user was deleted', async () => {
    const { users } = connector.service.deps;
    const browser = await signIn(connector, 'builder');
    await users.delete(browser.user.id, by);
    await users.ensure({ email: browser.user.email, name: '', role: 'admin' }, by);
    expect(await isSignedIn(browser)).to.equal(false);
  });

  it('takes a role away before the next click', async () => {
    const admin = await signIn(connector, 'admin');
    const other = await signIn(connector, 'admin');
    await admin.postForm(`/console/users/${other.user.id}/role`, { role: 'viewer' });
    const answer = await other.postForm(`/console/users/${admin.user.id}/delete`);
    expect(answer.status).to.equal(401);
    expect((await admin.agent.get('/console/users')).status).to.equal(200);
    const again = await signInAs(connector, other.user);
    expect((await again.agent.get('/console/users')).status).to.equal(403);
  });
});
