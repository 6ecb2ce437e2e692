import { expect } from 'chai';
import type { ConnectionQuery } from '../../server/connections/drafts.ts';
import {
  accountDraft,
  appDraft,
  by,
  type OpenStore,
  openConnectionStore,
} from '../support/connection-store.ts';
import { failureOf } from '../support/failure-of.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';
import { seedConnections, seeded } from '../support/seed-connections.ts';

describe('the list of connections', () => {
  let store: OpenStore;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(() => store.empty());

  const names = async (query: Partial<ConnectionQuery> = {}) => {
    const page = await store.connections.list({ sort: 'name', limit: 100, ...query });
    return page.connections.map(({ name }) => name);
  };
  const walk = async (query: Partial<ConnectionQuery>, limit: number) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    let before: string | undefined;
    do {
      const page = await store.connections.list({ sort: 'name', limit, ...query, cursor });
      pages.push(page.connections.map(({ name }) => name));
      cursor = page.nextCursor;
      before = page.previousCursor;
    } while (cursor !== undefined);
    // And back, by the same pages.
    for (const there of pages.slice(0, -1).reverse()) {
      const page = await store.connections.list({ sort: 'name', limit, ...query, before });
      expect(page.connections.map(({ name }) => name)).to.deep.equal(there);
      before = page.previousCursor;
    }
    expect(before).to.equal(undefined);
    return pages;
  };
  const createAll = async (...all: string[]) => {
    for (const [at, name] of all.entries())
      await store.connections.create(appDraft(name, `store${at}`), by);
  };

  it('is sorted by name whatever the case, and by update with the latest first', async () => {
    await createAll('banana', 'Apple', 'Émile', 'cherry');
    expect(await names()).to.deep.equal(['Apple', 'banana', 'cherry', 'Émile']);

    const banana = await store.connections.findByName('BANANA');
    await store.connections.change(banana?.id ?? '', { concurrency: { level: 9 } }, by);
    expect((await names({ sort: 'updated' }))[0]).to.equal('banana');
  });

  it('shows every connection once, page by page, and has no cursor on the last page', async () => {
    await createAll('a', 'b', 'c', 'd');
    expect(await walk({}, 2)).to.deep.equal([
      ['a', 'b'],
      ['c', 'd'],
    ]);
    expect((await walk({ sort: 'last_used' }, 3)).flat().sort()).to.deep.equal([
      'a',
      'b',
      'c',
      'd',
    ]);
    expect((await walk({ q: 'store' }, 3)).flat()).to.deep.equal(['a', 'b', 'c', 'd']);
  });

  it('goes on at the same place when rows beside the cursor, and its own, come and go', async () => {
    await createAll('a', 'c', 'e', 'g');
    const first = await store.connections.list({ sort: 'name', limit: 2 });
    await store.connections.create(appDraft('b', 'newone'), by);
    await store.connections.create(appDraft('d', 'newtwo'), by);
    await store.connections.delete(first.connections[1]?.id ?? '', by);

    expect(await names({ cursor: first.nextCursor })).to.deep.equal(['d', 'e', 'g']);
  });

  it('is filtered by status, kind and iClient, and by all at once', async () => {
    await store.connections.create(appDraft('one pending', 'aaa'), by);
    await store.connections.create(appDraft('two pending', 'aaa', 'ic_two'), by);
    await store.connections.createApiAccount(accountDraft('account', 'aaa'), by);

    expect(await names({ status: 'pending' })).to.deep.equal(['one pending', 'two pending']);
    expect(await names({ kind: 'api_account' })).to.deep.equal(['account']);
    expect(await names({ iclientId: 'ic_two', status: 'pending' })).to.deep.equal(['two pending']);
    expect(await names({ iclientId: 'ic_two', status: 'connected' })).to.deep.equal([]);
    expect(await names({ status: 'connected', q: 'aaa' })).to.deep.equal(['account']);
    expect(await names({ kind: 'api_account', iclientId: 'ic_one' })).to.deep.equal([]);
  });

  it('finds by beginnings of words of name, store hash, store name and domain', async () => {
    const profile = { name: 'Café des Alpes', domain: 'shop.alpes-sport.example', timeZone: 'UTC' };
    await store.connections.createApiAccount(
      { ...accountDraft('Été 2030', 'Zx81abc'), profile },
      by,
    );
    await store.connections.create(appDraft('Another', 'other'), by);

    for (const q of ['ete', 'ÉTÉ 20', 'zx81', 'cafe alp', 'shop.alpes-sport.example', 'sport 2030'])
      expect(await names({ q }), q).to.deep.equal(['Été 2030']);
    for (const q of ['te', 'zx81 other', '***', 'cafés', '[', 'ete\u0000'])
      expect(await names({ q }), q).to.deep.equal(q === 'ete\u0000' ? ['Été 2030'] : []);
  });

  it('finds by a new name and a new store name, and no longer by the old ones', async () => {
    const { id } = await store.connections.create(appDraft('Before', 'aaa'), by);
    await store.connections.saveStoreProfile(id, {
      name: 'Old shop',
      domain: undefined,
      timeZone: undefined,
    });
    await store.connections.change(id, { name: 'After' }, by);
    await store.connections.saveStoreProfile(id, {
      name: 'New shop',
      domain: undefined,
      timeZone: undefined,
    });

    expect(await names({ q: 'after new shop' })).to.deep.equal(['After']);
    expect(await names({ q: 'before' })).to.deep.equal([]);
    expect(await names({ q: 'old' })).to.deep.equal([]);
  });

  it('says when more than a thousand may match, shows what it looked at, and looks at a rarer word first', async () => {
    await seedConnections(store, 1_200, { iclientId: 'ic_one' });
    for (const name of ['Zero seed', 'Another'])
      await store.connections.create(appDraft(name, name.slice(0, 4)), by);
    const { connections, tooMany } = await store.connections.list({
      sort: 'name',
      q: 'seed',
      limit: 10,
    });
    expect(tooMany).to.equal(true);
    expect(connections).to.have.length(10);
    const all = await store.connections.list({ sort: 'name', q: 'seed', limit: 5_000 });
    expect(all.connections, 'what was looked at').to.have.length(1_000);
    expect(
      all.connections.map(({ name }) => name),
      'the whole word',
    ).to.include('Zero seed');
    expect(await names({ q: 'seed 000042' })).to.deep.equal([seeded(42).name]);
    expect(await names({ q: 'seed', kind: 'api_account' })).to.have.length(100);
  });

  it('refuses cursors that it did not give', async () => {
    await createAll('a', 'b');
    const { nextCursor } = await store.connections.list({ sort: 'name', limit: 1 });
    for (const cursor of [
      '',
      'x',
      '!!',
      `${nextCursor}A`,
      `${nextCursor}=`,
      Buffer.from('name').toString('base64url'),
    ]) {
      const failure = await failureOf(names({ cursor }));
      expect(failure, cursor).to.include({ code: 'parameter_invalid', parameter: 'cursor' });
    }
    expect(await failureOf(names({ sort: 'updated', cursor: nextCursor }))).to.include({
      parameter: 'cursor',
    });
  });

  it('leaves nothing in its indexes when the last connection is deleted', async () => {
    const before = await store.redis.keys('*connection*');
    await createAll('a');
    const { id } = await store.connections.createApiAccount(accountDraft('b', 'store0'), by);
    await store.connections.delete(id, by);
    await store.connections.delete((await store.connections.findByName('a'))?.id ?? '', by);
    expect(await store.redis.keys('*connection*')).to.deep.equal(before);
  });
});

describe('the list of connections in a Redis Cluster', () => {
  it('lists, searches and changes what was made there', async () => {
    const cluster = await startRedisCluster();
    try {
      const store = await openConnectionStore(cluster.urls.split(','));
      const lender = await store.connections.createApiAccount(accountDraft('Lender', 'aaa'), by);
      await store.connections.create(
        { ...appDraft('Borrower', 'aaa'), concurrency: { borrowFrom: lender.id } },
        by,
      );
      const { connections } = await store.connections.list({ sort: 'name', q: 'aaa', limit: 5 });
      expect(connections.map(({ name }) => name)).to.deep.equal(['Borrower', 'Lender']);
      await store.connections.change(lender.id, { name: 'Zebra' }, by);
      const page = await store.connections.list({ sort: 'name', limit: 5 });
      expect(page.connections.map(({ name }) => name)).to.deep.equal(['Borrower', 'Zebra']);
      await store.close();
    } finally {
      await cluster.remove();
    }
  });
});
