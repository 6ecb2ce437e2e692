import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { signIn, signInAs } from '../support/sign-in.ts';

describe('the users of the console', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  it('are invited by an admin, who sees the link once', async () => {
    const admin = await signIn(connector, 'admin');
    const form = { email: 'Bob@Example.com', name: 'Bob', role: 'builder' };
    const answer = await admin.postForm('/console/users', form);
    expect(answer.status, answer.text).to.equal(200);
    const link = /value="([^"]*\/join\?token=[^"]+)"/.exec(answer.text)?.[1] ?? '';
    expect(link.startsWith(`${connector.publicUrl}/join?token=`)).to.equal(true);
    const page = await connector.agent().get(link.slice(connector.publicUrl.length));
    expect(page.text).to.contain('bob@example.com').and.contain('Builder');
    expect((await admin.agent.get('/console/users')).text).not.to.contain('/join?token=');
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'user.invited',
      name: 'bob@example.com',
      actor: { kind: 'user', id: admin.user.id, email: admin.user.email },
    });
  });

  it('have one email each, and an error says so', async () => {
    const admin = await signIn(connector, 'admin');
    const form = { email: admin.user.email.toUpperCase(), name: 'Kept Name', role: 'viewer' };
    const answer = await admin.postForm('/console/users', form);
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('This email has a user already.').and.contain('Kept Name');
  });

  it('keep what was typed when the email is none', async () => {
    const admin = await signIn(connector, 'admin');
    const form = { email: 'no email', name: '<img src=x onerror=1>', role: 'viewer' };
    const answer = await admin.postForm('/console/users', form);
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('no email').and.not.to.contain('<img src=x');
  });

  it('are signed out when their role changes, and have the new one after', async () => {
    const admin = await signIn(connector, 'admin');
    const other = await signIn(connector, 'viewer');
    const path = `/console/users/${other.user.id}/role`;
    expect((await admin.postForm(path, { role: 'admin' })).status).to.equal(303);
    expect((await other.agent.get('/console/account')).status).to.equal(303);
    const again = await signInAs(connector, other.user);
    expect((await again.agent.get('/console/users')).status).to.equal(200);
  });

  it('are gone at once when deleted', async () => {
    const admin = await signIn(connector, 'admin');
    const other = await signIn(connector, 'viewer');
    const path = `/console/users/${other.user.id}/delete`;
    expect((await admin.postForm(path)).status).to.equal(303);
    expect((await other.agent.get('/console/account')).status).to.equal(303);
    expect((await admin.agent.get('/console/users')).text).not.to.contain(other.user.email);
    expect((await admin.postForm(path)).status).to.equal(404);
  });

  it('always have an admin: the last one stays, also when two delete each other at once', async () => {
    const first = await signIn(connector, 'admin');
    const own = `/console/users/${first.user.id}`;
    expect((await first.postForm(`${own}/delete`)).status).to.equal(409);
    expect((await first.postForm(`${own}/role`, { role: 'viewer' })).status).to.equal(409);

    const second = await signIn(connector, 'admin');
    await Promise.all([
      first.postForm(`/console/users/${second.user.id}/delete`),
      second.postForm(`${own}/delete`),
    ]);
    const left = await connector.service.deps.users.list();
    expect(left.filter(({ role }) => role === 'admin')).to.have.length(1);
  });

  it('read the console in the language that they choose', async () => {
    const { agent, postForm } = await signIn(connector, 'viewer');
    expect((await agent.get('/console/account')).text).to.contain('Your account');
    const form = { language: 'fr', next: '/console/account' };
    const answer = await postForm('/console/language', form);
    expect(answer.headers.location).to.equal('/console/account');
    const page = await agent.get('/console/account');
    expect(page.text).to.contain('Votre compte').and.contain('<html lang="fr">');
  });

  it('cannot give themselves a role along with a name', async () => {
    const { postForm, user } = await signIn(connector, 'viewer');
    const form = { name: 'Eve', language: 'en', role: 'admin' };
    await postForm('/console/account', form);
    expect(await connector.service.deps.users.find(user.id)).to.include({ role: 'viewer' });
  });
});
