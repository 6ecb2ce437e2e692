import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn } from '../support/sign-in.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const password = 'a password of the example';

describe('one-time links', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const submit = async (path: string, token: string, form: Record<string, string> = {}) => {
    const agent = connector.agent();
    const page = await agent.get(`${path}?token=${token}`);
    if (page.status !== 200) return { agent, answer: page };
    const answer = await agent.post(path, {
      form: { _token: formTokenIn(page.text), token, ...form },
      headers: { Origin: connector.publicUrl },
    });
    return { agent, answer };
  };
  const eventKinds = async () =>
    (await connector.service.deps.events.latest(10)).map(({ kind }) => kind);

  it('make the first admin, signed in at once', async () => {
    const { users } = connector.service.deps;
    const token = await users.makeFirstAdminLink();
    const form = { email: 'Ada@Example.com', name: 'Ada', password };
    const { agent, answer } = await submit('/first-admin', token, form);
    expect(answer.status, answer.text).to.equal(303);
    expect((await agent.get('/console/users')).text).to.contain('ada@example.com');
    expect(await eventKinds()).to.include.members(['user.joined', 'user.signed_in']);
  });

  it('make no admin once there is a user, also when two try at once', async () => {
    const { users } = connector.service.deps;
    const tokens = await Promise.all([1, 2, 3].map(() => users.makeFirstAdminLink()));
    const answers = await Promise.all(
      tokens.map((token, index) =>
        submit('/first-admin', token, { email: `a${index}@example.com`, name: '', password }),
      ),
    );
    const statuses = answers.map(({ answer }) => answer.status).sort();
    expect(statuses).to.deep.equal([303, 410, 410]);
    expect(await users.list()).to.have.length(1);
    const late = await submit('/first-admin', await users.makeFirstAdminLink());
    expect(late.answer.status).to.equal(410);
  });

  it('make an invited user, with the role of the invitation, once', async () => {
    const { users } = connector.service.deps;
    const token = await users.invite({ email: 'bob@example.com', name: '', role: 'viewer' }, by);
    const { agent, answer } = await submit('/join', token, { name: 'Bob', password });
    expect(answer.status, answer.text).to.equal(303);
    expect((await agent.get('/console/users')).status).to.equal(403);
    expect(await users.findByEmail('bob@example.com')).to.include({ name: 'Bob', role: 'viewer' });
    const again = await submit('/join', token, { name: 'Eve', password });
    expect(again.answer.status).to.equal(410);
    expect(again.answer.text).to.contain('This link does not work any more');
  });

  it('give no other role than that of the invitation', async () => {
    const { users } = connector.service.deps;
    const token = await users.invite({ email: 'bob@example.com', name: '', role: 'viewer' }, by);
    const { answer } = await submit('/join', token, { name: 'Bob', password, role: 'admin' });
    expect(answer.status).to.equal(400);
    expect(await users.list()).to.deep.equal([]);
  });

  it('make one user when the same link is sent many times at once', async () => {
    const { users } = connector.service.deps;
    const token = await users.invite({ email: 'bob@example.com', name: '', role: 'viewer' }, by);
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => submit('/join', token, { name: 'Bob', password })),
    );
    const statuses = answers.map(({ answer }) => answer.status).sort();
    expect(statuses).to.deep.equal([303, 410, 410, 410]);
  });

  it('ask for a longer password and keep what was typed', async () => {
    const { users } = connector.service.deps;
    const token = await users.invite({ email: 'bob@example.com', name: '', role: 'viewer' }, by);
    const { answer } = await submit('/join', token, { name: 'Bob', password: 'short-one' });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('value="Bob"').and.not.to.contain('short-one');
    expect(await users.list()).to.deep.equal([]);
  });

  it('sign in once, and not by being opened', async () => {
    const { users } = connector.service.deps;
    const { id } = await users.ensure({ email: 'c@example.com', name: 'Cy', role: 'viewer' }, by);
    const token = await users.makeSignInLink(id);
    const opened = connector.agent();
    expect((await opened.get(`/sign-in/link?token=${token}`)).text).to.contain('Sign in as Cy');
    expect((await opened.get('/console/account')).status).to.equal(303);
    const { agent, answer } = await submit('/sign-in/link', token);
    expect(answer.status).to.equal(303);
    expect((await agent.get('/console/account')).status).to.equal(200);
    expect((await submit('/sign-in/link', token)).answer.status).to.equal(410);
  });

  it('do nothing but what they were made for', async () => {
    const { users } = connector.service.deps;
    const { id } = await users.ensure({ email: 'c@example.com', name: '', role: 'viewer' }, by);
    const signInToken = await users.makeSignInLink(id);
    const token = await users.invite({ email: 'bob@example.com', name: '', role: 'admin' }, by);
    for (const [path, other] of [
      ['/join', signInToken],
      ['/first-admin', token],
      ['/sign-in/link', token],
      ['/join', 'made-up'],
      ['/join', 'x'.repeat(43)],
    ] as const)
      expect((await submit(path, other)).answer.status, path).to.equal(410);
  });
});
