import { expect } from 'chai';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install as installApp } from '../support/journeys.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import {
  reasonsOf,
  simulateInstall,
  stepIn,
  whileInstalled,
} from '../support/simulated-installs.ts';

const allWell = {
  auth: 'as_expected',
  auth_used_code: 'refused_as_expected',
  load: 'as_expected',
  load_bad_signature: 'refused_as_expected',
  load_clock_ahead: 'refused_as_expected',
  remove_user_clock_behind: 'refused_as_expected',
  remove_user: 'as_expected',
  uninstall_bad_signature: 'refused_as_expected',
  uninstall: 'as_expected',
  load_after_uninstall: 'refused_as_expected',
};

describe('a simulated install', function () {
  this.timeout(30_000);
  let connector: Connector;
  let api: ApiClient;
  before(async () => {
    connector = await startConnector();
    api = await apiClient(connector);
  });
  after(() => connector.close());

  const keysIn = async () => new Set(await connector.service.deps.redis.keys('*'));
  it('does what has to be done, and sees refused what has to be refused', async () => {
    const install = await simulateInstall(connector, api);
    expect(reasonsOf(install)).to.deep.equal(allWell);
    expect(install.verdict).to.equal('ok');
    for (const { verdict, progress, arrival, answer } of install.steps) {
      expect({ verdict, progress }).to.deep.equal({ verdict: 'ok', progress: 'done' });
      expect(answer?.status).to.equal(arrival?.status);
    }
    expect(stepIn(install, 'auth')).to.deep.include({
      kind: 'auth',
      expectedErrorCode: null,
      message: 'The service did what it should.',
      toDo: null,
      answer: { status: 200, contentType: 'text/html', location: null },
    });
    const { answer, panelChecks } = stepIn(install, 'load');
    expect(answer?.location).to.equal('/app/…');
    expect(panelChecks.map(({ reason }) => reason)).to.deep.equal(['may_be_framed', 'cookie_kept']);
    expect(stepIn(install, 'uninstall_bad_signature')).to.deep.include({
      expectedErrorCode: 'payload_invalid',
      message: 'The service refused it, as it should.',
    });
  });

  it('shows neither codes nor payloads, and of a payload what it says', async () => {
    const install = await simulateInstall(connector, api);
    for (const { request } of install.steps)
      expect(request?.url).to.match(
        /^http:\/\/localhost:\d+\/\w+\?(code=…&scope=[\w+]+&account_uuid=[\w-]+&context=stores%2Fsimulated[0-9a-f]{8}|signed_payload_jwt=…)&simulation=…$/,
      );
    const claims = JSON.parse(stepIn(install, 'load').request?.claims ?? '{}');
    expect(claims).to.deep.include({ iss: 'bc', url: '/' });
    expect(claims.sub).to.match(/^stores\/simulated/);
    expect(JSON.stringify(install)).not.to.match(/eyJ|simulated-token/);
  });

  it('sends nothing to BigCommerce', async () => {
    const before = (await connector.sandbox.requests()).length;
    expect((await simulateInstall(connector, api)).verdict).to.equal('ok');
    expect((await connector.sandbox.requests()).length).to.equal(before);
  });

  it('leaves nothing behind but its own record', async () => {
    await simulateInstall(connector, api);
    const { redis } = connector.service.deps;
    const before = await keysIn();
    const durable = await dumpRedis(redis, '{bcc}:connection');
    const events = await redis.xlen('{bcc}:events');
    const { id } = await simulateInstall(connector, api);
    const left = [...(await keysIn())].filter((key) => !before.has(key));
    const soonGone = left.filter((key) => /^(bcc:code-claim|\{bcc\}:used-payload):/.test(key));
    expect(left.filter((key) => !soonGone.includes(key))).to.deep.equal([
      `bcc:simulated-install:{default}:${id}`,
    ]);
    for (const key of soonGone) expect(await redis.ttl(key), key).to.be.within(1, 300);
    expect(await dumpRedis(redis, '{bcc}:connection')).to.equal(durable);
    expect(await redis.xlen('{bcc}:events'), 'events').to.equal(events);
    expect(await redis.exists('bcc:refusals'), 'refusals').to.equal(0);
    expect(await redis.exists('{bcc}:simulations', '{bcc}:app-connections')).to.equal(0);
  });

  it('is in no list, no index and no event while it runs', async () => {
    const { redis, connections, iclients } = connector.service.deps;
    await whileInstalled(connector, async ({ connectionId, name: simulation }) => {
      for (const path of ['/connections', '/connections?q=simulated', '/iclients', '/events']) {
        const answer = await api.get(path);
        expect(answer.status, path).to.equal(200);
        expect(answer.text, path).not.to.match(/simulat/);
      }
      expect(await redis.keys('{bcc}:connection-index*')).to.deep.equal([]);
      expect(await dumpRedis(redis, '{bcc}:events')).not.to.include(simulation);
      expect(await redis.keys('bcc:*refusals*')).to.deep.equal([]);
      expect(await redis.keys(`*events:${connectionId}`)).to.deep.equal([]);
      expect(await connections.countOfIClient(`simulation-${simulation}`)).to.equal(0);
      expect(await iclients.list()).to.have.length(1);
      expect(await redis.hvals('{bcc}:iclient-client-ids')).to.deep.equal(['default']);
    });
  });

  it('has a connection that no call goes through', async () => {
    const before = (await connector.sandbox.requests()).length;
    await whileInstalled(connector, async ({ connectionId }) => {
      const called = await fetch(`${connector.service.address}/proxy/${connectionId}/v2/store`, {
        headers: { Authorization: `Bearer ${api.key}` },
      });
      expect(called.status).to.equal(404);
      expect(await called.json()).to.include({ code: 'connection_unknown' });
    });
    expect((await connector.sandbox.requests()).length).to.equal(before);
  });

  it('is shown by no recorder of its iClient', async () => {
    const { callbackRecords } = connector.service.deps;
    await callbackRecords.switchOn('default', {
      actor: { kind: 'operator' },
      address: '',
    });
    expect((await simulateInstall(connector, api)).verdict).to.equal('ok');
    expect(await callbackRecords.list('default')).to.deep.equal([]);
  });

  it('leaves a real connection of the same iClient as it is', async () => {
    const { redis } = connector.service.deps;
    expect((await installApp(connector)).status).to.equal(200);
    const before = await dumpRedis(redis, '{bcc}:connection');
    expect((await simulateInstall(connector, api)).verdict).to.equal('ok');
    expect(await dumpRedis(redis, '{bcc}:connection')).to.equal(before);
  });
});
