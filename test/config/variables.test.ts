import { expect } from 'chai';
import fc from 'fast-check';
import { ConfigError, loadConfig } from '../../config/index.ts';
import { productionEnv } from '../support/example-env.ts';

const key = Buffer.alloc(32, 'canary').toString('base64');
const shortKey = Buffer.alloc(31, 'canary').toString('base64');

const badForms: Record<string, string[]> = {
  PORT: ['many', '-1', '65536', '80.5', '0x50', '1e3', '80 81'],
  SANDBOX_PORT: ['many', '65536'],
  EVENTS_KEPT: ['all', '999', '1000001', '-5000', '5e3', '5000.5'],
  HOST: ['not a host', 'https://connector.example', '-'],
  PUBLIC_URL: [
    'connector.example',
    'ftp://connector.example',
    'https://',
    'https://connector.example/path',
    'https://connector.example/?canary',
    'https://connector.example/#canary',
    'https://someone:canary@connector.example',
  ],
  REDIS_URL: [
    'redis.example',
    'http://redis.example',
    'redis://one.example,two.example',
    'redis://one.example,',
    'embedded,redis://one.example',
    'redis:redis.example',
    'redis://',
    'redis://:canary@',
    'redis://:canary@redis.example:port',
  ],
  ENCRYPTION_KEYS: [
    key,
    `:${key}`,
    `an id:${key}`,
    `${'i'.repeat(33)}:${key}`,
    `one:${shortKey}`,
    `one:${key}canary`,
    'one:',
    `one:${key},`,
    `one:${key},one:${key}`,
    `one:${key};two:${key}`,
  ],
  SESSION_SECRET: ['canary-of-fewer-than-32-letters'],
  TRUST_PROXY: [
    'true',
    'everyone',
    '*',
    '10.0.0.0/8 loopback',
    '10.0.0/8',
    'abc',
    '10.0.0.0/33',
    '0.0.0.0/0',
    '::1/8/8',
  ],
  RETURN_HOSTS: [
    ',',
    'https://app.example.com',
    '*.example.com',
    'app.example.com/path',
    'someone@app.example.com',
    'app.example.com:port',
    '//app.example.com',
  ],
  CALLBACK_CHECK_FORBIDDEN: [
    ',',
    'https://inside.example.com',
    '*.example.com',
    'inside.example.com:8443',
    '10.0.0.0/33',
    '10.0.0.0/',
    '10.0.0.0/8/8',
    '::1/129',
    'fe80::1%eth0',
    '10.0.0.256',
    '0x7f.1',
    '2130706433',
    '[::1]',
  ],
  CALLBACK_CHECK_HOSTS: ['https://inside.example.com', '*.example.com', '10.0.0.0/8'],
  LOG_LEVEL: ['loud', 'INFO', '30'],
  FRAME_ANCESTORS: [
    ',',
    '*',
    'https:',
    "'self'",
    'panel.example',
    'https://panel.example/path',
    'https://panel.*.example',
    'https://panel.example;script-src *',
  ],
  BIGCOMMERCE_LOGIN_URL: ['login.example', 'ftp://login.example', 'https://login.example/?canary'],
  BIGCOMMERCE_API_URL: ['api.example', 'javascript:canary', 'https://someone:canary@api.example'],
  BIGCOMMERCE_SCOPES: ['orders;products', 'Store_V2_Orders', 'store_v2_orders/read'],
};

const goodForms: Record<string, string[]> = {
  PORT: ['0', '80', '65535', ' 3000 '],
  REDIS_URL: ['redis://[::1]:6379/1', 'rediss://someone:canary@redis.example', 'embedded'],
  TRUST_PROXY: ['0', '1', 'false', 'loopback', '10.0.0.0/8, ::1/128,uniquelocal', '192.0.2.1'],
  FRAME_ANCESTORS: ['https://*.panel.example http://localhost:3001'],
  CALLBACK_CHECK_FORBIDDEN: ['localhost', '0.0.0.0/0,::/0', '::ffff:10.0.0.0/104 münchen.example'],
};

function problemsWith(name: string, value: string): string[] {
  try {
    loadConfig(productionEnv({ [name]: value }));
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe('a variable of the configuration', () => {
  for (const [name, forms] of Object.entries(badForms)) {
    it(`${name} is refused in every form that cannot work, without its value`, () => {
      for (const form of forms) {
        const problems = problemsWith(name, form);
        expect(problems, form).to.have.length(1);
        expect(problems[0], form).to.match(new RegExp(`^${name} (must|has) .*\\.$`));
        expect(problems[0], form).not.to.include('canary');
        expect(problems[0], form).not.to.include(key);
      }
    });
  }

  for (const [name, forms] of Object.entries(goodForms)) {
    it(`${name} is taken in every form that works`, () => {
      for (const form of forms) expect(problemsWith(name, form), form).to.deep.equal([]);
    });
  }

  it('BIGCOMMERCE_CLIENT_ID and BIGCOMMERCE_CLIENT_SECRET belong together', () => {
    expect(problemsWith('BIGCOMMERCE_CLIENT_ID', 'exampleclientid')).to.deep.equal([
      'BIGCOMMERCE_CLIENT_SECRET is missing: it belongs to BIGCOMMERCE_CLIENT_ID.',
    ]);
    expect(problemsWith('BIGCOMMERCE_CLIENT_SECRET', 'canary-client-secret')).to.deep.equal([
      'BIGCOMMERCE_CLIENT_ID is missing: it belongs to BIGCOMMERCE_CLIENT_SECRET.',
    ]);
  });

  it('BIGCOMMERCE_SCOPES and BIGCOMMERCE_ACCOUNT_UUID need a client id to belong to', () => {
    for (const [name, value] of [
      ['BIGCOMMERCE_SCOPES', 'store_v2_products'],
      ['BIGCOMMERCE_ACCOUNT_UUID', 'example-account'],
    ] as const) {
      expect(problemsWith(name, value).join()).to.include('BIGCOMMERCE_CLIENT_ID is missing');
    }
  });

  it('whatever its value, is taken or refused by name, and no secret is repeated', () => {
    const names = fc.constantFrom(...Object.keys(badForms));
    const values = fc.string({ minLength: 8, maxLength: 60, unit: 'binary' });
    fc.assert(
      fc.property(names, values, (name, value) => {
        const ownProblems = problemsWith(name, value).filter(
          (problem) => !problem.startsWith('BIGCOMMERCE_CLIENT_ID is missing'),
        );
        for (const problem of ownProblems) {
          expect(problem).to.match(new RegExp(`^${name} `));
          expect(problem).not.to.include(value);
        }
      }),
      { numRuns: 500 },
    );
  });
});
