import { expect } from 'chai';
import { type ApiClient, apiClient, byOperator } from '../support/api-client.ts';
import {
  checkCallbacks,
  letNextCheckBegin,
  reasonsAt,
  targetIn,
} from '../support/callback-checks.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

const arrival = { path: '/auth', query: '', host: 'localhost', proxies: [] };

describe('checks of callback URLs in the API', function () {
  this.timeout(30_000);
  const ends = collectEnds();
  let second: Tunnel;
  let connector: Connector;
  let api: ApiClient;
  before(async () => {
    second = ends.later(await startTunnel(), ({ close }) => close());
    connector = await startConnector({
      env: { CALLBACK_CHECK_HOSTS: `127.0.0.1:${second.port}` },
    });
    ends.later(connector, ({ close }) => close());
    second.leadTo(connector.service.address);
    api = await apiClient(connector, { permissions: ['callback-tests:write', 'iclients:read'] });
  });
  beforeEach(() => {
    second.behave({});
    second.seen.length = 0;
  });
  after(() => ends.all());

  const path = '/iclients/default/callback-checks';
  const whitelist = (...entries: string[]) =>
    connector.service.deps.iclients.change('default', { whitelist: entries }, byOperator);

  it('run in the background, and are read until they are done', async () => {
    await whitelist();
    await letNextCheckBegin(connector);
    const begun = await api.post(path);
    expect(begun.status, begun.text).to.equal(202);
    const { id, url, pageUrl, targets } = begun.body;
    expect(begun.body).to.include({ status: 'pending', verdict: null, finishedAt: null });
    expect(begun.headers.location).to.equal(`/api/v1${path}/${id}`);
    expect(url).to.equal(`${connector.publicUrl}/api/v1${path}/${id}`);
    expect(pageUrl).to.equal(
      `${connector.publicUrl}/console/iclients/default/callbacks/checks/${id}`,
    );
    expect(targets.map(({ kind }: { kind: string }) => kind)).to.deep.equal([
      'auth',
      'load',
      'uninstall',
      'removeUser',
    ]);

    const done = await checkCallbacks(api);
    expect(done).to.include({ status: 'done', verdict: 'warning' });
    for (const target of done.targets)
      expect(reasonsAt(done, target.url)).to.include({ round_trip: 'came_back' });
    expect(targetIn(done, 'auth').checks[0]).to.deep.equal({
      name: 'well_formed',
      verdict: 'ok',
      reason: 'well_formed',
      message: 'It is a complete address.',
      toDo: null,
      diagnosis: null,
    });
  });

  it('are kept for an hour', async () => {
    const { id } = await checkCallbacks(api);
    const [key = ''] = await connector.service.deps.redis.keys(`bcc:callback-check:*:${id}`);
    expect(await connector.service.deps.redis.pttl(key)).to.be.within(3_500_000, 3_600_000);
  });

  it('are not begun again while one of the same iClient is under way, nor within fifteen seconds', async () => {
    await whitelist(`http://127.0.0.1:${second.port}/auth`);
    const waiting: (() => void)[] = [];
    second.behave({ instead: (_req, res) => void waiting.push(() => res.end()) });
    await letNextCheckBegin(connector);
    const first = await api.post(path);
    const again = await api.post(path);
    expect(again.body.id).to.equal(first.body.id);
    expect(again.body.status).to.equal('pending');
    await until('the request is there', () => waiting.length > 0);
    second.behave({});
    for (const go of waiting) go();
    const firstPath = `${path}/${first.body.id}`;
    await until('it is done', async () => (await api.get(firstPath)).body.status === 'done');
    const refused = await api.post(path);
    expect(refused.body).to.include({ status: 429, code: 'callback_check_too_soon' });
    expect(Number(refused.headers['retry-after'])).to.be.within(5, 15);
    await letNextCheckBegin(connector);
    const next = await api.post(path);
    expect(next.status).to.equal(202);
    expect(next.body.id).not.to.equal(first.body.id);
    expect((await api.get(firstPath)).status, 'the one before').to.equal(200);
    await until('it is done', async () => {
      const { body } = await api.get(`${path}/${next.body.id}`);
      return body.status === 'done';
    });
  });

  it('send nothing to an address that is not on the list, or is misspelled on it', async () => {
    const host = `127.0.0.1:${second.port}`;
    const wrong = [
      `http://someone@${host}/auth`,
      `http://0x7f.1:${second.port}/auth`,
      `http://${host}/auth?further=1`,
      `http://${host}/other`,
      'not an address',
    ];
    await whitelist(...wrong);
    const result = await checkCallbacks(api);
    expect(second.seen).to.deep.equal([]);
    for (const url of wrong)
      expect(reasonsAt(result, url), url).to.include({ round_trip: 'needs_earlier' });
    const [misspelled] = targetIn(result, wrong[1] ?? '').checks;
    expect(misspelled).to.include({
      reason: 'other_spelling',
      verdict: 'failed',
      diagnosis: 'redirect_uri_differs',
    });
  });

  it('send nothing to a private address that the operator does not allow', async () => {
    const onThisMachine = `http://localhost:${second.port}/auth`;
    const inOwnNetwork = 'https://10.20.30.40/auth';
    await whitelist(onThisMachine, inOwnNetwork);
    const result = await checkCallbacks(api);
    expect(result.verdict).to.equal('failed');
    // Browsers on this machine get there all the same.
    expect(reasonsAt(result, onThisMachine)).to.include({
      public_name: 'this_machine_for_browsers',
      round_trip: 'needs_earlier',
    });
    expect(reasonsAt(result, inOwnNetwork)).to.include({
      public_name: 'private_address',
      round_trip: 'needs_earlier',
    });
    expect(second.seen).to.deep.equal([]);
  });

  it('answer each mark once, and nobody who made one up', async () => {
    const { callbackMarks } = connector.service.deps;
    expect(await callbackMarks.arrive('A'.repeat(22), arrival)).to.equal(false);
    await whitelist(`http://127.0.0.1:${second.port}/auth`);
    await checkCallbacks(api);
    const [sent] = second.seen;
    const replayed = await connector
      .http()
      .get(sent?.url ?? '')
      .set('Accept', 'text/html');
    expect(replayed.status, 'the same request once more').to.equal(400);
    expect(replayed.text).not.to.include('Callback check');
  });

  it('need the permission, an iClient and a check that are there', async () => {
    const other = await apiClient(connector, { permissions: ['connections:read'] });
    expect((await other.post(path)).status).to.equal(403);
    expect((await other.get(`${path}/cc_x`)).status).to.equal(403);
    const reader = await apiClient(connector, { permissions: ['iclients:read'] });
    expect((await reader.post(path)).body).to.include({ status: 403, code: 'permission_missing' });
    expect((await reader.get(`${path}/cc_x`)).body.code).to.equal('callback_check_unknown');
    const writer = await apiClient(connector, { permissions: ['callback-tests:write'] });
    expect((await writer.get(`${path}/cc_x`)).status).to.equal(403);
    const unknown = await api.post('/iclients/ic_unknown/callback-checks');
    expect(unknown.body).to.include({ status: 404, code: 'iclient_unknown' });
    const { id } = await checkCallbacks(api);
    for (const wrong of [`cc_${'0'.repeat(24)}`, 'latest', '*'])
      expect((await api.get(`${path}/${wrong}`)).body).to.include({
        status: 404,
        code: 'callback_check_unknown',
      });
    const { body } = await (await apiClient(connector)).post('/iclients', {
      name: 'Second app',
      clientId: 'secondappclientid',
      clientSecret: 'canary-client-secret-of-the-second-app',
      scopes: [],
    });
    for (const iclientId of ['ic_unknown', body.id])
      expect((await api.get(`/iclients/${iclientId}/callback-checks/${id}`)).status).to.equal(404);
  });
});
