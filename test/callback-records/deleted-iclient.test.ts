/** What is kept of an iClient's callbacks goes with the iClient. */
import { expect } from 'chai';
import { createCallbackCheckRecords } from '../../server/callback-tests/checks/record.ts';
import { createSimulatedInstallRecords } from '../../server/callback-tests/simulation/record.ts';
import { keys } from '../../server/redis/keys.ts';
import { apiClient, byOperator } from '../support/api-client.ts';
import { checkCallbacks } from '../support/callback-checks.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { hearStream } from '../support/event-stream.ts';
import { switchRecorder, untilRecorded } from '../support/recorder.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';
import { simulateInstall } from '../support/simulated-installs.ts';
import { until } from '../support/until.ts';

describe('an iClient that is deleted', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    admin = await signIn(connector, 'admin');
  });
  after(() => connector.close());

  const ways: [string, (id: string) => PromiseLike<{ status: number }>, number][] = [
    ['in the console', (id) => admin.postForm(`/console/iclients/${id}/delete`), 303],
    ['in the API', async (id) => (await apiClient(connector)).delete(`/iclients/${id}`), 204],
  ];
  for (const [where, deleteIt, status] of ways)
    it(`${where} takes its records, its switch, its checks and its simulated installs along, and ends the streams`, async () => {
      const { redis, iclients } = connector.service.deps;
      const { id, slug } = await iclients.create(
        {
          name: 'Short-lived',
          clientId: 'shortlivedclientid',
          accountUuid: undefined,
          scopes: [],
          clientSecret: 'canary-client-secret-of-a-short-life',
        },
        byOperator,
      );
      connector.keepSecret('canary-client-secret-of-a-short-life');
      const recorder = `/console/iclients/${id}/callbacks/recorder`;
      await switchRecorder(admin, 'on', recorder);
      await connector.http().get(`/bigcommerce/${slug}/load`);
      await untilRecorded(connector, 1, id);
      const api = await apiClient(connector);
      await checkCallbacks(api, id);
      await simulateInstall(connector, api, id);
      const stream = await hearStream(`${connector.service.address}${recorder}/stream`, {
        Accept: 'text/event-stream',
        Cookie: admin.agent.cookies().join('; '),
      });
      await until('it is heard', () => stream.events.length > 0);

      expect((await deleteIt(id)).status).to.equal(status);
      await until('the stream has ended', stream.ended);
      expect(await redis.hexists(keys.callbackRecorders, id)).to.equal(0);
      expect(await redis.exists(keys.callbackRecords(id))).to.equal(0);
      expect(await redis.keys(`bcc:callback-check:{${id}}:*`)).to.deep.equal([]);
      expect(await redis.keys(`bcc:simulated-install:{${id}}:*`)).to.deep.equal([]);
    });

  it('is not written of any more by what was under way', async () => {
    const { redis } = connector.service.deps;
    const iclientId = 'ic_short_lived';
    const run = {
      id: `cc_${'0'.repeat(24)}`,
      iclientId,
      status: 'pending' as const,
      startedAt: 0,
    };
    const checks = createCallbackCheckRecords({ redis });
    const check = await checks.begin({ ...run, targets: [] });
    await checks.forget(iclientId);
    await checks.save(check);
    await checks.save({ ...check, status: 'done', finishedAt: 1 });
    const installs = createSimulatedInstallRecords({ redis });
    const install = await installs.begin({ ...run, steps: [] });
    await installs.forget(iclientId);
    await installs.save(install);
    await installs.save({ ...install, status: 'done', finishedAt: 1 });
    expect(await redis.keys('bcc:*{ic_short_lived}*')).to.deep.equal([]);
  });
});
