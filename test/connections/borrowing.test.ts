import { expect } from 'chai';
import {
  accountDraft,
  appDraft,
  by,
  type OpenStore,
  openConnectionStore,
} from '../support/connection-store.ts';
import { failureOf } from '../support/failure-of.ts';

describe('borrowing concurrency', () => {
  let store: OpenStore;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(() => store.empty());

  it('is from another connection to the same store that does not borrow, and never in a chain', async () => {
    const { id: lender } = await store.connections.createApiAccount(accountDraft('L', 'aaa'), by);
    const { id: far } = await store.connections.createApiAccount(accountDraft('Far', 'bbb'), by);
    const borrowed = { concurrency: { borrowFrom: lender } };
    const { id: borrower } = await store.connections.create(
      { ...appDraft('B', 'aaa'), ...borrowed },
      by,
    );
    const { id: third } = await store.connections.createApiAccount(accountDraft('T', 'aaa'), by);

    const attempts = [
      { id: lender, from: lender },
      { id: lender, from: third },
      { id: third, from: third },
      { id: third, from: borrower },
      { id: third, from: far },
      { id: third, from: 'cn_none' },
    ];
    for (const { id, from } of attempts) {
      const change = store.connections.change(id, { concurrency: { borrowFrom: from } }, by);
      expect((await failureOf(change)).code, `${id} from ${from}`).to.equal('lender_unsuitable');
    }
    const ids = (found: { id: string }[]) => found.map(({ id }) => id).sort();
    expect(ids(await store.connections.lendersFor('aaa', third))).to.deep.equal([lender]);
    expect(ids(await store.connections.borrowers(lender))).to.deep.equal([borrower]);
  });

  it('holds the lender until the last borrower has given it up', async () => {
    const { id: lender } = await store.connections.createApiAccount(accountDraft('L', 'aaa'), by);
    const draft = { ...accountDraft('B', 'aaa'), concurrency: { borrowFrom: lender } };
    const { id: borrower } = await store.connections.createApiAccount(draft, by);

    const failure = await failureOf(store.connections.delete(lender, by));
    expect(failure.code).to.equal('lends_concurrency');
    expect(failure.details).to.deep.equal({ connectionIds: [borrower] });

    await store.connections.change(borrower, { concurrency: { level: 3 } }, by);
    await store.connections.delete(lender, by);
    expect(await store.connections.find(lender)).to.equal(undefined);
  });

  it('never ends in a chain or with a lender gone when all happens at once', async () => {
    for (let round = 0; round < 20; round += 1) {
      const [a, b] = await Promise.all(
        ['a', 'b'].map((name) =>
          store.connections.createApiAccount(accountDraft(`${name}${round}`, `s${round}`), by),
        ),
      );
      if (!a || !b) throw new Error('Two connections are needed.');
      await Promise.allSettled([
        store.connections.change(a.id, { concurrency: { borrowFrom: b.id } }, by),
        store.connections.change(b.id, { concurrency: { borrowFrom: a.id } }, by),
        store.connections.delete(b.id, by),
      ]);
      const [left, right] = [
        await store.connections.find(a.id),
        await store.connections.find(b.id),
      ];
      const borrowing = [left, right].filter((one) => one && 'borrowFrom' in one.concurrency);
      expect(borrowing.length).to.be.at.most(1);
      if (left && 'borrowFrom' in left.concurrency) expect(right).not.to.equal(undefined);
    }
  });
});
