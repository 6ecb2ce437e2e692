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
import { dumpRedis } from '../support/redis-dump.ts';

describe('the company of a connection', () => {
  let store: OpenStore;
  let one: string;
  let two: string;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(async () => {
    await store.empty();
    one = (await store.companies.create({ name: 'One' }, by)).id;
    two = (await store.companies.create({ name: 'Two' }, by)).id;
  });

  const companyOf = async (id: string) => (await store.connections.find(id))?.companyId;
  const namesOf = async (companyId: string, more = {}) =>
    (await store.connections.list({ sort: 'name', limit: 50, companyId, ...more })).connections.map(
      ({ name }) => name,
    );
  /** Something that is refused with this code and changes nothing. */
  const refuses = async (code: string, work: () => Promise<unknown>) => {
    const before = await dumpRedis(store.redis, '{bcc}');
    expect((await failureOf(work())).code).to.equal(code);
    expect(await dumpRedis(store.redis, '{bcc}')).to.equal(before);
  };

  it('is set when it is made, changed, and taken away', async () => {
    const { id } = await store.connections.create({ ...appDraft('A', 'aaa'), companyId: one }, by);
    expect(await companyOf(id)).to.equal(one);
    await store.connections.change(id, { name: 'B' }, by);
    expect(await companyOf(id)).to.equal(one);
    await store.connections.change(id, { companyId: two }, by);
    expect(await companyOf(id)).to.equal(two);
    await store.connections.change(id, { companyId: two }, by);
    await store.connections.change(id, { companyId: null }, by);
    expect(await companyOf(id)).to.equal(undefined);
    expect((await store.events.latest(3)).map(({ changed }) => changed)).to.deep.equal([
      ['company'],
      ['company'],
      undefined,
    ]);
  });

  it('is one that there is', async () => {
    const { id } = await store.connections.create(appDraft('A', 'aaa'), by);
    const draft = { ...accountDraft('B', 'bbb'), companyId: 'co_none' };
    await refuses('company_unknown', () => store.connections.createApiAccount(draft, by));
    await refuses('company_unknown', () =>
      store.connections.change(id, { companyId: 'co_none' }, by),
    );
  });

  it('is the same for all connections of a store that have one', async () => {
    const first = { ...accountDraft('A', 'aaa'), companyId: one };
    const { id } = await store.connections.createApiAccount(first, by);
    const app = await store.connections.create(appDraft('B', 'aaa'), by);
    const elsewhere = await store.connections.create(
      { ...appDraft('C', 'bbb', 'ic_two'), companyId: two },
      by,
    );
    const code = 'store_of_other_company';
    const other = { ...accountDraft('D', 'aaa'), companyId: two };
    await refuses(code, () => store.connections.createApiAccount(other, by));
    await refuses(code, () =>
      store.connections.create({ ...appDraft('D', 'aaa', 'ic_two'), companyId: two }, by),
    );
    await refuses(code, () => store.connections.change(app.id, { companyId: two }, by));
    await refuses(code, () => store.connections.change(elsewhere.id, { storeHash: 'aaa' }, by));

    await store.connections.change(elsewhere.id, { storeHash: 'aaa', companyId: one }, by);
    await store.connections.change(app.id, { companyId: one }, by);
    await refuses(code, () => store.connections.change(id, { companyId: two }, by));
    for (const each of [id, app.id]) await store.connections.change(each, { companyId: null }, by);
    await store.connections.change(elsewhere.id, { companyId: two }, by);
    expect(await companyOf(elsewhere.id)).to.equal(two);
  });

  it('lets another company have the store once its connections are deleted', async () => {
    const first = { ...accountDraft('A', 'aaa'), companyId: one };
    const { id } = await store.connections.createApiAccount(first, by);
    expect(await store.connections.companyOfStore('aaa')).to.equal(one);
    await store.connections.delete(id, by);
    expect(await store.connections.companyOfStore('aaa')).to.equal(undefined);
    await store.connections.createApiAccount({ ...first, companyId: two }, by);
    expect(await store.connections.companyOfStore('aaa')).to.equal(two);
    expect(await namesOf(one)).to.deep.equal([]);
    expect(await namesOf(two)).to.deep.equal(['A']);
  });

  it('narrows the list, alone and with every other filter', async () => {
    await store.connections.create({ ...appDraft('App', 'aaa'), companyId: one }, by);
    await store.connections.create({ ...appDraft('Second', 'bbb', 'ic_two'), companyId: one }, by);
    await store.connections.createApiAccount(
      { ...accountDraft('Account', 'bbb'), companyId: one },
      by,
    );
    await store.connections.create({ ...appDraft('App two', 'ccc'), companyId: two }, by);
    await store.connections.create(appDraft('App none', 'ddd'), by);

    expect(await namesOf(one)).to.deep.equal(['Account', 'App', 'Second']);
    expect(await namesOf(one, { kind: 'app' })).to.deep.equal(['App', 'Second']);
    expect(await namesOf(one, { iclientId: 'ic_one' })).to.deep.equal(['App']);
    expect(await namesOf(one, { status: 'connected' })).to.deep.equal(['Account']);
    expect(await namesOf(one, { storeHash: 'bbb', sort: 'name' })).to.deep.equal([
      'Account',
      'Second',
    ]);
    expect(await namesOf(one, { q: 'app' })).to.deep.equal(['App']);
    expect(await namesOf(one, { q: 'none' })).to.deep.equal([]);
    expect(await namesOf(one, { storeHash: 'ccc' })).to.deep.equal([]);
    expect(await namesOf('co_none')).to.deep.equal([]);
    expect(await store.redis.zcard(keys.connectionsOfCompany(one))).to.equal(3);
  });

  describe('when many come at once', () => {
    it('is one of two that want the same store, whatever they do', async () => {
      for (let round = 0; round < 100; round += 1) {
        const hash = `store${round}`;
        const pending = await store.connections.create(appDraft(`P${round}`, `x${hash}`), by);
        const links = [one, two].map((companyId) => ({ companyId, name: 'L', scopes: undefined }));
        await Promise.allSettled([
          store.connections.createApiAccount(
            { ...accountDraft(`A${round}`, hash), companyId: one },
            by,
          ),
          store.connections.createApiAccount(
            { ...accountDraft(`B${round}`, hash), companyId: two },
            by,
          ),
          ...links.map((link, at) =>
            store.connections.saveInstall(
              installOf(hash, `${round} by ${at}`, { link, iclientId: 'ic_two' }),
            ),
          ),
          store.connections.change(pending.id, { storeHash: hash, companyId: two }, by),
        ]);
        const { connections } = await store.connections.list({
          sort: 'name',
          storeHash: hash,
          limit: 50,
        });
        const owners = new Set(connections.map(({ companyId }) => companyId));
        expect([...owners], JSON.stringify(connections)).to.have.length(1);
      }
    });

    it('is there: deleted, or with a connection, and never both', async () => {
      let deleted = 0;
      for (let round = 0; round < 100; round += 1) {
        const { id: companyId } = await store.companies.create({ name: 'Brief' }, by);
        const draft = { ...accountDraft(`A${round}`, `store${round}`), companyId };
        // Deleting reads the company first; a connection that does, too, comes second.
        const connect = async () => {
          if (round % 2 === 0) await store.companies.find(companyId);
          await store.connections.createApiAccount(draft, by);
        };
        await Promise.allSettled([store.companies.delete(companyId, by), connect()]);
        const isThere = (await store.companies.find(companyId)) !== undefined;
        expect((await namesOf(companyId)).length > 0, `round ${round}`).to.equal(isThere);
        if (!isThere) deleted += 1;
      }
      expect(deleted).to.be.within(1, 99);
    });
  });
});
