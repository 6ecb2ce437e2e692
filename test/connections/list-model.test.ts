import { expect } from 'chai';
import fc from 'fast-check';
import {
  type Connection,
  connectionStatuses,
  nameKey,
} from '../../server/connections/connection.ts';
import {
  type ConnectionPage,
  type ConnectionQuery,
  connectionSorts,
} from '../../server/connections/drafts.ts';
import { wordsOf } from '../../server/connections/search-words.ts';
import type { ConnectionStore } from '../../server/connections/store.ts';
import { AppError } from '../../server/errors.ts';
import { keys } from '../../server/redis/keys.ts';
import {
  accountDraft,
  appDraft,
  by,
  installOf,
  type OpenStore,
  openConnectionStore,
} from '../support/connection-store.ts';

/** Random deeds; whatever they come to, every list must be what sorting all records gives. */
const name = fc.constantFrom('Alpine', 'alpine 2', 'Boots', 'Été', '雪', '𝒳', 'zoo', 'Boots & Co');
const hash = fc.constantFrom('aaa', 'bbb', 'Ccc');
const which = fc.nat(20);
const companyId = fc.constantFrom('co_one', 'co_two');
const deeds = fc.array(
  fc.oneof(
    fc.record({
      deed: fc.constant('create' as const),
      name,
      hash,
      iclientId: fc.constantFrom('ic_one', 'ic_two'),
    }),
    fc.record({ deed: fc.constant('account' as const), name, hash, which }),
    fc.record({ deed: fc.constant('install' as const), hash }),
    fc.record({ deed: fc.constant('link' as const), hash, name, companyId }),
    fc.record({
      deed: fc.constant('join' as const),
      which,
      companyId: fc.option(companyId, { nil: null }),
    }),
    fc.record({ deed: fc.constant('move' as const), which, hash }),
    fc.record({ deed: fc.constant('rename' as const), which, name }),
    fc.record({ deed: fc.constant('profile' as const), which, name }),
    fc.record({ deed: fc.constant('disconnect' as const), which }),
    fc.record({ deed: fc.constant('delete' as const), which }),
  ),
  { minLength: 1, maxLength: 25 },
);
type Deed = (typeof deeds extends fc.Arbitrary<infer T> ? T : never)[number];

const queries = fc.record({
  sort: fc.constantFrom(...connectionSorts),
  q: fc.constantFrom(undefined, 'b', 'alp', 'aaa', 'e', '2 alp', 'ccc shop'),
  status: fc.constantFrom(undefined, ...connectionStatuses),
  kind: fc.constantFrom(undefined, 'app' as const, 'api_account' as const),
  iclientId: fc.constantFrom(undefined, 'ic_one', 'ic_two'),
  companyId: fc.option(companyId, { nil: undefined }),
  limit: fc.integer({ min: 1, max: 4 }),
});

describe('the list of connections after anything that may happen', () => {
  let store: OpenStore;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());

  it('is what filtering and sorting all of them gives, in every order, filter, search and page size', async () => {
    await fc.assert(
      fc.asyncProperty(
        deeds,
        fc.array(queries, { minLength: 5, maxLength: 5 }),
        async (done, asked) => {
          await store.empty();
          for (const id of ['co_one', 'co_two']) await store.redis.hset(keys.company(id), 'id', id);
          const ids = new Set<string>();
          for (const [at, deed] of done.entries()) await act(store, ids, deed, `attempt${at}`);
          const all = await everything(store, ids);
          expect(storesOfTwo(all)).to.deep.equal([]);
          for (const query of asked)
            expect(await walk(store, query), JSON.stringify(query)).to.deep.equal(
              expected(all, query),
            );
        },
      ),
      { numRuns: 60 },
    );
  });
});

async function act(store: OpenStore, ids: Set<string>, deed: Deed, attempt: string): Promise<void> {
  const { connections } = store;
  const id = 'which' in deed ? ([...ids][deed.which % Math.max(1, ids.size)] ?? 'cn_none') : '';
  try {
    const made = await perform(connections, id, deed, attempt);
    if (made !== undefined) ids.add(made);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
  }
}

/** Answers the id of the connection that it made, or may have made. */
async function perform(
  connections: ConnectionStore,
  id: string,
  deed: Deed,
  attempt: string,
): Promise<string | undefined> {
  switch (deed.deed) {
    case 'create':
      return (await connections.create(appDraft(deed.name, deed.hash, deed.iclientId), by)).id;
    case 'account': {
      const concurrency = deed.which % 2 === 0 ? { borrowFrom: id } : { level: 5 };
      const draft = { ...accountDraft(deed.name, deed.hash), concurrency };
      return (await connections.createApiAccount(draft, by)).id;
    }
    case 'install':
      return (await connections.saveInstall(installOf(deed.hash, attempt))).connectionId;
    case 'link': {
      const link = { companyId: deed.companyId, name: deed.name, scopes: undefined };
      return (await connections.saveInstall(installOf(deed.hash, attempt, { link }))).connectionId;
    }
    case 'join':
      return void (await connections.change(id, { companyId: deed.companyId }, by));
    case 'move':
      return void (await connections.change(id, { storeHash: deed.hash }, by));
    case 'rename':
      return void (await connections.change(id, { name: deed.name }, by));
    case 'profile':
      return void (await connections.saveStoreProfile(id, profileOf(deed.name)));
    case 'disconnect':
      return void (await connections.disconnect(id, by));
    case 'delete':
      return void (await connections.delete(id, by));
  }
}

function profileOf(shop: string) {
  return { name: `${shop} shop`, domain: undefined, timeZone: undefined };
}

async function everything(store: OpenStore, ids: Set<string>): Promise<Connection[]> {
  const found = await Promise.all([...ids].map((id) => store.connections.find(id)));
  return found.filter((connection) => connection !== undefined);
}

/** Stores with connections of more than one company. */
function storesOfTwo(all: Connection[]): string[] {
  const owned = all.filter((connection) => connection.companyId !== undefined);
  return [...new Set(owned.map(({ storeHash }) => storeHash))].filter(
    (hash) =>
      new Set(owned.flatMap((one) => (one.storeHash === hash ? [one.companyId] : []))).size > 1,
  );
}

type Query = Omit<ConnectionQuery, 'cursor'>;

/** To the end, and back from there, which must lead by the same pages. */
async function walk(store: OpenStore, query: Query): Promise<string[]> {
  const idsOf = ({ connections }: ConnectionPage) => connections.map(({ id }) => id);
  let page = await store.connections.list(query);
  const pages = [idsOf(page)];
  while (page.nextCursor !== undefined) {
    page = await store.connections.list({ ...query, cursor: page.nextCursor });
    pages.push(idsOf(page));
  }
  for (const there of pages.slice(0, -1).reverse()) {
    page = await store.connections.list({ ...query, before: page.previousCursor });
    expect(idsOf(page)).to.deep.equal(there);
  }
  expect(page.previousCursor).to.equal(undefined);
  return pages.flat();
}

function expected(
  all: Connection[],
  { sort, q, status, kind, iclientId, companyId }: Query,
): string[] {
  const fits = (connection: Connection) => {
    const words = wordsOf(connection.name, connection.storeHash, connection.store?.name);
    return (
      (status === undefined || connection.status === status) &&
      (kind === undefined || connection.kind === kind) &&
      (iclientId === undefined || connection.iclientId === iclientId) &&
      (companyId === undefined || connection.companyId === companyId) &&
      wordsOf(q).every((start) => words.some((word) => word.startsWith(start)))
    );
  };
  const value = (connection: Connection) =>
    sort === 'name'
      ? 0
      : -((sort === 'updated' ? connection.updatedAt : connection.lastUsedAt) ?? 0);
  const bytes = ({ id, name }: Connection) =>
    Buffer.from(sort === 'name' ? `${nameKey(name)}\0${id}` : id);
  return all
    .filter(fits)
    .sort((one, other) => value(one) - value(other) || bytes(one).compare(bytes(other)))
    .map(({ id }) => id);
}
