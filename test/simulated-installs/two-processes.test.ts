/** Two processes on one Redis: one simulates an install whose callbacks all come in at the other. */
import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { type ApiClient, apiClient } from '../support/api-client.ts';
import { type Connector, connectorEnv, makeDataDir, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { productionEnv } from '../support/example-env.ts';
import { untilReady } from '../support/readiness.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import type { ShownInstall } from '../support/simulated-installs.ts';
import { startTunnel, type Tunnel } from '../support/tunnel.ts';
import { until } from '../support/until.ts';

const hasExpiry = /used-payload|code-claim/;
const isOfRun = /simulation|connection|app-connections|embedded-session/;

describe('a simulated install of one process whose callbacks come in at another', function () {
  this.timeout(60_000);
  const ends = collectEnds();
  let tunnel: Tunnel;
  let receiving: Connector;
  let running: ServiceProcess;
  let api: ApiClient;
  before(async () => {
    const redis = ends.later(await startRedisServer(), ({ remove }) => remove());
    tunnel = ends.later(await startTunnel(), ({ close }) => close());
    const { ENCRYPTION_KEYS, SESSION_SECRET } = productionEnv();
    const env = {
      REDIS_URL: redis.url,
      ENCRYPTION_KEYS,
      SESSION_SECRET,
      PUBLIC_URL: `http://${tunnel.host}`,
    };
    receiving = ends.later(await startConnector({ env }), ({ close }) => close());
    await untilReady(receiving);
    tunnel.leadTo(receiving.service.address);
    const dataDir = ends.later(await makeDataDir(), (dir) => rm(dir, { recursive: true }));
    const own = connectorEnv({ port: 0, dataDir, sandboxUrl: receiving.sandbox.url });
    running = ends.later(await startServiceProcess({ ...own, ...env }), ({ stop }) => stop());
    api = await apiClient(receiving);
  });
  after(() => ends.all());

  const call = async (path: string, method = 'GET') => {
    const headers = { Authorization: `Bearer ${api.key}` };
    const answer = await fetch(`${running.address}/api/v1${path}`, { method, headers });
    return { status: answer.status, body: (await answer.json()) as ShownInstall };
  };

  it('works, and leaves nothing', async () => {
    const begun = await call('/iclients/default/simulated-installs', 'POST');
    expect(begun.status, JSON.stringify(begun.body)).to.equal(202);
    const path = `/iclients/default/simulated-installs/${begun.body.id}`;
    const done = await until('it is done', async () => {
      const { body } = await call(path);
      return body.status === 'done' ? body : undefined;
    });
    expect(done.verdict, JSON.stringify(done.steps)).to.equal('ok');
    expect(tunnel.seen).to.have.length(done.steps.length);
    const kept = await receiving.service.deps.redis.keys('*');
    const left = kept.filter((key) => isOfRun.test(key) && !hasExpiry.test(key));
    expect(left).to.deep.equal([]);
  });
});
