import { expect } from 'chai';
import { type ConnectionStore, createConnectionStore } from '../../server/connections/store.ts';
import {
  accountDraft,
  appDraft,
  by,
  installOf,
  type OpenStore,
  openConnectionStore,
} from '../support/connection-store.ts';
import { failureOf } from '../support/failure-of.ts';

describe('a connection that changes between reading and writing it', () => {
  let store: OpenStore;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(() => store.empty());

  const statusOf = async (id: string) => (await store.connections.find(id))?.status;
  const grant = (scopes: string[]) => ({ ...installOf('aaa', 'x').grant, scopes });

  it('keeps a new token connected when a test of the old one ends in a refusal', async () => {
    const { id } = await store.connections.createApiAccount(accountDraft('A', 'aaa'), by);
    const late = beforeItsScript(store, () =>
      store.connections.change(id, { accessToken: 'invented-newer-token' }, by),
    );
    const failure = { code: 'token_refused' as const, tokenRefused: true };
    const test = { token: 'invented-token-of-A', failure };

    expect(await late.saveTest(id, test, by)).to.equal(false);
    expect(await statusOf(id)).to.equal('connected');
  });

  it('judges an install by the scopes that it got meanwhile', async () => {
    const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
    const late = beforeItsScript(store, () =>
      store.connections.change(id, { scopes: ['store_v2_customers'] }, by),
    );
    await late.saveInstall(installOf('aaa', 'second', { arrivedAt: Date.now() + 1 }));
    expect(await statusOf(id)).to.equal('needs_reauthorization');
  });

  it('keeps a new, wider grant connected when the scopes were compared with the old one', async () => {
    const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
    const wide = ['store_v2_orders', 'store_v2_products'];
    await store.setScopes('ic_one', wide);
    const second = { arrivedAt: Date.now() + 1, grant: grant(wide) };
    const late = beforeItsScript(store, () =>
      store.connections.saveInstall(installOf('aaa', 'second', second)),
    );
    await late.recheckScopes('ic_one');
    expect(await statusOf(id)).to.equal('connected');
  });

  it('judges an install, a test and a change by the scopes that the iClient got meanwhile', async () => {
    const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
    const wider = () => store.setScopes('ic_one', ['store_v2_orders', 'store_v2_customers']);
    const asBefore = () => store.setScopes('ic_one', ['store_v2_orders']);
    const second = installOf('aaa', 'second', { arrivedAt: Date.now() + 1 });

    await beforeItsScript(store, wider).saveInstall(second);
    expect(await statusOf(id), 'after the install').to.equal('needs_reauthorization');

    const test = { token: second.grant.accessToken };
    await beforeItsScript(store, asBefore).saveTest(id, test, by);
    expect(await statusOf(id), 'after the test').to.equal('connected');

    await store.connections.change(id, { scopes: ['store_v2_orders'] }, by);
    await beforeItsScript(store, wider).change(id, { scopes: null }, by);
    expect(await statusOf(id), 'after the change').to.equal('needs_reauthorization');
  });

  it('leaves a pending connection alone that moved to another store before an install of its old one', async () => {
    const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
    const move = () => store.connections.change(id, { storeHash: 'bbb' }, by);
    const saved = await beforeItsScript(store, move).saveInstall(installOf('aaa', 'first'));
    expect(saved.connectionId).not.to.equal(id);
    expect(await statusOf(id)).to.equal('pending');
    expect((await store.connections.findByStore('ic_one', 'bbb'))?.id).to.equal(id);
    expect((await store.connections.findByStore('ic_one', 'aaa'))?.id).to.equal(saved.connectionId);
  });

  it('frees the store that a connection has left, and no other', async () => {
    const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
    const late = beforeItsScript(store, async () => {
      await store.connections.change(id, { storeHash: 'bbb' }, by);
      await store.connections.create(appDraft('B', 'aaa'), by);
    });
    await late.change(id, { storeHash: 'ccc' }, by);
    expect((await store.connections.findByStore('ic_one', 'aaa'))?.name).to.equal('B');
    expect(await store.connections.findByStore('ic_one', 'bbb')).to.equal(undefined);
    expect((await store.connections.findByStore('ic_one', 'ccc'))?.id).to.equal(id);
  });

  it('does not move to a store of another company than the one that it got meanwhile', async () => {
    const [one, two] = await Promise.all(
      ['One', 'Two'].map((name) => store.companies.create({ name }, by)),
    );
    await store.connections.createApiAccount(
      { ...accountDraft('A', 'aaa'), companyId: one?.id },
      by,
    );
    const { id } = await store.connections.create(appDraft('B', 'bbb'), by);
    const late = beforeItsScript(store, () =>
      store.connections.change(id, { companyId: two?.id }, by),
    );
    expect(await failureOf(late.change(id, { storeHash: 'aaa' }, by))).to.include({
      code: 'store_of_other_company',
    });
    expect(await store.connections.find(id)).to.include({ storeHash: 'bbb', companyId: two?.id });
  });

  it('judges by the scopes of the link when the connection was deleted meanwhile', async () => {
    const { id: companyId } = await store.companies.create({ name: 'One' }, by);
    const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
    const link = { companyId, name: 'One', scopes: ['store_v2_customers'] };
    const late = beforeItsScript(store, () => store.connections.delete(id, by));
    const { connectionId } = await late.saveInstall(installOf('aaa', 'first', { link }));
    expect(await store.connections.find(connectionId)).to.deep.include({
      scopes: link.scopes,
      status: 'needs_reauthorization',
    });
  });

  it("goes by the iClient's latest scopes", async () => {
    const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
    await store.setScopes('ic_one', ['store_v2_products']);
    const late = beforeItsScript(store, () => store.setScopes('ic_one', ['store_v2_orders']));
    await late.recheckScopes('ic_one');
    expect(await statusOf(id)).to.equal('connected');
  });
});

/** The same connections, with something that happens right before the first script is sent. */
function beforeItsScript(store: OpenStore, happen: () => Promise<unknown>): ConnectionStore {
  let due = true;
  const redis = new Proxy(store.redis, {
    get(target, property) {
      const value: unknown = Reflect.get(target, property, target);
      if (typeof value !== 'function') return value;
      if (property !== 'evalsha') return value.bind(target);
      return async (...args: unknown[]) => {
        if (due) {
          due = false;
          await happen();
        }
        return Reflect.apply(value, target, args);
      };
    },
  });
  return createConnectionStore({ redis, vault: store.vault });
}
