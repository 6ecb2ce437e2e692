import { expect } from 'chai';
import {
  createScopeRechecks,
  type ScopeRechecks,
} from '../../server/connections/scope-rechecks.ts';
import { createIClientStore, type IClientStore } from '../../server/iclients/store.ts';
import { createLog } from '../../server/log.ts';
import { by, installOf, type OpenStore, openConnectionStore } from '../support/connection-store.ts';
import { until } from '../support/until.ts';

describe('the recheck after the scopes of an iClient changed', () => {
  let store: OpenStore;
  let iclients: IClientStore;
  let started: ScopeRechecks[];
  before(async () => {
    store = await openConnectionStore();
  });
  after(() => store.close());
  beforeEach(async () => {
    await store.empty();
    iclients = createIClientStore(store);
    started = [];
  });
  afterEach(() => {
    for (const rechecks of started) rechecks.stop();
  });

  const start = (connections = store.connections) => {
    const log = createLog('silent');
    const rechecks = createScopeRechecks({ iclients, connections, log });
    started.push(rechecks);
    return rechecks;
  };
  const installed = async () => {
    const draft = {
      name: 'App',
      clientId: 'exampleid',
      clientSecret: 'invented',
      accountUuid: undefined,
    };
    const iclient = await iclients.create({ ...draft, scopes: ['store_v2_orders'] }, by);
    const install = installOf('aaa', 'first', { iclientId: iclient.id });
    const { connectionId } = await store.connections.saveInstall(install);
    return { iclient, statusNow: async () => (await store.connections.find(connectionId))?.status };
  };
  const more = ['store_v2_orders', 'store_v2_customers'];
  const isMarked = async (id: string) => (await iclients.find(id))?.scopesUnchecked;

  it('marks the iClient until every connection was compared', async () => {
    const { iclient, statusNow } = await installed();
    expect(await isMarked(iclient.id)).to.equal(false);
    await iclients.change(iclient.id, { scopes: more }, by);
    expect(await isMarked(iclient.id)).to.equal(true);

    expect(await start().run(5_000)).to.equal(true);

    expect(await statusNow()).to.equal('needs_reauthorization');
    expect(await isMarked(iclient.id)).to.equal(false);
  });

  it('is taken up again after it failed', async () => {
    const { iclient, statusNow } = await installed();
    await iclients.change(iclient.id, { scopes: more }, by);
    let failures = 1;
    const rechecks = start({
      ...store.connections,
      async recheckScopes(id) {
        failures -= 1;
        if (failures >= 0) throw new Error('Invented failure.');
        await store.connections.recheckScopes(id);
      },
    });

    expect(await rechecks.run(10)).to.equal(false);

    await until('it was done', async () => (await statusNow()) === 'needs_reauthorization');
  });

  it('sees a change that comes while it is under way', async () => {
    const { iclient, statusNow } = await installed();
    await iclients.change(iclient.id, { scopes: more }, by);
    const rechecks = start();
    const first = rechecks.run(5_000);
    await iclients.change(iclient.id, { scopes: ['store_v2_orders'] }, by);
    expect(await rechecks.run(5_000)).to.equal(true);
    await first;
    expect(await statusNow()).to.equal('connected');
    expect(await isMarked(iclient.id)).to.equal(false);
  });

  it('leaves alone who changed something else', async () => {
    const { iclient } = await installed();
    await iclients.change(iclient.id, { name: 'Another name' }, by);
    expect(await isMarked(iclient.id)).to.equal(false);
  });
});
