/** An authorization lasts no longer than the session, the role and the user that it was started with. */
import { expect } from 'chai';
import { digestOf } from '../../server/authorizations/store.ts';
import type { Connection } from '../../server/connections/connection.ts';
import type { Connector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { aboutToAuthorize, agreed, byOperator, start, tokenRequests } from './start.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('the callback of an authorization', function () {
  this.timeout(30_000);
  let connector: Connector;
  let browser: SignedInBrowser;
  let connection: Connection;
  beforeEach(async () => {
    ({ connector, browser, connection } = await aboutToAuthorize());
  });
  afterEach(() => connector.close());

  const users = () => connector.service.deps.users;
  const status = async () => (await connector.service.deps.connections.find(connection.id))?.status;
  const expectRefused = async (callback: string, words: RegExp) => {
    const answer = await browser.agent.get(callback);
    expect(answer.status).to.equal(403);
    expect(answer.text).to.match(words);
    expect(await tokenRequests(connector)).to.equal(0);
    expect(await status()).to.equal('pending');
  };

  const ends: [string, () => Promise<unknown>][] = [
    ['was signed out everywhere', () => users().signOutEverywhere(browser.user.id, byOperator)],
    ['is a viewer by now', () => users().change(browser.user.id, { role: 'viewer' }, byOperator)],
    ['was deleted', () => users().delete(browser.user.id, byOperator)],
  ];
  for (const [deed, end] of ends) {
    it(`connects nothing where who started it ${deed}`, async () => {
      const { state, authorizationId } = await start(connector, browser, connection.id);
      await end();
      await expectRefused(await agreed(connector, state), /session in which you started has ended/);
      const { authorizations } = connector.service.deps;
      expect(await authorizations.find(authorizationId)).to.include({ code: 'starter_gone' });
    });
  }

  it('connects nothing where somebody else has signed in in the browser since', async () => {
    const { state } = await start(connector, browser, connection.id);
    const other = await signIn(connector, 'builder');
    const token = await users().makeSignInLink(other.user.id);
    expect((await browser.postForm('/sign-in/link', { token })).status).to.equal(303);
    await expectRefused(await agreed(connector, state), /another browser/);
  });

  it('connects nothing in a browser that signed its user out everywhere', async () => {
    const { state } = await start(connector, browser, connection.id);
    await browser.postForm('/console/account/sign-out-everywhere');
    await expectRefused(await agreed(connector, state), /another browser/);
  });

  for (const [what, revoked, outcome] of [
    ['connects what a program started, for which nobody is signed in', false, 'connected'],
    ['connects nothing that a program started whose key was revoked', true, 'pending'],
  ] as const)
    it(what, async () => {
      const { apiKeys, authorizations } = connector.service.deps;
      const { apiKey, key } = await apiKeys.create(
        { name: 'Example', permissions: ['connections:write'], connectionIds: undefined },
        by,
      );
      connector.keepSecret(key);
      const name = 'A'.repeat(22);
      const { state } = await authorizations.start({
        connectionId: connection.id,
        iclientId: 'default',
        storeHash,
        scopes: ['store_v2_orders_read_only'],
        redirectUri: `${connector.publicUrl}/auth`,
        browser: digestOf(name),
        startedBy: { kind: 'api_key', id: apiKey.id, name: apiKey.name },
        language: 'en',
      });
      if (revoked) await apiKeys.revoke(apiKey.id, by);
      const callback = await agreed(connector, state);
      const answer = await connector.http().get(callback).set('Cookie', `__Host-browser=${name}`);
      expect(answer.status, answer.text).to.equal(revoked ? 403 : 200);
      expect(await status()).to.equal(outcome);
    });
});
