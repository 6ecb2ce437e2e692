import { expect } from 'chai';
import { pino } from 'pino';
import { type Channels, openChannels } from '../../server/redis/channels.ts';
import { channels as names } from '../../server/redis/keys.ts';
import { type ChaosProxy, startChaosProxy } from '../support/chaos-proxy.ts';
import { type RedisCluster, startRedisCluster } from '../support/redis-cluster.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';
import { until } from '../support/until.ts';

const log = pino({ level: 'silent' });

describe('Channels between processes', () => {
  let server: RedisServer;
  let line: ChaosProxy;
  let channels: Channels;
  let gaps: number;
  let heard: string[];

  beforeEach(async () => {
    server = await startRedisServer();
    line = await startChaosProxy(server.port);
    channels = openChannels({ urls: [line.url] }, log);
    gaps = 0;
    heard = [];
    channels.on(names.changes, (message) => heard.push(message));
    channels.onGap(() => {
      gaps += 1;
    });
    await until('the channels are whole', () => channels.whole());
  });

  afterEach(async () => {
    channels.close();
    await line.close();
    await server.remove();
  });

  it('deliver what another process publishes', async () => {
    await server.say(`PUBLISH ${names.changes} connection:example`);
    await until('it is heard', () => heard.length === 1);
    expect(heard).to.deep.equal(['connection:example']);
  });

  it('tell of a gap when the connection is cut, are not whole meanwhile, and recover', async () => {
    const before = gaps;
    line.refuse();
    await until('the gap is told at once', () => gaps > before, 2_000);
    expect(channels.whole()).to.equal(false);
    const cut = gaps;
    line.heal();
    await until('they are whole again', () => channels.whole());
    expect(gaps, 'told once more when listening again').to.be.greaterThan(cut);
    await server.say(`PUBLISH ${names.changes} connection:later`);
    await until('it is heard', () => heard.includes('connection:later'));
  });

  it('are not whole when a connection stays open and nothing comes, and take another one', async () => {
    const before = gaps;
    line.freeze();
    await until('they are not whole', () => !channels.whole(), 4_000);
    await until('another connection was taken', () => gaps > before && channels.whole(), 15_000);
  });

  it('are not whole while Redis takes no turn', async () => {
    server.pause();
    await until('they are not whole', () => !channels.whole(), 4_000);
    server.resume();
    await until('they are whole again', () => channels.whole());
  });
});

describe('Channels in a cluster', function () {
  this.timeout(60_000);
  let cluster: RedisCluster;

  before(async () => {
    cluster = await startRedisCluster();
  });

  after(() => cluster.remove());

  it('deliver what any node publishes', async () => {
    const channels = openChannels({ urls: cluster.urls.split(',') }, log);
    try {
      const heard: string[] = [];
      channels.on(names.changes, (message) => heard.push(message));
      await until('the channels are whole', () => channels.whole());
      for (const [at, node] of cluster.servers.entries())
        await node.say(`PUBLISH ${names.changes} connection:${at}`);
      await until('all are heard', () => heard.length === 3);
    } finally {
      channels.close();
    }
  });
});
