/** The test client of a simulated install, and its connection, by their ids: nobody but callbacks meets them. */
import { expect } from 'chai';
import { apiTable } from '../../server/api/routes/index.ts';
import { keys } from '../../server/redis/keys.ts';
import { type ApiClient, apiClient, byOperator } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addSecondApp, second } from '../support/second-app.ts';
import { signIn } from '../support/sign-in.ts';
import { whileInstalled } from '../support/simulated-installs.ts';

describe('a simulated install, by the ids of what it makes', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  before(async () => {
    connector = await startConnector();
    await addSecondApp(connector);
    api = await apiClient(connector);
  });
  after(() => connector.close());

  /** Calls all endpoints about one such thing, each of which has to find nothing; answers how many there are. */
  const callAll = async (
    part: '/iclients/{id}' | '/connections/{id}',
    id: string,
    code: string,
  ) => {
    const endpoints = apiTable.filter(({ path }) => path.startsWith(part));
    for (const { method, path } of endpoints) {
      const address = path.replace('{id}', id).replace(/{\w+}/, 'none');
      const body = method === 'patch' ? { name: 'Renamed' } : {};
      const answer = await (method === 'get' || method === 'delete'
        ? api[method](address)
        : api[method](address, body));
      const told = { status: answer.status, code: answer.body.code };
      expect(told, `${method} ${path}`).to.deep.equal({ status: 404, code });
    }
    return endpoints.length;
  };
  const codeOf = (act: () => Promise<unknown>) =>
    act().then(
      () => 'done',
      (error: { code?: string }) => error.code,
    );

  it('is nothing to any endpoint of the API', async () => {
    await whileInstalled(connector, async ({ iclientId, connectionId }) => {
      expect(await callAll('/iclients/{id}', iclientId, 'iclient_unknown')).to.be.above(6);
      expect(await callAll('/connections/{id}', connectionId, 'connection_unknown')).to.be.above(6);
    });
  });

  it('is nothing to the pages and forms of the console', async () => {
    const { agent, postForm } = await signIn(connector, 'admin');
    await whileInstalled(connector, async ({ iclientId, connectionId }) => {
      const [iclient, connection] = [
        `/console/iclients/${iclientId}`,
        `/console/connections/${connectionId}`,
      ];
      for (const path of [iclient, `${iclient}/edit`, `${iclient}/callbacks`, connection])
        expect((await agent.get(path)).status, path).to.equal(404);
      for (const path of [`${iclient}/delete`, `${connection}/delete`, `${connection}/disconnect`])
        expect((await postForm(path, {})).status, path).to.equal(404);
    });
  });

  it('is borrowed from by nobody, authorized by nobody and linked to by nobody', async () => {
    const company = await api.post('/companies', { name: 'Winter sports' });
    await whileInstalled(connector, async ({ iclientId, connectionId, storeHash }) => {
      const draft = { kind: 'app', name: 'Another', store: storeHash };
      const through = await api.post('/connections', { ...draft, iclientId });
      expect(through.status, through.text).to.equal(400);
      const borrowing = await api.post('/connections', {
        ...draft,
        iclientId: second.iclientId,
        concurrency: { borrowFrom: connectionId },
      });
      expect(borrowing.body, borrowing.text).to.include({ code: 'lender_unsuitable' });
      const link = await api.post(`/companies/${company.body.id}/links`, { iclientId });
      expect(link.status, link.text).to.be.within(400, 422);
    });
    expect((await api.get('/connections')).body.data).to.deep.equal([]);
  });

  it('is refused by the stores themselves, whoever finds it', async () => {
    const { withTestClients, redis } = connector.service.deps;
    const { iclients, connections } = withTestClients;
    await whileInstalled(connector, async ({ iclientId, connectionId, storeHash }) => {
      expect(await iclients.find(iclientId)).to.include({ slug: 'default' });
      const draft = { name: 'Another', scopes: undefined, storeHash };
      const through = { ...draft, iclientId, concurrency: { level: 1 } };
      const concurrency = { borrowFrom: connectionId };
      const borrowing = { ...draft, iclientId: second.iclientId, concurrency };
      const token = (await connections.accessToken(connectionId)) ?? '';
      const renamed = { name: 'Renamed' };
      const theirs = { clientId: 'theirclientid' };
      for (const [act, code] of [
        [() => iclients.delete(iclientId, byOperator), 'iclient_unknown'],
        [() => iclients.change(iclientId, theirs, byOperator), 'iclient_unknown'],
        [() => connections.change(connectionId, renamed, byOperator), 'connection_unknown'],
        [() => connections.saveTest(connectionId, { token }, byOperator), 'connection_unknown'],
        [() => connections.create({ ...through, storeHash: 'a' }, byOperator), 'app_unknown'],
        [() => connections.create(borrowing, byOperator), 'lender_unsuitable'],
      ] as const)
        expect(await codeOf(act)).to.equal(code);
    });
    expect(await redis.hgetall(keys.iclientSlugs)).to.include({ default: 'default' });
    expect(await redis.hvals(keys.iclientClientIds)).to.have.members(['default', second.iclientId]);
  });

  it('is found by none of the stores that all others are given', async () => {
    const { connections, iclients } = connector.service.deps;
    await whileInstalled(connector, async ({ iclientId, connectionId, storeHash }) => {
      for (const found of [
        iclients.find(iclientId),
        connections.find(connectionId),
        connections.findByStore(iclientId, storeHash),
        connections.findByName(storeHash),
        connections.accessToken(connectionId),
      ])
        expect(await found).to.equal(undefined);
      await connections.delete(connectionId, byOperator);
    });
  });

  it('takes no slug and no client id along that belong to another iClient', async () => {
    const { iclients, redis } = connector.service.deps;
    const record = await redis.hgetall(keys.iclient(second.iclientId));
    await redis.hset(keys.iclient('ic_copy'), { ...record, id: 'ic_copy' });
    await iclients.delete('ic_copy', byOperator);
    expect((await iclients.findBySlug(second.slug))?.id).to.equal(second.iclientId);
    expect(await redis.hget(keys.iclientClientIds, second.clientId)).to.equal(second.iclientId);
  });

  it('does not tell its name by its store', async () => {
    await whileInstalled(connector, async ({ name, storeHash }) => {
      expect(storeHash).to.match(/^simulated[0-9a-f]{8}$/);
      expect(name).not.to.include(storeHash.slice(-8));
    });
  });
});
