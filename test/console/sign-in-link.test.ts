/** A link by which an admin lets somebody in who forgot their password. */
import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn, type SignedInBrowser, signIn } from '../support/sign-in.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('a sign-in link made in the console', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  let locked: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    admin = await signIn(connector, 'admin');
    locked = await signIn(connector, 'builder');
  });
  after(() => connector.close());

  const users = () => connector.service.deps.users;
  const path = (user: SignedInBrowser) => `/console/users/${user.user.id}/sign-in-link`;
  const tokenIn = (html: string) => /\/sign-in\/link\?token=([\w-]+)/.exec(html)?.[1] ?? '';
  const make = async (maker = admin) => tokenIn((await maker.postForm(path(locked))).text);
  const open = async (token: string) => {
    const agent = connector.agent();
    const page = await agent.get(`/sign-in/link?token=${token}`);
    if (page.status !== 200) return page.status;
    const headers = { Origin: connector.publicUrl };
    const form = { _token: formTokenIn(page.text), token };
    return (await agent.post('/sign-in/link', { form, headers })).status;
  };

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
});
