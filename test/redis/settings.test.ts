import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Cluster, Redis } from 'ioredis';
import { pino } from 'pino';
import { type EmbeddedRedis, startEmbeddedRedis } from '../../server/redis/embedded.ts';
import { checkRedisSettings, readRedisSettings } from '../../server/redis/settings.ts';

const info = (policy: string, aof: 0 | 1, more = '') =>
  `# Memory\r\nmaxmemory:0\r\nmaxmemory_policy:${policy}\r\n# Persistence\r\nloading:0\r\naof_enabled:${aof}\r\n${more}`;

describe('settings of a Redis', () => {
  it('are right with noeviction and an append-only file', () => {
    const settings = readRedisSettings(info('noeviction', 1), '');
    expect(settings).to.deep.equal({ problems: [], warnings: [] });
  });

  for (const policy of ['allkeys-lru', 'allkeys-lfu', 'allkeys-random']) {
    it(`are a problem when tokens can be evicted (${policy})`, () => {
      const { problems } = readRedisSettings(info(policy, 1), '');
      expect(problems).to.deep.equal([
        `Redis may delete tokens: set maxmemory-policy noeviction (now ${policy}).`,
      ]);
    });
  }

  it('deserve a warning when only expiring keys can be evicted', () => {
    const settings = readRedisSettings(info('volatile-ttl', 1), '');
    expect(settings).to.deep.equal({
      problems: [],
      warnings: [
        'Redis may drop sessions and replay marks early: set maxmemory-policy noeviction (now volatile-ttl).',
      ],
    });
  });

  it('are a problem when nothing is kept on disk', () => {
    const { problems } = readRedisSettings(info('noeviction', 0), '');
    expect(problems).to.have.length(1);
    expect(problems[0]).to.include('set appendonly yes');
  });

  for (const [what, save] of [
    ['only save points', '3600 1 300 100'],
    ['untold save points', undefined],
  ] as const) {
    it(`deserve a warning with ${what}`, () => {
      const { problems, warnings } = readRedisSettings(info('noeviction', 0), save);
      expect(problems).to.deep.equal([]);
      expect(warnings).to.have.length(1);
      expect(warnings[0]).to.include('set appendonly yes');
    });
  }

  it('are a problem on a replica, which takes no writes', () => {
    const { problems } = readRedisSettings(info('noeviction', 1, 'role:slave\r\n'), '');
    expect(problems.join()).to.include('connect to its master');
  });

  it('are a problem while the append-only file cannot be written', () => {
    const full = info('noeviction', 1, 'aof_last_write_status:err\r\n');
    expect(readRedisSettings(full, '').problems.join()).to.include('make space');
  });

  it('deserve warnings when Redis tells nothing', () => {
    const { problems, warnings } = readRedisSettings('', undefined);
    expect(problems).to.deep.equal([]);
    expect(warnings).to.have.length(2);
  });
});

describe('check of a live Redis', () => {
  let dataDir: string;
  let server: EmbeddedRedis;
  let redis: Redis;

  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'settings-'));
    server = await startEmbeddedRedis({ dataDir, log: pino({ level: 'silent' }) });
    redis = new Redis({ path: server.socketPath });
  });

  after(async () => {
    redis.disconnect();
    await server.stop();
    await rm(dataDir, { recursive: true });
  });

  afterEach(async () => {
    await redis.config('SET', 'maxmemory-policy', 'noeviction');
    await redis.config('SET', 'appendonly', 'yes');
  });

  it('finds nothing wrong with the embedded one', async () => {
    expect(await checkRedisSettings(redis)).to.deep.equal({ problems: [], warnings: [] });
  });

  it('sees settings that were changed while it runs', async () => {
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    await redis.config('SET', 'appendonly', 'no');
    expect((await checkRedisSettings(redis)).problems).to.have.length(2);
  });

  it('finds a user wrong that may not ask', async () => {
    await redis.call('ACL', 'SETUSER', 'guest', 'on', '>example-password', '+ping', '+auth');
    const guest = new Redis({
      path: server.socketPath,
      username: 'guest',
      password: 'example-password',
      enableReadyCheck: false,
    });
    try {
      const settings = await checkRedisSettings(guest);
      expect(settings.problems.join()).to.include('INFO');
    } finally {
      guest.disconnect();
      await redis.call('ACL', 'DELUSER', 'guest');
    }
  });

  it('asks each master of a cluster and says which one is meant', async () => {
    await redis.config('SET', 'maxmemory-policy', 'allkeys-lru');
    const masters = ['7001', '7002'].map((port) => pretendMaster(redis, port));
    const cluster = { isCluster: true, nodes: () => masters } as unknown as Cluster;
    const { problems } = await checkRedisSettings(cluster);
    expect(problems.map((problem) => problem.slice(0, 15))).to.deep.equal([
      '127.0.0.1:7001:',
      '127.0.0.1:7002:',
    ]);
  });

  it('finds a cluster without a reachable master wrong', async () => {
    const cluster = { isCluster: true, nodes: () => [] } as unknown as Cluster;
    expect((await checkRedisSettings(cluster)).problems).to.have.length(1);
  });
});

/** The same server under the address that a cluster would know it by. */
function pretendMaster(redis: Redis, port: string): Redis {
  return Object.create(redis, { options: { value: { host: '127.0.0.1', port } } });
}
