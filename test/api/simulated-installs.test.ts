import { expect } from 'chai';
import { type ApiClient, apiClient, byOperator } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import {
  forgetRecent,
  pathOfSimulations,
  simulateInstall,
  simulationDone,
} from '../support/simulated-installs.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

describe('simulated installs in the API', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let tunnel: Tunnel;
  let connector: Connector;
  let api: ApiClient;
  const path = pathOfSimulations();
  before(async () => {
    tunnel = ends.later(await startTunnel(), ({ close }) => close());
    connector = ends.later(
      await startConnector({ env: { PUBLIC_URL: `http://${tunnel.host}` } }),
      ({ close }) => close(),
    );
    tunnel.leadTo(connector.service.address);
    api = await apiClient(connector, { permissions: ['iclients:read', 'callback-tests:write'] });
  });
  beforeEach(() => {
    tunnel.behave({});
    return forgetRecent(connector);
  });
  after(() => ends.all());

  /** Lets no request through until it is told to. */
  const hold = () => {
    const waiting: (() => void)[] = [];
    tunnel.behave({ instead: (_req, res) => void waiting.push(() => res.end()) });
    return () => {
      tunnel.behave({});
      for (const go of waiting) go();
    };
  };

  it('run in the background, and are read step by step until they are done', async () => {
    const letGo = hold();
    const begun = await api.post(path);
    expect(begun.status, begun.text).to.equal(202);
    const { id, url, pageUrl } = begun.body;
    expect(begun.body).to.include({ status: 'pending', verdict: null, finishedAt: null });
    expect(begun.headers.location).to.equal(`/api/v1${path}/${id}`);
    expect(url).to.equal(`${connector.publicUrl}/api/v1${path}/${id}`);
    expect(pageUrl).to.equal(
      `${connector.publicUrl}/console/iclients/default/callbacks/simulations/${id}`,
    );
    const [first, second] = await until('the first step runs', async () => {
      const { steps } = (await api.get(`${path}/${id}`)).body;
      return steps[0].progress === 'running' ? steps : undefined;
    });
    expect(first).to.include({ name: 'auth', verdict: null, reason: null, answer: null });
    expect(second).to.include({ name: 'auth_used_code', progress: 'waiting' });
    letGo();
    const { status, steps } = await simulationDone(api, id);
    expect(status).to.equal('done');
    expect(steps[1]).to.include({ verdict: 'ok', reason: 'refused_as_expected' });
  });

  it('are kept for an hour', async () => {
    const { id } = await simulateInstall(connector, api);
    const { redis } = connector.service.deps;
    expect(await redis.pttl(`bcc:simulated-install:{default}:${id}`)).to.be.within(
      3_500_000,
      3_600_000,
    );
  });

  it('are not begun again while one of the same iClient is under way', async () => {
    const letGo = hold();
    const first = await api.post(path);
    const again = await api.post(path);
    expect(again.status).to.equal(202);
    expect(again.body).to.include({ id: first.body.id, status: 'pending' });
    letGo();
    await simulationDone(api, first.body.id);
  });

  it('begin ten seconds apart', async () => {
    const { id } = await simulateInstall(connector, api);
    const refused = await api.post(path);
    expect(refused.body).to.include({ status: 429, code: 'simulation_too_soon' });
    expect(Number(refused.headers['retry-after'])).to.be.within(1, 10);
    expect((await connector.service.deps.simulatedInstalls.latest('default'))?.id).to.equal(id);
  });

  it('run two at once in a process, of different iClients', async () => {
    const ids = await Promise.all(['Second app', 'Third app'].map(addApp));
    const letGo = hold();
    const begun = await Promise.all(
      ['default', ...ids].map((iclientId) => api.post(pathOfSimulations(iclientId))),
    );
    expect(begun.map(({ status }) => status).sort()).to.deep.equal([202, 202, 503]);
    const refused = begun.find(({ status }) => status === 503);
    expect(refused?.body).to.include({ code: 'simulations_busy' });
    expect(Number(refused?.headers['retry-after'])).to.equal(5);
    const underWay = begun.filter(({ status }) => status === 202).map(({ body }) => body);
    for (const { id, iclientId } of underWay)
      expect((await api.post(pathOfSimulations(iclientId))).body.id, 'asked again').to.equal(id);
    letGo();
    for (const { id, iclientId } of underWay) await simulationDone(api, id, iclientId);
    // An app that asks for no scopes is installed as any other.
    const [first = ''] = ids;
    expect((await simulateInstall(connector, api, first)).verdict).to.equal('ok');
  });

  it('need the permission, an iClient and a simulated install that are there', async () => {
    const { id } = await simulateInstall(connector, api);
    const reader = await apiClient(connector, { permissions: ['iclients:read'] });
    expect((await reader.post(path)).status, 'POST with iclients:read').to.equal(403);
    expect((await reader.get(`${path}/${id}`)).status).to.equal(200);
    const writer = await apiClient(connector, { permissions: ['callback-tests:write'] });
    expect((await writer.get(`${path}/${id}`)).status, 'GET without').to.equal(403);
    const unknown = await api.post(pathOfSimulations('ic_unknown'));
    expect(unknown.body).to.include({ status: 404, code: 'iclient_unknown' });
    for (const wrong of [`si_${'0'.repeat(24)}`, 'latest', 'begun', '*'])
      expect((await api.get(`${path}/${wrong}`)).body).to.include({
        status: 404,
        code: 'simulation_unknown',
      });
    const other = pathOfSimulations(await addApp('Fourth app'));
    expect((await api.get(`${other}/${id}`)).status, 'of another iClient').to.equal(404);
  });

  const addApp = async (name: string): Promise<string> => {
    const clientId = `example${name.replace(' ', '').toLowerCase()}`;
    const clientSecret = `canary-secret-of-${clientId}`;
    const draft = { name, clientId, clientSecret, accountUuid: undefined, scopes: [] };
    return (await connector.service.deps.iclients.create(draft, byOperator)).id;
  };
});
