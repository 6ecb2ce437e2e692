/** A link by which an admin lets somebody in who forgot their password. */
import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn, type SignedInBrowser, signIn } from '../support/sign-in.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('a sign-in link made in the console', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  let locked: SignedInBrowser;
  let aheadMs = 0;
  before(async () => {
    connector = await startConnector({ now: () => Date.now() + aheadMs });
    admin = await signIn(connector, 'admin');
    locked = await signIn(connector, 'builder');
  });
  after(() => connector.close());

  const users = () => connector.service.deps.users;
  const path = (user: SignedInBrowser) => `/console/users/${user.user.id}/sign-in-link`;
  const tokenIn = (html: string) => /\/sign-in\/link\?token=([\w-]+)/.exec(html)?.[1] ?? '';
  const make = async (maker = admin) => tokenIn((await maker.postForm(path(locked))).text);
  /** In a browser of its own. */
  const enter = async (token: string) => {
    const agent = connector.agent();
    const page = await agent.get(`/sign-in/link?token=${token}`);
    if (page.status !== 200) return { agent, status: page.status, location: '' };
    const headers = { Origin: connector.publicUrl };
    const form = { _token: formTokenIn(page.text), token };
    const { status, headers: answered } = await agent.post('/sign-in/link', { form, headers });
    return { agent, status, location: answered.location };
  };
  const open = async (token: string) => (await enter(token)).status;

  it('is shown once, signs in once, and an event says who made it', async () => {
    const { text } = await admin.agent.get('/console/users');
    expect(text).to.include(`action="${path(locked)}"`);
    const token = await make();
    expect((await admin.agent.get('/console/users')).text).not.to.include(token);
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'user.sign_in_link_made',
      userId: locked.user.id,
      actor: { kind: 'user', id: admin.user.id, email: admin.user.email },
    });
    expect(await open(token)).to.equal(303);
    expect(await open(token)).to.equal(410);
  });

  it('leads to where a forgotten password is replaced, without the old one, once', async () => {
    await users().change(locked.user.id, { password: 'a forgotten password' }, by);
    const { agent, location = '' } = await enter(await make());
    expect(location).to.equal('/console/account?notice=cameByLink');
    const page = await agent.get(location);
    expect(page.text).to.include('If you forgot your password').and.not.include('name="current"');
    const change = async (password: string) => {
      const _token = formTokenIn((await agent.get('/console/account')).text);
      const headers = { Origin: connector.publicUrl };
      return agent.post('/console/account/password', { form: { _token, password }, headers });
    };
    expect((await change('a password that is new')).status).to.equal(303);
    expect(await users().checkPassword(locked.user.email, 'a password that is new')).to.be.an(
      'object',
    );
    expect((await change('another password again')).status).to.equal(422);
  });

  it('asks for the old password again after a quarter of an hour', async () => {
    await users().change(locked.user.id, { password: 'a forgotten password' }, by);
    const { agent } = await enter(await make());
    aheadMs = 15 * 60_000;
    expect((await agent.get('/console/account')).text).to.include('name="current"');
  });

  it('is for others: nobody is offered or given one for themselves', async () => {
    expect((await admin.agent.get('/console/users')).text).not.to.include(path(admin));
    const answer = await admin.postForm(path(admin));
    expect(answer.status).to.equal(403);
    expect(tokenIn(answer.text)).to.equal('');
  });

  it('is not made for a user who is gone', async () => {
    const answer = await admin.postForm('/console/users/us_gone/sign-in-link');
    expect(answer.status).to.equal(404);
  });

  it('is dead once who made it is no admin any more, also where its form is open', async () => {
    const other = await signIn(connector, 'admin');
    const [unopened, opened] = [await make(other), await make(other)];
    const agent = connector.agent();
    const page = await agent.get(`/sign-in/link?token=${opened}`);
    await users().change(other.user.id, { role: 'builder' }, by);
    expect(await open(unopened)).to.equal(410);
    const form = { _token: formTokenIn(page.text), token: opened };
    const headers = { Origin: connector.publicUrl };
    expect((await agent.post('/sign-in/link', { form, headers })).status).to.equal(410);
  });

  it('lets nobody in for longer than who made it is an admin', async () => {
    const other = await signIn(connector, 'admin');
    const { agent } = await enter(await make(other));
    const opened = async () => (await agent.get('/console/connections')).status;
    expect(await opened()).to.equal(200);
    await users().change(other.user.id, { role: 'builder' }, by);
    expect(await opened()).to.equal(303);
  });
});
