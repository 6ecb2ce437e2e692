import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect } from 'chai';
import { type Config, ConfigError, type Environment, loadConfig } from '../../config/index.ts';
import { productionEnv } from '../support/example-env.ts';

/** The sentences of the one error that lists all of them. */
function problemsOf(env: Environment): string[] {
  try {
    loadConfig(env);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) expect(error.message).to.include(problem);
    return error.problems;
  }
  return [];
}

describe('the configuration', () => {
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'config-'));
  });
  afterEach(() => rm(dataDir, { recursive: true, force: true }));

  it('needs nothing outside production', () => {
    const { encryptionKeys, sessionSecret, ...config } = loadConfig({ DATA_DIR: dataDir });
    const expected: Omit<Config, 'encryptionKeys' | 'sessionSecret'> = {
      production: false,
      port: 3000,
      host: '127.0.0.1',
      publicUrl: 'http://localhost:3000',
      dataDir,
      redis: { kind: 'embedded' },
      trustProxy: false,
      logLevel: 'info',
      eventsKept: 10_000,
      frameAncestors: [
        'https://*.mybigcommerce.com',
        'https://*.my-integration.zone',
        'https://*.my-staging.zone',
        'https://login.bigcommerce.com',
      ],
      returnHosts: [],
      callbackCheckHosts: [],
      callbackCheckForbidden: { hosts: [], ranges: [] },
      sandboxPort: 3001,
      examplePort: 3002,
      proxyTimeoutMs: 30_000,
      metricsToken: undefined,
      bigcommerce: {
        loginUrl: 'https://login.bigcommerce.com',
        apiUrl: 'https://api.bigcommerce.com',
      },
      defaultIClient: undefined,
    };
    expect(config).to.deep.equal(expected);
    expect(encryptionKeys).to.have.length(1);
    expect(sessionSecret).to.have.length.at.least(32);
  });

  it('keeps data in .data unless told otherwise', () => {
    expect(loadConfig(productionEnv()).dataDir).to.equal(resolve('.data'));
  });

  it('takes every variable', () => {
    const key = Buffer.alloc(32, 7);
    const config = loadConfig(
      productionEnv({
        PORT: '8080',
        HOST: '0.0.0.0',
        PUBLIC_URL: 'https://connector.example/',
        DATA_DIR: dataDir,
        REDIS_URL: 'rediss://one.example:6379, rediss://two.example:6380',
        ENCRYPTION_KEYS: `new:${key.toString('base64')},old:${key.toString('base64url')}`,
        TRUST_PROXY: '2',
        LOG_LEVEL: 'debug',
        EVENTS_KEPT: '5000',
        FRAME_ANCESTORS: 'https://*.panel.example, https://panel.example:8443',
        SANDBOX_PORT: '4001',
        EXAMPLE_PORT: '4002',
        RETURN_HOSTS: 'app.example localhost:8080',
        CALLBACK_CHECK_HOSTS: 'inside.example:8443',
        CALLBACK_CHECK_FORBIDDEN: 'Tresor.Example., 203.0.113.7 10.0.0.0/8,fd00::/8',
        PROXY_TIMEOUT_SECONDS: '45',
        METRICS_TOKEN: 'example-metrics-token',
        BIGCOMMERCE_LOGIN_URL: 'https://login.example/',
        BIGCOMMERCE_API_URL: 'https://api.example/base/',
        BIGCOMMERCE_CLIENT_ID: 'exampleclientid',
        BIGCOMMERCE_CLIENT_SECRET: 'example-client-secret',
        BIGCOMMERCE_SCOPES: 'store_v2_orders store_v2_products,store_v2_orders',
        BIGCOMMERCE_ACCOUNT_UUID: 'example-account-uuid',
      }),
    );
    expect(config).to.deep.equal({
      production: true,
      port: 8080,
      host: '0.0.0.0',
      publicUrl: 'https://connector.example',
      dataDir,
      redis: {
        kind: 'external',
        urls: ['rediss://one.example:6379', 'rediss://two.example:6380'],
      },
      encryptionKeys: [
        { id: 'new', key },
        { id: 'old', key },
      ],
      sessionSecret: 'example-session-secret-of-32-or-more',
      trustProxy: 2,
      logLevel: 'debug',
      eventsKept: 5_000,
      frameAncestors: ['https://*.panel.example', 'https://panel.example:8443'],
      returnHosts: ['app.example', 'localhost:8080'],
      callbackCheckHosts: ['inside.example:8443'],
      callbackCheckForbidden: {
        hosts: ['tresor.example'],
        ranges: [
          { network: '203.0.113.7', prefix: 32, family: 'ipv4' },
          { network: '10.0.0.0', prefix: 8, family: 'ipv4' },
          { network: 'fd00::', prefix: 8, family: 'ipv6' },
        ],
      },
      sandboxPort: 4001,
      examplePort: 4002,
      proxyTimeoutMs: 45_000,
      metricsToken: 'example-metrics-token',
      bigcommerce: { loginUrl: 'https://login.example', apiUrl: 'https://api.example/base' },
      defaultIClient: {
        clientId: 'exampleclientid',
        clientSecret: 'example-client-secret',
        scopes: ['store_v2_orders', 'store_v2_products'],
        accountUuid: 'example-account-uuid',
      },
    });
  });

  it('takes an empty variable for one that is not there, as in .env.example', () => {
    const empty = { REDIS_URL: '', NODE_ENV: '', PORT: ' ', LOG_LEVEL: '', TRUST_PROXY: '' };
    const config = loadConfig({ DATA_DIR: dataDir, ...empty });
    expect(config).to.include({ port: 3000, logLevel: 'info', production: false });
    expect(config.redis).to.deep.equal({ kind: 'embedded' });
  });

  it('lets the login host show the embedded pages, wherever it is', () => {
    const { frameAncestors } = loadConfig(
      productionEnv({ BIGCOMMERCE_LOGIN_URL: 'https://login.example:8443' }),
    );
    expect(frameAncestors).to.include('https://login.example:8443');
  });

  it('reports every problem at once, each by the name of its variable', () => {
    const names = problemsOf({
      NODE_ENV: 'production',
      PORT: 'many',
      TRUST_PROXY: 'everyone',
      LOG_LEVEL: 'loud',
      FRAME_ANCESTORS: '*',
      SANDBOX_PORT: '-1',
      BIGCOMMERCE_LOGIN_URL: 'login.example',
      BIGCOMMERCE_API_URL: 'ftp://api.example',
      BIGCOMMERCE_CLIENT_ID: 'exampleclientid',
      BIGCOMMERCE_SCOPES: 'orders;products',
    }).map((problem) => problem.split(' ', 1)[0]);
    expect(names).to.have.members([
      'PORT',
      'TRUST_PROXY',
      'LOG_LEVEL',
      'FRAME_ANCESTORS',
      'SANDBOX_PORT',
      'BIGCOMMERCE_LOGIN_URL',
      'BIGCOMMERCE_API_URL',
      'BIGCOMMERCE_CLIENT_SECRET',
      'BIGCOMMERCE_SCOPES',
      'PUBLIC_URL',
      'REDIS_URL',
      'ENCRYPTION_KEYS',
      'SESSION_SECRET',
    ]);
  });

  it('writes nothing to the disk when it is refused', async () => {
    expect(problemsOf({ DATA_DIR: dataDir, PORT: 'many' })).to.have.length(1);
    expect(await readdir(dataDir)).to.deep.equal([]);
  });
});

describe('the configuration in production', () => {
  it('is taken when all that it needs is there', () => {
    expect(problemsOf(productionEnv())).to.deep.equal([]);
  });

  for (const name of ['PUBLIC_URL', 'REDIS_URL', 'ENCRYPTION_KEYS', 'SESSION_SECRET']) {
    it(`is refused without ${name}`, () => {
      const problems = problemsOf(productionEnv({ [name]: undefined }));
      expect(problems).to.have.length(1);
      expect(problems[0]).to.match(new RegExp(`^${name} is missing: `));
    });
  }

  it('is refused with a PUBLIC_URL that is not https', () => {
    const problems = problemsOf(productionEnv({ PUBLIC_URL: 'http://connector.example' }));
    expect(problems).to.deep.equal(['PUBLIC_URL must start with https:// in production.']);
  });

  it('runs an embedded Redis only when asked to', () => {
    const { redis } = loadConfig(productionEnv({ REDIS_URL: 'embedded' }));
    expect(redis).to.deep.equal({ kind: 'embedded' });
  });
});
