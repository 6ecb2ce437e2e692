import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn, signInAs, signInByPassword } from '../support/sign-in.ts';
import { slowForm } from '../support/slow-form.ts';

describe('the session of the console', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const isSignedIn = async ({ agent }: SignedInBrowser) =>
    (await agent.get('/console/account')).status === 200;
  const sessionKeys = () => connector.service.deps.redis.keys('bcc:console-session:*');

  it('ends at the sign-out, and its cookie opens nothing any more', async () => {
    const browser = await signIn(connector, 'viewer');
    const answer = await browser.postForm('/sign-out');
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal('/sign-in?notice=signedOut');
    expect(await isSignedIn(browser)).to.equal(false);
    expect(await sessionKeys()).to.deep.equal([]);
  });

  it('stays dead when a slow request ends after the sign-out', async () => {
    const browser = await signIn(connector, 'viewer');
    const profile = { name: 'Slow', language: 'en' };
    const finish = await slowForm(connector, browser, '/console/account', profile);
    await browser.postForm('/sign-out');
    expect(await finish()).to.match(/HTTP\/1\.1 (303|401)/);
    expect(await isSignedIn(browser)).to.equal(false);
    expect(await sessionKeys()).to.deep.equal([]);
  });

  it('is not begun anew by a slow change of the password after the sign-out', async () => {
    const browser = await signIn(connector, 'viewer');
    const fields = { password: 'a new password of the example' };
    const finish = await slowForm(connector, browser, '/console/account/password', fields);
    await browser.postForm('/sign-out');
    const answer = await finish();
    expect(answer)
      .to.match(/^HTTP\/1\.1 303/)
      .and.match(/Location: \/sign-in\r\n/i);
    expect(answer).not.to.match(/Set-Cookie: __Host-console/i);
    expect(await sessionKeys()).to.deep.equal([]);
  });

  it('is not begun anew by a slow change of the password after signing out everywhere', async () => {
    const { users } = connector.service.deps;
    const taken = await signIn(connector, 'viewer');
    const owner = await signInAs(connector, taken.user);
    const fields = { password: 'a password of who took the session' };
    const finish = await slowForm(connector, taken, '/console/account/password', fields);
    await owner.postForm('/console/account/sign-out-everywhere');
    expect(await finish()).to.match(/Location: \/sign-in\r\n/i);
    expect(await users.checkPassword(taken.user.email, fields.password)).to.equal(undefined);
  });

  it('ends everywhere when its user says so, in all their browsers and nobody else’s', async () => {
    const first = await signIn(connector, 'builder');
    const second = await signInAs(connector, first.user);
    const other = await signIn(connector, 'builder');
    const answer = await first.postForm('/console/account/sign-out-everywhere');
    expect(answer.headers.location).to.equal('/sign-in?notice=signedOutEverywhere');
    expect(await isSignedIn(first)).to.equal(false);
    expect(await isSignedIn(second)).to.equal(false);
    expect(await isSignedIn(other)).to.equal(true);
  });

  it('ends in the other browsers when the password is changed, and goes on in this one', async () => {
    const first = await signIn(connector, 'builder');
    const second = await signInAs(connector, first.user);
    const password = 'a new password of the example';
    const answer = await first.postForm('/console/account/password', { password });
    expect(answer.headers.location).to.equal('/console/account?notice=passwordChanged');
    expect(await isSignedIn(first)).to.equal(true);
    expect(await isSignedIn(second)).to.equal(false);
  });

  it('takes another password only from who knows the present one', async () => {
    const { users } = connector.service.deps;
    const { user } = await signIn(connector, 'builder');
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    await users.change(user.id, { password: 'the present password' }, by);
    const browser = await signInByPassword(connector, user, 'the present password');
    const password = 'another password of the example';
    const wrong = await browser.postForm('/console/account/password', { current: 'no', password });
    expect(wrong.status).to.equal(422);
    expect(await users.checkPassword(user.email, 'the present password')).to.be.an('object');
    const right = await browser.postForm('/console/account/password', {
      current: 'the present password',
      password,
    });
    expect(right.status).to.equal(303);
    expect(await users.checkPassword(user.email, password)).to.be.an('object');
  });

  it('gets a new id when somebody else signs in with the cookie of another session', async () => {
    const { users } = connector.service.deps;
    const planted = await signIn(connector, 'viewer');
    const { user: victim } = await signIn(connector, 'admin');
    const before = planted.agent.cookies().find((pair) => pair.startsWith('__Host-console='));
    const token = await users.makeSignInLink(victim.id);
    expect((await planted.postForm('/sign-in/link', { token })).status).to.equal(303);
    const after = planted.agent.cookies().find((pair) => pair.startsWith('__Host-console='));
    expect(after).not.to.equal(before);
    const old = await connector
      .http()
      .get('/console/account')
      .set('Cookie', before ?? '');
    expect(old.status, 'the planted cookie').to.equal(303);
  });

  it('answers 401 and no redirect to a change and to a program', async () => {
    const agent = connector.agent();
    const headers = { Origin: connector.publicUrl };
    expect((await agent.post('/console/account', { headers })).status).to.equal(401);
    const asked = await connector.http().get('/console/account').set('Accept', 'application/json');
    expect(asked.status).to.equal(401);
    expect(asked.body).to.include({ code: 'sign_in_needed' });
  });
});
