import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { collectEnds } from '../support/ends.ts';
import { install, storeHash } from '../support/journeys.ts';
import { untilReady } from '../support/readiness.ts';
import { startRedisCluster } from '../support/redis-cluster.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

describe('a Redis with a replica', () => {
  const ends = collectEnds();
  let master: RedisServer;
  let replica: RedisServer;
  let connector: Connector;

  beforeEach(async () => {
    // A replica that is away keeps its place for longer than a test lasts.
    const patient = ['--repl-timeout', '120', '--repl-diskless-sync-delay', '0'];
    master = ends.later(await startRedisServer(patient), ({ remove }) => remove());
    const following = [...patient, '--replicaof', '127.0.0.1', String(master.port)];
    replica = ends.later(await startRedisServer(following), ({ remove }) => remove());
    await until('the replica follows', async () =>
      /^slave0:.*state=online/m.test(await master.say('INFO replication')),
    );
    connector = ends.later(await startConnector({ env: { REDIS_URL: master.url } }), (started) =>
      started.close(),
    );
    await untilReady(connector);
  });
  afterEach(() => ends.all());

  it('has the token on the replica before the merchant is told that the app is installed', async () => {
    const answer = await install(connector);
    expect(answer.text).to.include('The app is installed');

    const connection = await connector.service.deps.connections.findByStore('default', storeHash);
    const key = keys.connection(connection?.id ?? '');
    expect(await replica.say(`HEXISTS ${key} accessToken`)).to.equal(':1\r\n');
  });

  it('that does not confirm the token: the merchant is not told that the app is installed', async () => {
    replica.pause();
    const answer = await install(connector);
    expect(answer.status, answer.text).to.equal(503);
    expect(answer.text).to.include('install it again').and.not.to.include('The app is installed');

    replica.resume();
    const again = await install(connector);
    expect(again.status, again.text).to.equal(200);
  });
});

describe('a Redis Cluster with a replica', () => {
  const ends = collectEnds();
  after(() => ends.all());

  it('that does not confirm the token: the merchant is not told that the app is installed', async () => {
    const cluster = ends.later(await startRedisCluster(), ({ remove }) => remove());
    const { node } = await cluster.placeOf(keys.events);
    const replica = await cluster.addReplica(node);
    const env = { REDIS_URL: cluster.urls };
    const connector = ends.later(await startConnector({ env }), ({ close }) => close());
    await untilReady(connector);
    expect((await install(connector)).status).to.equal(200);

    replica.pause();
    const answers = await Promise.all(
      [storeHash, 'bottesneige', 'Zx81cAsE'].map((hash) => install(connector, { storeHash: hash })),
    );
    for (const { status, text } of answers) expect(status, text).to.equal(503);
  });
});
