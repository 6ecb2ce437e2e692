/** The limit of a connection as BigCommerce sees it, while the processes that share it come and go. */

import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import { createApiKeyStore } from '../../server/api-keys/store.ts';
import { createConnectionStore } from '../../server/connections/store.ts';
import { createVault } from '../../server/vault/vault.ts';
import { connectedRedis } from '../support/connected-redis.ts';
import { makeDataDir } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { by } from '../support/proxied.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { type ServiceProcess, startServiceProcess } from '../support/service-process.ts';
import { until } from '../support/until.ts';
import { startUpstream, type Upstream } from '../support/upstream.ts';

const level = 3;

describe('the concurrency of a connection that several processes use', function () {
  // A lease of a process that is gone lasts for 17 seconds here.
  this.timeout(60_000);
  const ends = collectEnds();
  const encryptionKey = randomBytes(32);
  let server: RedisServer;
  let upstream: Upstream;
  let crowd: ReturnType<typeof crowdAt>;
  let connectionId: string;
  let key: string;

  beforeEach(async () => {
    server = ends.later(await startRedisServer(), ({ remove }) => remove());
    upstream = ends.later(await startUpstream(), ({ close }) => close());
    crowd = crowdAt(upstream);
    const redis = ends.later(await connectedRedis({ urls: [server.url] }), (connected) =>
      connected.disconnect(),
    );
    const vault = createVault([{ id: 'k1', key: encryptionKey }]);
    const connection = await createConnectionStore({ redis, vault }).createApiAccount(
      {
        name: 'Shared',
        storeHash: 'examplehash',
        accessToken: 'invented-token-of-shared-slots',
        scopes: undefined,
        concurrency: { level },
      },
      by,
    );
    connectionId = connection.id;
    key = (
      await createApiKeyStore({ redis }).create(
        { name: 'Example', permissions: ['proxy:read'], connectionIds: undefined },
        by,
      )
    ).key;
  });
  afterEach(() => ends.all());

  async function startProcess(): Promise<ServiceProcess> {
    const dataDir = ends.later(await makeDataDir(), (dir) =>
      rm(dir, { recursive: true, force: true }),
    );
    const started = await startServiceProcess({
      DATA_DIR: dataDir,
      REDIS_URL: server.url,
      ENCRYPTION_KEYS: `k1:${encryptionKey.toString('base64')}`,
      SESSION_SECRET: 'an-invented-session-secret-of-these-tests',
      BIGCOMMERCE_API_URL: upstream.url,
      PROXY_TIMEOUT_SECONDS: '1',
    });
    const service = ends.later(started, ({ stop }) => stop());
    await until('it is ready', async () => (await fetch(`${service.address}/readyz`)).ok);
    return service;
  }

  const call = (service: ServiceProcess): Promise<number> =>
    fetch(`${service.address}/proxy/${connectionId}/v3/catalog/products`, {
      headers: { authorization: `Bearer ${key}`, 'x-connector-max-wait': '60' },
    }).then(
      async (answer) => {
        await answer.text();
        return answer.status;
      },
      () => 0,
    );
  const calls = (count: number, ...services: ServiceProcess[]) =>
    Array.from({ length: count }, (_, n) => call(services[n % services.length] as ServiceProcess));
  const answered = async (pending: Promise<number>[]) => [...new Set(await Promise.all(pending))];

  it('is one limit for all of them', async () => {
    const both = await Promise.all([startProcess(), startProcess()]);
    crowd.stay(15);
    expect(await answered(calls(90, ...both))).to.deep.equal([200]);
    expect(crowd.most()).to.equal(level);
  });

  it('is kept while one is killed, whose slots come back', async () => {
    const [killed, other] = await Promise.all([startProcess(), startProcess()]);
    crowd.stay(60_000);
    const lost = calls(level, killed);
    await until('its calls are at BigCommerce', () => crowd.inside() === level);
    killed.signal('SIGKILL');
    expect(await answered(lost)).to.deep.equal([0]);

    crowd.stay(15);
    expect(await answered(calls(12, other))).to.deep.equal([200]);
    expect(crowd.most()).to.equal(level);
  });

  it('is kept while one is paused for longer than its lease, and when it goes on', async () => {
    const [paused, other] = await Promise.all([startProcess(), startProcess()]);
    crowd.stay(200);
    const late = calls(level, paused);
    await until('its calls are at BigCommerce', () => crowd.inside() === level);
    paused.signal('SIGSTOP');

    crowd.stay(15);
    expect(await answered(calls(6, other))).to.deep.equal([200]);
    const during = calls(60, other);
    paused.signal('SIGCONT');
    const after = calls(30, paused);
    expect(await answered([...during, ...after])).to.deep.equal([200]);
    await Promise.all(late);
    expect(crowd.most()).to.equal(level);
  });
});

/** Calls that are at BigCommerce at once: each from its arrival to its answer, or until its caller is gone. */
function crowdAt(upstream: Upstream) {
  let stayMs = 0;
  let inside = 0;
  let most = 0;
  upstream.answer((_req, res) => {
    inside += 1;
    most = Math.max(most, inside);
    const leaving = setTimeout(() => res.end('{"data":[]}'), stayMs);
    res.setHeader('Content-Type', 'application/json');
    res.once('close', () => {
      clearTimeout(leaving);
      inside -= 1;
    });
  });
  return {
    /** How long the next ones stay. */
    stay(ms: number) {
      stayMs = ms;
    },
    inside: () => inside,
    most: () => most,
  };
}
