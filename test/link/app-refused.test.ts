import { expect } from 'chai';
import { agreed, tokenRequests } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, pathOf, storeHash } from '../support/journeys.ts';
import { byOperator } from '../support/link-visit.ts';
import {
  atApp,
  backUnasked,
  giveStore,
  giveStoreInWindow,
  saidIn,
  startAfresh,
  visit,
} from './at-app.ts';

describe('the app of a link, refused', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() => startAfresh(connector));

  const connectionOf = (hash = storeHash) =>
    connector.service.deps.connections.findByStore('default', hash);

  /** Gives the store to another company; answers the id of its connection. */
  const ownedByOther = async (kind: 'app' | 'api_account' = 'app') => {
    const { companies, connections } = connector.service.deps;
    const other = await companies.create({ name: 'Other company' }, byOperator);
    const draft = { name: 'Theirs', storeHash, scopes: undefined, companyId: other.id };
    const concurrency = { level: 5 };
    return kind === 'app'
      ? connections.create({ ...draft, iclientId: 'default', concurrency }, byOperator)
      : connections.createApiAccount(
          { ...draft, accessToken: 'exampletokenofanother', concurrency },
          byOperator,
        );
  };

  for (const kind of ['app', 'api_account'] as const)
    it(`asks for no token where the store has another company by an ${kind}`, async () => {
      const theirs = await ownedByOther(kind);
      const merchant = await atApp(connector);
      const page = await backUnasked(connector, merchant, (await giveStore(merchant)).state);
      expect(page.text).to.contain('The store could not be connected');
      expect(page.text).not.to.contain('Other company');
      const { connections, events } = connector.service.deps;
      expect(await connections.find(theirs.id)).to.deep.equal(theirs);
      const [event] = await events.latest(1);
      expect(event).to.include({
        kind: 'connection.authorization_failed',
        reason: 'store_of_other_company',
        linkId: merchant.link.id,
      });
    });

  it('says the same of a store of another company and of a code that BigCommerce refuses', async () => {
    const pages: string[] = [];
    for (const withState of [true, false]) {
      const refused = await atApp(connector);
      const { state } = await giveStore(refused, 'bottesneige');
      const madeUp = `/auth?code=made-up&context=stores/bottesneige&scope=x`;
      const path = withState ? `${madeUp}&state=${state}` : madeUp;
      const answer = await refused.agent.get(path);
      pages.push(`${answer.status} ${answer.headers.location}`);
      pages.push((await refused.agent.get(answer.headers.location ?? '')).text);
    }
    await ownedByOther();
    for (const withState of [true, false]) {
      const theirs = await atApp(connector);
      const { state } = await giveStore(theirs);
      const path = `/auth?code=made-up&context=stores/${storeHash}&scope=x`;
      const answer = await theirs.agent.get(withState ? `${path}&state=${state}` : path);
      pages.push(`${answer.status} ${answer.headers.location}`);
      pages.push((await theirs.agent.get(answer.headers.location ?? '')).text);
    }
    const [certain, itsPage, guessed, page, ...ofOther] = pages.map(saidIn);
    expect(ofOther).to.deep.equal([certain, itsPage, guessed, page]);
    expect(page).to.contain('The store could not be connected');
  });

  it('stays as it was for a made-up code without a state, and goes on with the real one', async () => {
    const merchant = await atApp(connector);
    const { state } = await giveStore(merchant);
    const madeUp = await merchant.agent.get(
      `/auth?code=made-up&context=stores/${storeHash}&scope=x`,
    );
    expect(madeUp.headers.location).to.match(/\/app\?failed=store_not_connected$/);
    const answer = await merchant.agent.get(await agreed(connector, state));
    expect(answer.headers.location).to.match(/\/done$/);
  });

  it('goes on where BigCommerce sends no state back, in the browser that started it alone', async () => {
    const merchant = await atApp(connector);
    await giveStore(merchant);
    const path = await agreed(connector, undefined);
    expect((await merchant.agent.get(path)).headers.location).to.match(/\/done$/);
    expect((await connectionOf())?.companyId).to.equal(merchant.link.companyId);
  });

  it('changes nothing for another store than the one that was given', async () => {
    const merchant = await atApp(connector);
    const { state } = await giveStore(merchant);
    const page = await backUnasked(connector, merchant, state, 'bottesneige');
    expect(page.text).to.contain('That was another store');
    expect(await connectionOf('bottesneige')).to.equal(undefined);
  });

  it('is told of a denial, and may be tried again or given up', async () => {
    const merchant = await atApp(connector, { singleUse: true });
    const { state } = await giveStore(merchant);
    await merchant.agent.get(`/auth?error=access_denied&state=${state}`);
    const page = await merchant.get('app');
    expect(page.text).to.contain('The access was not granted');
    expect(page.text).to.contain(`/link/${merchant.link.id}/leave?failed=consent_denied`);
    const again = await merchant.agent.get(
      await agreed(connector, (await giveStore(merchant)).state),
    );
    expect(again.headers.location).to.match(/\/done$/);
  });

  it('may be tried again after BigCommerce has refused the code of a link for one use', async () => {
    const merchant = await atApp(connector, { singleUse: true });
    await connector.sandbox.faults({ token: 'used_code' });
    const path = await agreed(connector, (await giveStore(merchant)).state);
    expect((await merchant.agent.get(path)).headers.location).to.match(/\/app$/);
    expect((await merchant.get('app')).text).to.contain('The store could not be connected');
    await connector.sandbox.faults({ token: 'none' });
    const another = await visit(connector, merchant.link);
    const answer = await another.agent.get(
      await agreed(connector, (await giveStore(another)).state),
    );
    expect(answer.headers.location).to.match(/\/done$/);
  });

  it('expires, in this tab and in a window', async () => {
    const { redis } = connector.service.deps;
    for (const inWindow of [false, true]) {
      const merchant = await atApp(connector);
      const state = inWindow
        ? await giveStoreInWindow(connector, merchant)
        : (await giveStore(merchant)).state;
      for (const key of await redis.keys('bcc:authorization:*'))
        await redis.hset(key, 'startedAt', Date.now() - 11 * 60_000);
      const answer = await merchant.agent.get(await agreed(connector, state));
      expect(answer.headers.location).to.match(inWindow ? /\/app\/returned$/ : /\/app$/);
      expect((await merchant.get('app')).text).to.contain('It took too long');
    }
  });

  it('is of the browser that started it', async () => {
    const merchant = await atApp(connector);
    const { state } = await giveStore(merchant);
    const other = await atApp(connector);
    const path = await agreed(connector, state);
    const before = await tokenRequests(connector);
    expect((await other.agent.get(path)).status).to.equal(403);
    expect((await connector.http().get(path)).status).to.equal(403);
    expect(await tokenRequests(connector)).to.equal(before);
  });

  it('binds no store by a code that was exchanged before, by an install that nobody announced', async () => {
    const merchant = await atApp(connector);
    const { state } = await giveStore(merchant);
    const { url } = await consent(connector);
    expect((await connector.http().get(pathOf(url))).status).to.equal(200);
    const answer = await merchant.agent.get(`${pathOf(url)}&state=${state}`);
    expect(answer.headers.location).to.match(/\/app$/);
    expect((await connectionOf())?.companyId).to.equal(undefined);
    expect((await merchant.get('app')).text).to.contain('The store could not be connected');
  });
});
