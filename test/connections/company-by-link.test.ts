import { expect } from 'chai';
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

describe('an install that a merchant asked for with a link', () => {
  let store: OpenStore;
  let companyId: string;
  let other: string;
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(async () => {
    await store.empty();
    companyId = (await store.companies.create({ name: 'Snow Boots & Co' }, by)).id;
    other = (await store.companies.create({ name: 'Other' }, by)).id;
  });

  const byLink = (
    attempt: string,
    more: { scopes?: string[]; name?: string; companyId?: string; arrivedAt?: number } = {},
  ) => {
    const { arrivedAt, ...link } = more;
    return installOf('aaa', attempt, {
      link: { companyId, name: 'Snow Boots & Co', scopes: undefined, ...link },
      authorizedBy: { kind: 'link', id: 'lk_1', name: 'Snow Boots & Co' },
      ...(arrivedAt === undefined ? {} : { arrivedAt }),
    });
  };
  const save = async (install: ReturnType<typeof byLink>) => {
    const { connectionId } = await store.connections.saveInstall(install);
    return store.connections.find(connectionId);
  };

  it('makes a connection that is named as the company and asks for the scopes of the link', async () => {
    const made = await save(byLink('first', { scopes: ['store_v2_orders', 'store_v2_products'] }));
    expect(made).to.deep.include({
      name: 'Snow Boots & Co',
      companyId,
      storeHash: 'aaa',
      scopes: ['store_v2_orders', 'store_v2_products'],
      status: 'needs_reauthorization',
    });
    for (const q of ['boots', 'aaa'])
      expect(
        (await store.connections.list({ sort: 'name', q, limit: 5 })).connections,
      ).to.have.length(1);
    const [event] = await store.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.authorized',
      actor: { kind: 'link', id: 'lk_1', name: 'Snow Boots & Co' },
      companyId,
      connectionId: made?.id,
    });
  });

  it('numbers the name when it is taken, and shortens one that is too long', async () => {
    await store.connections.create(appDraft('SNOW boots & Co', 'bbb'), by);
    expect(await save(byLink('first'))).to.include({ name: 'Snow Boots & Co (2)' });
    await store.empty();
    await store.companies.create({ name: 'One more' }, by).then(({ id }) => (companyId = id));
    const long = await save(byLink('second', { companyId, name: '🥾'.repeat(100) }));
    expect(long?.name).to.equal('🥾'.repeat(45));
  });

  it('leaves name and scopes of a connection as they are, and gives it the company', async () => {
    const draft = { ...appDraft('Ours', 'aaa'), scopes: ['store_v2_orders'] };
    const { id } = await store.connections.create(draft, by);
    const saved = await save(byLink('first', { scopes: ['store_v2_products'] }));
    expect(saved).to.deep.include({
      id,
      name: 'Ours',
      companyId,
      scopes: ['store_v2_orders'],
      status: 'connected',
    });
  });

  it('names anew what somebody named in a picker', async () => {
    const picker = { session: 'ps_1', apiKeyId: 'ak_1' };
    await store.connections.create({ ...appDraft('Not theirs', 'aaa'), picker }, by);
    expect(await save(byLink('first'))).to.include({
      name: 'Snow Boots & Co',
      pickerSession: undefined,
    });
  });

  it('is saved once when the save is repeated, and is no other company’s afterwards', async () => {
    const install = byLink('first');
    const made = await save(install);
    const saved = await dumpRedis(store.redis, '{bcc}');
    expect((await store.connections.saveInstall(install)).connectionId).to.equal(made?.id);
    expect(await dumpRedis(store.redis, '{bcc}')).to.equal(saved);
    await store.connections.change(made?.id ?? '', { companyId: other }, by);
    const before = await dumpRedis(store.redis, '{bcc}');
    const again = await failureOf(store.connections.saveInstall(install));
    expect(again.code).to.equal('store_of_other_company');
    expect(await dumpRedis(store.redis, '{bcc}')).to.equal(before);
  });

  it('is refused, with nothing changed, for a store of another company and a company that is gone', async () => {
    const refused = async (code: string, install: ReturnType<typeof byLink>) => {
      const before = await dumpRedis(store.redis, '{bcc}');
      expect((await failureOf(store.connections.saveInstall(install))).code).to.equal(code);
      expect(await dumpRedis(store.redis, '{bcc}')).to.equal(before);
    };
    await refused('company_unknown', byLink('none', { companyId: 'co_none' }));

    const account = { ...accountDraft('A', 'aaa'), companyId: other };
    const { id } = await store.connections.createApiAccount(account, by);
    await refused('store_of_other_company', byLink('second'));
    await store.connections.delete(id, by);

    await save(byLink('third', { companyId: other }));
    await refused('store_of_other_company', byLink('late', { arrivedAt: Date.now() - 60_000 }));
  });

  it('leaves its token to a connection that it must not take, since the earlier one is dead', async () => {
    const held = await save(byLink('first', { companyId: other }));
    for (const [code, more] of [
      ['store_of_other_company', {}],
      ['company_unknown', { companyId: 'co_none' }],
    ] as const) {
      const install = byLink(code, { ...more, arrivedAt: Date.now() + 1 });
      const [latest] = await store.events.latest(1);
      for (const _time of ['once', 'repeated'])
        expect((await failureOf(store.connections.saveInstall(install))).code).to.equal(code);
      const token = await store.connections.accessToken(held?.id ?? '');
      expect(token).to.equal(`invented-token-${code}`);
      const kept = await store.connections.find(held?.id ?? '');
      expect(kept).to.include({ companyId: other, name: held?.name, status: 'connected' });
      const [event, before] = await store.events.latest(2);
      expect(event).to.include({ kind: 'connection.authorized', companyId: other });
      expect(before?.id, 'one event').to.equal(latest?.id);
    }
  });

  it('gives no token to a connection of another company that was disconnected', async () => {
    const held = await save(byLink('first', { companyId: other }));
    await store.connections.disconnect(held?.id ?? '', by);
    const install = byLink('second', { arrivedAt: Date.now() + 1 });
    const refused = await failureOf(store.connections.saveInstall(install));
    expect(refused.code).to.equal('store_of_other_company');
    expect((await store.connections.find(held?.id ?? ''))?.status).to.equal('disconnected');
  });

  it('gives the company a connection that got a newer token meanwhile, and keeps that token', async () => {
    const { connectionId } = await store.connections.saveInstall(installOf('aaa', 'newer'));
    const saved = await save(byLink('older', { arrivedAt: Date.now() - 60_000 }));
    expect(saved).to.include({ id: connectionId, companyId, name: 'aaa' });
    expect(await store.connections.accessToken(connectionId)).to.equal('invented-token-newer');
    const [event] = await store.events.latest(1);
    expect(event).to.deep.include({ kind: 'connection.changed', changed: ['company'], companyId });
  });

  it('keeps the company when the app is installed again without a link', async () => {
    const made = await save(byLink('first'));
    await store.connections.saveInstall(installOf('aaa', 'second', { arrivedAt: Date.now() + 1 }));
    expect((await store.connections.find(made?.id ?? ''))?.companyId).to.equal(companyId);
  });
});
