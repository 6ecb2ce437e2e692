import { expect } from 'chai';
import type { CompanyStore } from '../../server/companies/store.ts';
import { by, type OpenStore, openConnectionStore } from '../support/connection-store.ts';
import { failureOf } from '../support/failure-of.ts';

describe('the list of companies', () => {
  let store: OpenStore;
  let companies: CompanyStore;
  before(async () => {
    store = await openConnectionStore();
    companies = store.companies;
  });
  after(() => store.close());
  beforeEach(() => store.empty());

  const createAll = (...names: string[]) =>
    Promise.all(names.map((name) => companies.create({ name }, by)));
  const names = async (q?: string) =>
    (await companies.list({ q, limit: 100 })).companies.map(({ name }) => name);
  const walk = async (limit: number, q?: string) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    let before: string | undefined;
    do {
      const page = await companies.list({ q, limit, cursor });
      expect(page.companies.length).to.be.within(1, limit);
      pages.push(page.companies.map(({ name }) => name));
      cursor = page.nextCursor;
      before = page.previousCursor;
    } while (cursor !== undefined);
    // And back, by the same pages.
    for (const there of pages.slice(0, -1).reverse()) {
      const page = await companies.list({ q, limit, before });
      expect(page.companies.map(({ name }) => name)).to.deep.equal(there);
      before = page.previousCursor;
    }
    expect(before).to.equal(undefined);
    return pages.flat();
  };

  it('is by name whatever the case, page by page, with companies of the same name apart', async () => {
    await createAll('banana', 'Apple', 'cherry', 'Apple', 'apple', 'Zoo');
    const all = await names();
    expect(all.map((name) => name.toLowerCase())).to.deep.equal([
      'apple',
      'apple',
      'apple',
      'banana',
      'cherry',
      'zoo',
    ]);
    for (const limit of [1, 2, 3, 5, 6]) expect(await walk(limit)).to.deep.equal(all);
    expect(await companies.list({ limit: 6 })).to.include({ nextCursor: undefined });
  });

  it('goes on at its cursor when companies come, go and are renamed', async () => {
    const [, second] = await createAll('A', 'B', 'C', 'D');
    const page = await companies.list({ limit: 2 });
    await companies.delete(second?.id ?? '', by);
    await createAll('Aa', 'Cc');
    const rest = await companies.list({ limit: 9, cursor: page.nextCursor });
    expect(rest.companies.map(({ name }) => name)).to.deep.equal(['C', 'Cc', 'D']);
  });

  it('finds beginnings of words whatever case and accents, all of them, and a whole external id', async () => {
    await createAll('Café Élan', 'Cafeteria North', 'North & South', 'Мир книг');
    const { id } = await companies.create({ name: 'Zoo', externalId: 'North-1' }, by);
    expect(await names('CAFE')).to.deep.equal(['Cafeteria North', 'Café Élan']);
    expect(await names('n caf')).to.deep.equal(['Cafeteria North']);
    expect(await names(' м ')).to.deep.equal(['Мир книг']);
    expect(await names('North-1')).to.deep.equal(['Zoo']);
    expect(await names('orth')).to.deep.equal([]);
    expect(await names('&')).to.deep.equal([]);
    expect(await names('  ')).to.have.length(5);

    await companies.change(id, { name: 'Aquarium', externalId: null }, by);
    expect(await names('zoo')).to.deep.equal([]);
    expect(await names('North-1')).to.deep.equal([]);
    expect(await names('aqua')).to.deep.equal(['Aquarium']);
    expect(await names()).to.have.length(5);
  });

  it('finds among thousands with the same word, in order and page by page', async () => {
    const digits = (at: number) => String(at).padStart(5, '0');
    for (let from = 0; from < 2_400; from += 400)
      await createAll(...Array.from({ length: 400 }, (_, at) => `Shop ${digits(from + at)}`));
    await companies.create({ name: 'Shop at the Zoo', externalId: 'shop' }, by);

    const every = Array.from({ length: 2_400 }, (_, at) => `Shop ${digits(at)}`);
    expect(await walk(1_000, 'shop')).to.deep.equal([...every, 'Shop at the Zoo']);
    expect(await walk(2, 'shop zoo')).to.deep.equal(['Shop at the Zoo']);
    expect(await walk(700, 'sh s')).to.have.length(2_401);
    expect(await walk(7, 'shop 0001')).to.deep.equal(every.slice(10, 20));
    expect(await names('Shop 02400')).to.deep.equal([]);
  });

  it('refuses a cursor that it cannot have given', async () => {
    await createAll('A');
    for (const cursor of ['', 'AAAA', '***', Buffer.from('a\0b\0c').toString('base64url')])
      expect(await failureOf(companies.list({ limit: 1, cursor })), cursor).to.include({
        code: 'parameter_invalid',
        parameter: 'cursor',
      });
  });
});
