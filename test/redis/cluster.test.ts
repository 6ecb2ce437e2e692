import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { productionEnv } from '../support/example-env.ts';
import { freePort } from '../support/free-port.ts';
import { install, open, storeHash, usersOf } from '../support/journeys.ts';
import { readiness, untilReady } from '../support/readiness.ts';
import { type RedisCluster, startRedisCluster } from '../support/redis-cluster.ts';
import { startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

// Several services on one cluster.
const { ENCRYPTION_KEYS } = productionEnv();

describe('a Redis Cluster', () => {
  const ends = collectEnds();
  let cluster: RedisCluster;
  let connector: Connector;

  before(async () => {
    cluster = ends.later(await startRedisCluster(), ({ remove }) => remove());
    const env = { REDIS_URL: cluster.urls, ENCRYPTION_KEYS };
    connector = ends.later(await startConnector({ env }), ({ close }) => close());
    await untilReady(connector);
  });
  after(() => ends.all());

  const connection = () => connector.service.deps.connections.findByStore('default', storeHash);

  it('serves a whole life: install, reinstall, load, removal of a user, uninstall, install', async () => {
    expect((await install(connector)).text).to.include('The app is installed');
    const first = await connection();
    expect((await install(connector)).text).to.include('installed again');
    expect((await connection())?.id).to.equal(first?.id);

    const { plain } = await usersOf(connector);
    const { agent, location } = await open(connector, { userId: plain.id });
    expect((await agent.get(location)).text).to.include(plain.email);

    const removal = { clientId, storeHash, userId: plain.id, kind: 'remove_user' } as const;
    expect((await connector.sandbox.deliver(removal)).status).to.equal(200);
    expect((await agent.get(location)).status).to.equal(401);

    const uninstall = { clientId, storeHash, kind: 'uninstall' } as const;
    expect((await connector.sandbox.deliver(uninstall)).status).to.equal(200);
    expect((await connection())?.status).to.equal('uninstalled');
    const { connections } = connector.service.deps;
    expect(await connections.accessToken(first?.id ?? '')).to.equal(undefined);

    expect((await install(connector)).status).to.equal(200);
    expect(await connection()).to.include({ id: first?.id, status: 'connected' });
  });

  it('keeps sessions of many browsers, wherever their keys fall', async () => {
    const loads = await Promise.all(Array.from({ length: 30 }, () => open(connector)));
    for (const { agent, location } of loads)
      expect((await agent.get(location)).status).to.equal(200);
    for (const server of cluster.servers)
      expect(await server.say('DBSIZE'), 'keys of each node').not.to.equal(':0\r\n');
  });

  it('says which node has settings that may lose tokens', async () => {
    const [, node] = cluster.servers;
    await node?.say('CONFIG SET maxmemory-policy allkeys-lru');
    const { status, problems } = await readiness(connector);
    await node?.say('CONFIG SET maxmemory-policy noeviction');
    expect(status).to.equal(503);
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include(`127.0.0.1:${node?.port}: Redis may delete tokens`);
  });

  it('named by one node alone: is not ready, and says how to name it', async () => {
    const own = collectEnds();
    try {
      const busPort = String(await freePort());
      const settings = ['--cluster-enabled', 'yes', '--cluster-port', busPort];
      const slotless = own.later(await startRedisServer(settings), ({ remove }) => remove());
      for (const { url } of [...cluster.servers, slotless]) {
        const env = { REDIS_URL: url, ENCRYPTION_KEYS };
        const lone = own.later(await startConnector({ env }), ({ close }) => close());
        await until('the problem is told', async () => {
          const { status, problems } = await readiness(lone);
          expect(status).to.equal(503);
          return problems.some((problem) => problem.includes('name two or more of its nodes'));
        });
        // By chance this node may have every key that an install needs.
        const answer = await install(lone);
        expect(answer.status, answer.text).to.be.oneOf([200, 503]);
      }
    } finally {
      await own.all();
    }
  });

  it('is not ready while a slot has no node, though every node answers', async () => {
    const { slot, node } = await cluster.placeOf(keys.events);
    await node.say(`CLUSTER DELSLOTS ${slot}`);
    const { status, problems } = await readiness(connector);
    await node.say(`CLUSTER ADDSLOTS ${slot}`);
    expect(status).to.equal(503);
    expect(problems.join()).to.include('Redis does not answer');
    await untilReady(connector);
  });

  it('answers 503 soon while the node of the records is gone or hangs, and recovers by itself', async () => {
    const { node } = await cluster.placeOf(keys.events);
    const outages = [
      { end: () => node.kill(), mend: () => node.start() },
      { end: () => node.pause(), mend: () => node.resume() },
    ];
    for (const { end, mend } of outages) {
      await end();
      const start = performance.now();
      const refused = await install(connector);
      expect(performance.now() - start, 'milliseconds').to.be.lessThan(3_000);
      expect(refused.status, refused.text).to.equal(503);
      expect((await readiness(connector)).status).to.equal(503);

      await mend();
      await untilReady(connector);
      await until('an install succeeds', async () => (await install(connector)).status === 200);
    }
  });

  it('that is gone as a whole is reached again by itself', async () => {
    await Promise.all(cluster.servers.map((server) => server.kill()));
    expect((await install(connector)).status).to.equal(503);

    await Promise.all(cluster.servers.map((server) => server.start()));
    await untilReady(connector);
    // Each node finds out for itself that the cluster is whole.
    await until('an install succeeds', async () => (await install(connector)).status === 200);
  });
});
