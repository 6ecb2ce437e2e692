import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import {
  accountDraft,
  appDraft,
  by,
  installOf,
  type OpenStore,
  openConnectionStore,
} from '../support/connection-store.ts';
import { failureOf } from '../support/failure-of.ts';

describe('saved connections', () => {
  let store: OpenStore;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(() => store.empty());

  const kinds = async () => (await store.events.latest(50)).map(({ kind }) => kind).reverse();
  const statusOf = async (id: string) => (await store.connections.find(id))?.status;

  describe('names and pairs', () => {
    it('has each name once, whatever its case, also when many come at once', async () => {
      const outcomes = await Promise.allSettled(
        ['Shop', 'SHOP', 'shop', 'ｓｈｏｐ'].map((name, at) =>
          store.connections.create(appDraft(name, `store${at}`), by),
        ),
      );
      expect(outcomes.filter(({ status }) => status === 'fulfilled')).to.have.length(1);
      const { id } = await store.connections.create(appDraft('Other', 'other'), by);
      expect(await failureOf(store.connections.change(id, { name: 'sHOp' }, by))).to.include({
        code: 'name_taken',
      });
      await store.connections.change(id, { name: 'OTHER' }, by);
      await store.connections.change(id, { name: 'Third' }, by);
      await store.connections.create(appDraft('other', 'fourth'), by);
    });

    it('has one connection for each iClient and store, and names the one in the way', async () => {
      const outcomes = await Promise.allSettled(
        ['One', 'Two', 'Three'].map((name) => store.connections.create(appDraft(name, 'aaa'), by)),
      );
      const [made] = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value.id] : []));
      const failure = await failureOf(store.connections.create(appDraft('Four', 'aaa'), by));
      expect(failure.code).to.equal('connection_exists');
      expect(failure.details).to.deep.equal({ connectionId: made });
      await store.connections.create(appDraft('Four', 'aaa', 'ic_two'), by);
      expect(await store.connections.countOfIClient('ic_one')).to.equal(1);
    });

    it('is not made for an iClient that is gone', async () => {
      const failure = await failureOf(store.connections.create(appDraft('A', 'aaa', 'gone'), by));
      expect(failure.code).to.equal('app_unknown');
    });
  });

  describe('an install', () => {
    it('completes the pending connection and keeps its name, scopes and concurrency', async () => {
      const draft = { ...appDraft('Mine', 'aaa'), scopes: ['store_v2_products'] };
      const { id } = await store.connections.create(draft, by);

      const saved = await store.connections.saveInstall(installOf('aaa', 'first'));

      expect(saved).to.include({ connectionId: id, renewed: false });
      expect(await store.connections.find(id)).to.deep.include({
        name: 'Mine',
        scopes: ['store_v2_products'],
        concurrency: { level: 5 },
        // The grant has the iClient's scopes, and lacks those of the connection's own.
        status: 'needs_reauthorization',
      });
      expect(await kinds()).to.deep.equal(['connection.created', 'connection.installed']);
    });

    it('that somebody asked for names them, and makes no deleted connection again', async () => {
      const { id } = await store.connections.create(appDraft('Mine', 'aaa'), by);
      const asked = { authorizedBy: by.actor, onlyConnection: id };
      await store.connections.saveInstall(installOf('aaa', 'first', asked));
      const [event] = await store.events.latest(1);
      expect(event).to.deep.include({ kind: 'connection.authorized', actor: by.actor });

      await store.connections.delete(id, by);
      const failure = await failureOf(
        store.connections.saveInstall(installOf('aaa', 'second', asked)),
      );
      expect(failure.code).to.equal('connection_unknown');
      const orphan = installOf('aaa', 'third', { iclientId: 'gone' });
      expect(await failureOf(store.connections.saveInstall(orphan))).to.include({
        code: 'app_unknown',
      });
      expect(await store.connections.findByStore('ic_one', 'aaa')).to.equal(undefined);
    });
  });

  describe('the end of a connection', () => {
    it('takes all secrets away, and a test that ends later does not revive it', async () => {
      const draft = {
        ...accountDraft('A', 'aaa'),
        clientId: 'id',
        clientSecret: 'invented-secret',
      };
      const { id } = await store.connections.createApiAccount(draft, by);
      expect(await store.connections.accessToken(id)).to.equal(draft.accessToken);

      await store.connections.disconnect(id, by);

      expect(await store.connections.saveTest(id, { token: draft.accessToken }, by)).to.equal(
        false,
      );
      expect(await statusOf(id)).to.equal('disconnected');
      expect(
        await store.redis.hmget(keys.connection(id), 'accessToken', 'clientSecret'),
      ).to.deep.equal([null, null]);
      await store.connections.disconnect(id, by);
      expect(await kinds()).to.deep.equal(['connection.created', 'connection.disconnected']);
    });

    it('by deletion frees its name and its store, also in the midst of changes', async () => {
      for (let round = 0; round < 20; round += 1) {
        const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
        await Promise.allSettled([
          store.connections.change(id, { name: 'Renamed' }, by),
          store.connections.saveStoreProfile(id, {
            name: 'x',
            domain: undefined,
            timeZone: undefined,
          }),
          store.connections.delete(id, by),
          store.connections.change(id, { concurrency: { level: 2 } }, by),
        ]);
        await store.connections.delete(id, by);
        expect(await store.redis.keys('*connection*')).to.deep.equal([]);
      }
    });

    it('is unknown to everything but deletion', async () => {
      const attempts = [
        store.connections.disconnect('cn_none', by),
        store.connections.change('cn_none', { name: 'x' }, by),
        store.connections.saveTest('cn_none', { token: 'x' }, by),
      ];
      for (const attempt of attempts)
        expect((await failureOf(attempt)).code).to.equal('connection_unknown');
      await store.connections.delete('cn_none', by);
    });
  });

  describe('a test', () => {
    const refused = { code: 'authorization_failed' as const, tokenRefused: true };

    it('that finds the token refused says so once, and a good one takes it back', async () => {
      const { id } = await store.connections.createApiAccount(accountDraft('A', 'aaa'), by);
      const token = 'invented-token-of-A';
      for (const failure of [refused, refused])
        expect(await store.connections.saveTest(id, { token, failure }, by)).to.equal(true);
      expect(await store.connections.find(id)).to.nested.include({
        status: 'needs_reauthorization',
        'lastFailure.code': 'authorization_failed',
      });
      await store.connections.saveTest(id, { token }, by);
      expect(await store.connections.find(id)).to.include({
        status: 'connected',
        lastFailure: undefined,
      });
      expect((await kinds()).filter((kind) => kind !== 'connection.tested')).to.deep.equal([
        'connection.created',
        'connection.needs_reauthorization',
        'connection.recovered',
      ]);
    });

    it('of a token that was replaced meanwhile changes nothing', async () => {
      const { id } = await store.connections.createApiAccount(accountDraft('A', 'aaa'), by);
      await store.connections.change(id, { accessToken: 'invented-newer-token' }, by);
      const test = { token: 'invented-token-of-A', failure: refused };
      expect(await store.connections.saveTest(id, test, by)).to.equal(false);
      expect(await statusOf(id)).to.equal('connected');
    });

    it('that could not ask leaves the status as it is', async () => {
      const { id } = await store.connections.createApiAccount(accountDraft('A', 'aaa'), by);
      const failure = { code: 'bigcommerce_timeout' as const, tokenRefused: false };
      await store.connections.saveTest(id, { token: 'invented-token-of-A', failure }, by);
      expect(await store.connections.find(id)).to.include({
        status: 'connected',
        lastFailure: undefined,
      });
    });
  });

  describe("the iClient's scopes", () => {
    it('decide over those authorized with less, and over nobody else', async () => {
      const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
      const own = { ...appDraft('Own scopes', 'bbb'), scopes: ['store_v2_orders'] };
      const { id: ownId } = await store.connections.create(own, by);
      await store.connections.saveInstall(installOf('bbb', 'second'));
      const { id: pending } = await store.connections.create(appDraft('Pending', 'ccc'), by);

      await store.setScopes('ic_one', ['store_v2_orders', 'store_v2_products']);
      await store.connections.recheckScopes('ic_one');
      expect(await statusOf(id)).to.equal('needs_reauthorization');
      expect(await statusOf(ownId)).to.equal('connected');
      expect(await statusOf(pending)).to.equal('pending');
      const marked = { sort: 'name' as const, status: 'needs_reauthorization' as const, limit: 9 };
      expect((await store.connections.list(marked)).connections).to.have.length(1);

      await store.setScopes('ic_one', ['store_v2_orders']);
      await store.connections.recheckScopes('ic_one');
      expect(await statusOf(id)).to.equal('connected');
    });

    it('do not make a refused token good', async () => {
      const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
      const failure = { code: 'token_refused' as const, tokenRefused: true };
      await store.connections.saveTest(id, { token: 'invented-token-first', failure }, by);
      await store.connections.recheckScopes('ic_one');
      await store.connections.change(id, { scopes: ['store_v2_orders'] }, by);
      expect(await statusOf(id)).to.equal('needs_reauthorization');

      await store.connections.saveInstall(
        installOf('aaa', 'second', { arrivedAt: Date.now() + 1 }),
      );
      expect(await store.connections.find(id)).to.include({
        status: 'connected',
        lastFailure: undefined,
      });
    });

    it('are checked of more connections than one step takes', async () => {
      const hashes = Array.from({ length: 230 }, (_, at) => `store${at}`);
      await Promise.all(hashes.map((hash) => store.connections.saveInstall(installOf(hash, hash))));
      await store.setScopes('ic_one', ['store_v2_products']);
      await store.connections.recheckScopes('ic_one');
      const marked = {
        sort: 'name' as const,
        status: 'needs_reauthorization' as const,
        limit: 300,
      };
      expect((await store.connections.list(marked)).connections).to.have.length(230);
    });

    it('of the connection alone decide when it gets its own', async () => {
      const { connectionId: id } = await store.connections.saveInstall(installOf('aaa', 'first'));
      await store.connections.change(id, { scopes: ['store_v2_customers'] }, by);
      expect(await statusOf(id)).to.equal('needs_reauthorization');
      await store.connections.change(id, { scopes: null }, by);
      expect(await store.connections.find(id)).to.include({
        status: 'connected',
        scopes: undefined,
      });
    });
  });

  it('takes no pasted token for a connection through an app', async () => {
    const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
    const change = store.connections.change(id, { accessToken: 'invented-token' }, by);
    expect((await failureOf(change)).code).to.equal('connection_unknown');
    expect(await statusOf(id)).to.equal('pending');
  });

  it('tells who changed what, once, and nothing of a change that changes nothing', async () => {
    const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
    await store.connections.change(id, { name: 'A', scopes: null, concurrency: { level: 5 } }, by);
    await store.connections.change(id, { name: 'B', concurrency: { level: 6 } }, by);
    expect(await kinds()).to.deep.equal([
      'connection.created',
      'connection.renamed',
      'connection.changed',
    ]);
    const [event] = await store.events.latest(1);
    expect(event).to.deep.include({ ...by, connectionId: id, name: 'B', storeHash: 'aaa' });
  });
});
