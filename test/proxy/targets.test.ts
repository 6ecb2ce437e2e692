import { expect } from 'chai';
import { pino } from 'pino';
import { createTargets } from '../../server/proxy/targets.ts';
import { openChannels } from '../../server/redis/channels.ts';
import { keys } from '../../server/redis/keys.ts';
import { type OpenStore, openConnectionStore } from '../support/connection-store.ts';
import { by } from '../support/proxied.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const log = pino({ level: 'silent' });
const draft = {
  storeHash: 'examplehash',
  accessToken: 'invented-token',
  scopes: undefined,
  concurrency: { level: 3 },
};

describe('The targets of proxied calls', () => {
  let server: RedisServer;
  let store: OpenStore;
  let channels: ReturnType<typeof openChannels>;
  let reads: number;
  let targets: ReturnType<typeof createTargets>;
  let atRead: () => Promise<unknown>;

  beforeEach(async () => {
    server = await startRedisServer(['--appendonly', 'no']);
    store = await openConnectionStore([server.url]);
    channels = openChannels({ urls: [server.url] }, log);
    reads = 0;
    atRead = async () => undefined;
    targets = createTargets({
      channels,
      connections: {
        accessToken: store.connections.accessToken,
        async find(id) {
          reads += 1;
          const found = await store.connections.find(id);
          await atRead();
          return found;
        },
      },
    });
    await until('the channels are whole', () => channels.whole());
  });

  afterEach(async () => {
    channels.close();
    await store.close();
    await server.remove();
  });

  const make = (name: string, changes: object = {}) =>
    store.connections.createApiAccount({ ...draft, name, ...changes }, by);
  const rename = (id: string, name: string) => store.connections.change(id, { name }, by);
  /** Keeps it at hand: messages of its own making may still drop it. */
  const keep = (id: string) =>
    until('the target is kept', async () => {
      await targets.load(id);
      return targets.cached(id);
    });

  it('are read once and then at hand', async () => {
    const { id } = await make('Example');
    const kept = await keep(id);
    expect(kept).to.include({ connectionId: id, accessToken: 'invented-token' });
    expect(kept.lender).to.deep.equal({ id, level: 3 });
    reads = 0;
    for (let call = 0; call < 50; call += 1) targets.cached(id);
    expect(reads).to.equal(0);
  });

  it('are read once for calls that come together', async () => {
    const { id } = await make('Example');
    reads = 0;
    await Promise.all(Array.from({ length: 20 }, () => targets.load(id)));
    expect(reads).to.equal(1);
  });

  it('are dropped when their connection changes, whoever changes it and how', async () => {
    const { id } = await make('Example');
    const changes: Record<string, () => Promise<unknown>> = {
      renamed: () => rename(id, 'Renamed'),
      'a new token': () => store.connections.change(id, { accessToken: 'newer-token' }, by),
      'a test': () => store.connections.saveTest(id, { token: 'newer-token' }, by),
      'a profile': () =>
        store.connections.saveStoreProfile(id, {
          name: 'Example',
          domain: 'shop.example',
          timeZone: 'UTC',
        }),
      'a refused token': () =>
        store.connections.noteToken(id, { token: 'newer-token', refused: true }, by),
      disconnected: () => store.connections.disconnect(id, by),
      deleted: () => store.connections.delete(id, by),
    };
    for (const [what, change] of Object.entries(changes)) {
      if (what !== 'deleted') await keep(id);
      await change();
      await until(`it is dropped: ${what}`, () => !targets.cached(id));
    }
  });

  it('of borrowers are dropped when their lender changes', async () => {
    const lender = await make('Lender', { concurrency: { level: 7 } });
    const borrower = await make('Borrower', { concurrency: { borrowFrom: lender.id } });
    expect((await keep(borrower.id)).lender).to.deep.equal({ id: lender.id, level: 7 });
    await store.connections.change(lender.id, { concurrency: { level: 2 } }, by);
    await until('it is dropped', () => !targets.cached(borrower.id));
    expect((await targets.load(borrower.id)).lender.level).to.equal(2);
  });

  it('that were read while their change was told are not kept', async () => {
    const { id } = await make('Example');
    await keep(id);
    await rename(id, 'Renamed');
    await until('it is dropped', () => !targets.cached(id));
    let heard = false;
    channels.on('bcc:changes', () => {
      heard = true;
    });
    atRead = async () => {
      atRead = async () => undefined;
      await store.connections.change(id, { accessToken: 'newer-token' }, by);
      await until('the change is heard', () => heard);
    };
    expect((await targets.load(id)).accessToken).to.be.a('string');
    expect(targets.cached(id), 'what was read before the change').to.equal(undefined);
  });

  it('are not kept while messages may be missed, and forgotten after a gap', async () => {
    const { id } = await make('Example');
    await keep(id);
    await server.kill();
    await until('nothing is kept', () => !targets.cached(id));
    await server.start();
  });

  it('are not dropped by the note of their last use, which moves them in the list', async () => {
    const { id } = await make('Example');
    await keep(id);
    let heard = 0;
    channels.on('bcc:changes', () => {
      heard += 1;
    });
    await store.connections.noteUsed(new Map([[id, 1_000]]));
    const used = (await store.connections.find(id))?.lastUsedAt ?? 0;
    expect(used).to.be.closeTo(Date.now() - 1_000, 5_000);
    await store.connections.noteUsed(new Map([[id, 60_000]]));
    expect((await store.connections.find(id))?.lastUsedAt, 'an older use').to.equal(used);
    const { connections } = await store.connections.list({ sort: 'last_used', limit: 1 });
    expect(connections[0]?.id).to.equal(id);
    await store.redis.publish('bcc:changes', 'api-key:end');
    await until('later messages arrive', () => heard > 0);
    expect(heard).to.equal(1);
    expect(targets.cached(id)).not.to.equal(undefined);
    expect(await store.redis.exists(keys.connection(id))).to.equal(1);
  });
});
