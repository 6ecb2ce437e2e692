import { rm } from 'node:fs/promises';
import { expect } from 'chai';
import type { RedisClient } from '../../server/redis/connect.ts';
import { createUserStore } from '../../server/users/store.ts';
import { runAdmin } from '../support/admin-command.ts';
import { connectedRedis } from '../support/connected-redis.ts';
import { makeDataDir } from '../support/connector.ts';
import { productionEnv } from '../support/example-env.ts';
import { freePort } from '../support/free-port.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { type RedisServer, startRedisServer } from '../support/redis-server.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('what the command line refuses', function () {
  this.timeout(40_000);
  let server: RedisServer;
  let redis: RedisClient;
  let dataDir: string;
  const env = (changes: object = {}) => ({
    ...productionEnv({ REDIS_URL: server.url }),
    DATA_DIR: dataDir,
    ...changes,
  });

  before(async () => {
    dataDir = await makeDataDir();
    server = await startRedisServer(['--appendonly', 'no']);
    redis = await connectedRedis({ urls: [server.url] });
    const known = { email: 'known@example.com', name: 'Kay', role: 'viewer' } as const;
    await createUserStore({ redis }).ensure(known, by);
  });
  after(async () => {
    redis.disconnect();
    await server.remove();
    await rm(dataDir, { recursive: true, force: true });
  });

  const known = ['--email', 'known@example.com'];
  const stranger = ['--email', 'stranger@example.com'];
  const refused: [string, string[], string][] = [
    [
      'an email without a user',
      ['sign-in-link', ...stranger],
      'Nobody has the email stranger@example.com.',
    ],
    ['an email that has a user', ['create-user', ...known, '--role', 'admin'], 'The email has a'],
    ['what is no email', ['sign-in-link', '--email', 'known'], '--email is missing or wrong.'],
    ['an unknown role', ['create-user', ...stranger, '--role', 'owner'], '--role or --name is wro'],
    ['an unknown command', ['delete-user', ...known], 'There is no such command.'],
    ['an unknown option', ['sign-in-link', ...known, '--force'], "Unknown option '--force'"],
  ];
  for (const [what, args, words] of refused) {
    it(`${what}: with words on standard error, and nothing else`, async () => {
      const before = await dumpRedis(redis);
      const { code, stdout, stderr } = await runAdmin(env(), ...args);
      expect({ code, stdout }).to.deep.equal({ code: 1, stdout: '' });
      expect(stderr.startsWith(words), stderr).to.equal(true);
      expect(stderr, 'no stack').not.to.match(/^\s+at /m);
      expect(await dumpRedis(redis)).to.equal(before);
    });
  }

  it('a wrong configuration, before it looks for Redis', async () => {
    const answer = await runAdmin(
      env({ SESSION_SECRET: 'canary-short' }),
      'sign-in-link',
      ...known,
    );
    expect(answer).to.deep.equal({
      code: 1,
      stdout: '',
      stderr:
        'The configuration has a problem:\n- SESSION_SECRET must have at least 32 characters (openssl rand -base64 32).\n',
    });
  });

  it('to wait for a Redis that is not there, or does not answer', async () => {
    const stuck = await startRedisServer(['--appendonly', 'no']);
    stuck.pause();
    try {
      const nobody = `redis://:canary-password@127.0.0.1:${await freePort()}`;
      const urls = [nobody, stuck.url];
      const answers = await Promise.all(
        urls.map((url) => runAdmin(env({ REDIS_URL: url }), 'sign-in-link', ...known)),
      );
      for (const answer of answers)
        expect(answer).to.deep.equal({
          code: 1,
          stdout: '',
          stderr: 'Redis does not answer. Is the service set up with the same environment?\n',
        });
    } finally {
      await stuck.remove();
    }
  });

  it('nothing when it is asked what it can do, though Redis is away', async () => {
    const away = env({ REDIS_URL: `redis://127.0.0.1:${await freePort()}` });
    const { code, stdout, stderr } = await runAdmin(away, 'create-user', '--help');
    expect({ code, stderr }).to.deep.equal({ code: 0, stderr: '' });
    expect(stdout).to.include('npm run --silent admin -- create-user --email EMAIL');
    expect(stdout).to.include('npm run --silent admin -- sign-in-link --email EMAIL');
  });
});
