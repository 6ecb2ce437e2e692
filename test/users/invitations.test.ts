import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { signIn } from '../support/sign-in.ts';

const operator = { actor: { kind: 'operator' }, address: '' } as const;
const bob = { email: 'bob@example.com', name: 'Bob', role: 'viewer' } as const;
const person = { name: 'Bob', password: 'a password of the example' };

describe('an invitation', () => {
  let connector: Connector;
  beforeEach(async () => {
    connector = await startConnector();
  });
  afterEach(() => connector.close());

  const users = () => connector.service.deps.users;
  const expectDead = async (token: string) => {
    expect(await users().invitation(token)).to.equal(undefined);
    expect((await connector.agent().get(`/join?token=${token}`)).status).to.equal(410);
    expect((await failureOf(users().join(token, person, ''))).code).to.equal('link_invalid');
  };
  /** An admin beside whom there is another one. */
  const admin = async () => {
    await signIn(connector, 'admin');
    const { user } = await signIn(connector, 'admin');
    const actor = { kind: 'user', id: user.id, email: user.email } as const;
    return { user, by: { actor, address: '' } };
  };

  it('takes the place of an earlier one, whatever the case of the email', async () => {
    const earlier = await users().invite(bob, operator);
    const later = await users().invite({ ...bob, email: 'BOB@example.com' }, operator);
    await expectDead(earlier);
    expect((await users().join(later, person, '')).user).to.include({ email: bob.email });
  });

  it('ends when its email becomes a user otherwise, also for when that user is deleted', async () => {
    const token = await users().invite(bob, operator);
    const { id } = await users().ensure(bob, operator);
    await expectDead(token);
    await users().delete(id, operator);
    await expectDead(token);
    expect(await users().findByEmail(bob.email)).to.equal(undefined);
  });

  it('ends with the first admin of its email', async () => {
    const token = await users().invite(bob, operator);
    await users().createFirstAdmin(await users().makeFirstAdminLink(), { ...bob, ...person }, '');
    await expectDead(token);
  });

  it('makes nobody once its admin is a viewer', async () => {
    const { user, by } = await admin();
    const token = await users().invite({ ...bob, role: 'admin' }, by);
    await users().change(user.id, { role: 'viewer' }, operator);
    await expectDead(token);
  });

  it('makes nobody once its admin is deleted', async () => {
    const { user, by } = await admin();
    const token = await users().invite({ ...bob, role: 'admin' }, by);
    await users().delete(user.id, operator);
    await expectDead(token);
  });

  it('of an admin or of the operator makes the user', async () => {
    const { by } = await admin();
    const token = await users().invite(bob, by);
    expect((await users().join(token, person, '')).user).to.include({ role: 'viewer' });
    const other = await users().invite({ ...bob, email: 'cy@example.com' }, operator);
    expect((await users().join(other, person, '')).user).to.include({ email: 'cy@example.com' });
  });
});
