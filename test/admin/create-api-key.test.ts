import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import type { Arguments } from '../../server/admin/command.ts';
import { createApiKey } from '../../server/admin/create-api-key.ts';
import { permissions } from '../../server/api-keys/permissions.ts';
import { type ApiKeyStore, createApiKeyStore } from '../../server/api-keys/store.ts';
import { type ConnectionStore, createConnectionStore } from '../../server/connections/store.ts';
import type { RedisClient } from '../../server/redis/connect.ts';
import { createUserStore } from '../../server/users/store.ts';
import { createVault } from '../../server/vault/vault.ts';
import { runAdmin } from '../support/admin-command.ts';
import { connectedRedis } from '../support/connected-redis.ts';
import { makeDataDir } from '../support/connector.ts';
import { productionEnv } from '../support/example-env.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

describe('an API key made on the command line', function () {
  this.timeout(60_000);
  let server: RedisServer;
  let redis: RedisClient;
  let apiKeys: ApiKeyStore;
  let dataDir: string;
  let connections: ConnectionStore;
  let connectionId: string;

  before(async () => {
    dataDir = await makeDataDir();
    server = await startRedisServer(['--appendonly', 'no']);
    redis = await connectedRedis({ urls: [server.url] });
    apiKeys = createApiKeyStore({ redis });
    const vault = createVault([{ id: 'example', key: Buffer.alloc(32) }]);
    const account = {
      name: 'Fern',
      storeHash: 'storefern',
      scopes: undefined,
      concurrency: { level: 5 },
      accessToken: 'canary-token-of-fern',
    };
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    connections = createConnectionStore({ redis, vault });
    connectionId = (await connections.createApiAccount(account, by)).id;
  });
  after(async () => {
    redis.disconnect();
    await server.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  const create = (...args: string[]) =>
    runAdmin(
      { ...productionEnv({ REDIS_URL: server.url }), DATA_DIR: dataDir },
      'create-api-key',
      ...args,
    );

  it('is printed alone, and works for all connections', async () => {
    const { code, stdout, stderr } = await create(
      ...['--name', 'Order export', '--permissions', 'proxy:read, connections:read'],
    );
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.match(/^bcc_[A-Za-z0-9_-]{43}\n$/);
    expect(await apiKeys.findByKey(stdout.trim())).to.deep.include({
      name: 'Order export',
      permissions: ['connections:read', 'proxy:read'],
      connectionIds: undefined,
      createdBy: { kind: 'operator' },
    });
    expect(await dumpRedis(redis)).not.to.include(stdout.trim());
  });

  it('is limited to the connections that are named', async () => {
    const { stdout } = await create(
      ...['--name', 'Limited', '--permissions', '*', '--connections', `fern,${connectionId}`],
    );
    expect(await apiKeys.findByKey(stdout.trim())).to.deep.include({
      permissions: ['*'],
      connectionIds: [connectionId],
    });
  });

  const named = ['--name', 'Refused'];
  const good = { name: 'Refused', permissions: '*' };
  const refused: [string, Arguments['options'], RegExp][] = [
    ['without a name', { permissions: '*' }, /^--name is missing or wrong/],
    ['with an empty name', { ...good, name: ' ' }, /^--name is missing or wrong/],
    ['without permissions', { name: 'Refused' }, /^--permissions is missing/],
    [
      'with permissions that there are not',
      { ...good, permissions: 'proxy:read,proxy,admin' },
      /^There is no permission proxy, admin[.]/,
    ],
    [
      'limited to what is no connection',
      { ...good, connections: 'Fern,Moss,cn_00' },
      /^No connection is called Moss, cn_00[.]/,
    ],
    ['limited to none', { ...good, connections: ',' }, /^--connections names none/],
  ];
  for (const [what, options, words] of refused)
    it(`is not made ${what}`, async () => {
      const before = await dumpRedis(redis);
      const deps = { users: createUserStore({ redis }), apiKeys, connections, publicUrl: '' };
      const refusal = await createApiKey({ options, more: [] }, deps).catch((error) => error);
      expect(refusal).to.be.instanceOf(Error);
      expect(refusal.message).to.match(words);
      expect(await dumpRedis(redis)).to.equal(before);
    });

  it('is refused with words on standard error, which list the permissions that there are', async () => {
    const { code, stdout, stderr } = await create(...named, '--permissions', 'everything');
    expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
    expect(stderr.startsWith('There is no permission everything.'), stderr).to.equal(true);
    for (const permission of permissions) expect(stderr).to.include(`\n  ${permission}\n`);
  });
});
