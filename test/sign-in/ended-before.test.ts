/** Whoever shows who they are, and whose sessions are ended before they are in, does not get in. */
import { expect } from 'chai';
import type { UserStore } from '../../server/users/store.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;
const bob = { email: 'bob@example.com', name: 'Bob', role: 'builder' } as const;
const password = 'the password of the example';

describe('a sign-in that began before', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    const { id } = await users().ensure(bob, by);
    await users().change(id, { password }, by);
  });
  after(() => connector.close());

  const users = () => connector.service.deps.users;
  const bobsId = async () => (await users().findByEmail(bob.email))?.id ?? '';
  const ends: [string, (users: UserStore, id: string) => Promise<unknown>][] = [
    ['a change of the password', (users, id) => users.change(id, { password }, by)],
    ['signing out everywhere', (users, id) => users.signOutEverywhere(id, by)],
  ];

  for (const [deed, end] of ends) {
    it(`${deed} fails with the password`, async () => {
      const proven = await users().checkPassword(bob.email, password);
      if (!proven) throw new Error('The password is right.');
      await end(users(), await bobsId());
      expect(await users().signIn(proven, '')).to.equal(undefined);
      const again = await users().checkPassword(bob.email, password);
      expect(again && (await users().signIn(again, ''))).to.include({ userId: await bobsId() });
    });

    it(`${deed} fails with a link`, async () => {
      const token = await users().makeSignInLink(await bobsId());
      await end(users(), await bobsId());
      const page = await connector.agent().get(`/sign-in/link?token=${token}`);
      expect(page.status).to.equal(410);
      expect((await failureOf(users().signInByLink(token, ''))).code).to.equal('link_invalid');
    });
  }
});
