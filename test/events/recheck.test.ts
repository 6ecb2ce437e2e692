import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { installOf, type OpenStore, openConnectionStore } from '../support/connection-store.ts';

const more = ['store_v2_orders', 'store_v2_products'];

describe('the events of a change of scopes', () => {
  let store: OpenStore;
  before(async () => {
    store = await openConnectionStore();
  });
  beforeEach(() => store.empty());
  after(() => store.close());

  const install = async (count: number) => {
    for (let number = 0; number < count; number += 1)
      await store.connections.saveInstall(installOf(`store${number}`, `attempt${number}`));
    await store.redis.del(keys.events);
  };
  const found = async (kind: 'connection.needs_reauthorization' | 'iclient.rechecked') =>
    (await store.events.page({ kinds: [kind] }, { limit: 1_000 })).events;
  const recheck = async (scopes: string[]) => {
    await store.setScopes('ic_one', scopes);
    await store.connections.recheckScopes('ic_one');
  };

  it('are one for each of the first hundred connections, and one with the number of the others', async () => {
    await install(230);
    await recheck(more);
    expect(await found('connection.needs_reauthorization')).to.have.length(100);
    const summaries = await found('iclient.rechecked');
    expect(summaries).to.have.length(1);
    expect(summaries[0]).to.deep.include({ iclientId: 'ic_one', count: 130, address: '' });
    expect(summaries[0]?.actor).to.deep.equal({ kind: 'service' });

    await recheck(more);
    expect(await found('iclient.rechecked'), 'again').to.have.length(1);
    const { connections } = await store.connections.list({
      sort: 'name',
      status: 'needs_reauthorization',
      limit: 500,
    });
    expect(connections, 'marked').to.have.length(230);
  });

  it('count each recheck on its own', async () => {
    await install(60);
    for (const scopes of [more, ['store_v2_orders'], more]) await recheck(scopes);
    expect(await found('connection.needs_reauthorization')).to.have.length(120);
    expect(await found('iclient.rechecked')).to.deep.equal([]);
  });

  it('go on where a walk was cut short', async () => {
    await install(130);
    const ids = await store.redis.zrange(keys.connectionsOfIClient('ic_one'), 0, '-1');
    // The last chunk has one that cannot be read, until it is mended.
    const last = keys.connection(ids.at(-1) ?? '');
    await store.redis.hset(last, 'grantedScopes', 'unreadable');
    expect(await recheck(more).catch((error: unknown) => error)).to.be.instanceOf(Error);
    expect(await found('connection.needs_reauthorization')).to.have.length(100);
    expect(await found('iclient.rechecked')).to.deep.equal([]);

    await store.redis.hset(last, 'grantedScopes', '["store_v2_orders"]');
    await recheck(more);
    expect(await found('connection.needs_reauthorization')).to.have.length(100);
    expect((await found('iclient.rechecked'))[0]?.count).to.equal(30);
  });
});
