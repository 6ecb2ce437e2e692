import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { signIn } from '../support/sign-in.ts';

describe('the list of users', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  it('says of the only admin why they stay one, and has no control that could only fail', async () => {
    const { agent, user } = await signIn(connector, 'admin');
    const viewer = await signIn(connector, 'viewer');

    const { text } = await agent.get('/console/users');

    expect(text).to.include('Make somebody else an admin first.');
    expect(text).not.to.include(`/console/users/${user.id}/`);
    expect(text).to.include(`/console/users/${viewer.user.id}/role`);
  });

  it('lets each of two admins be changed', async () => {
    const first = await signIn(connector, 'admin');
    const second = await signIn(connector, 'admin');

    const { text } = await first.agent.get('/console/users');

    for (const { user } of [first, second])
      for (const change of ['role', 'delete'])
        expect(text).to.include(`action="/console/users/${user.id}/${change}"`);
    expect(text).not.to.include('Make somebody else an admin first.');
  });
});
