/**
 * The only reader of the environment. `loadConfig(process.env)` answers a complete, typed
 * configuration or throws one `ConfigError` that lists every problem.
 * The README has the table of variables; `.env.example` has them all with their defaults.
 */
import { resolve } from 'node:path';
import { parseForbidden } from './forbidden.ts';
import {
  ConfigProblem,
  parseEncryptionKeys,
  parseEventsKept,
  parseFrameAncestors,
  parseHost,
  parseHttpUrl,
  parseLogLevel,
  parseMetricsToken,
  parseOrigin,
  parsePort,
  parseProxyTimeout,
  parseRedisUrls,
  parseReturnHosts,
  parseScopes,
  parseSecret,
  parseTrustProxy,
} from './parse.ts';
import { type KeptSecrets, keptSecrets } from './secrets.ts';
import type { Config, DefaultIClientConfig, EncryptionKey, Environment } from './types.ts';

export type { Config, DefaultIClientConfig, EncryptionKey, Environment } from './types.ts';

/** Thrown by `loadConfig`; `problems` has one sentence for each thing to mend. */
export class ConfigError extends Error {
  readonly problems: string[];
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : 'problems'}:\n- ${problems.join('\n- ')}`,
    );
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

const bigCommercePanels = [
  'https://*.mybigcommerce.com',
  'https://*.my-integration.zone',
  'https://*.my-staging.zone',
];

/**
 * Reads and checks the environment. Outside production, missing secrets are made once and kept
 * in `DATA_DIR`.
 * @throws ConfigError naming every variable that is missing or wrong, never its value if secret
 */
export function loadConfig(env: Environment): Config {
  const reader = createReader(env);
  const production = env.NODE_ENV === 'production';
  const dataDir = resolve(reader.text('DATA_DIR') ?? '.data');
  const port = reader.parsed('PORT', parsePort) ?? 3000;
  const publicUrl = readPublicUrl(reader, production, port);
  const loginUrl =
    reader.parsed('BIGCOMMERCE_LOGIN_URL', parseHttpUrl) ?? 'https://login.bigcommerce.com';
  const config = {
    production,
    port,
    host: reader.parsed('HOST', parseHost) ?? '127.0.0.1',
    publicUrl,
    dataDir,
    redis: readRedis(reader, production),
    trustProxy: reader.parsed('TRUST_PROXY', parseTrustProxy) ?? false,
    logLevel: reader.parsed('LOG_LEVEL', parseLogLevel) ?? 'info',
    eventsKept: reader.parsed('EVENTS_KEPT', parseEventsKept) ?? 10_000,
    frameAncestors: reader.parsed('FRAME_ANCESTORS', parseFrameAncestors) ?? [
      ...bigCommercePanels,
      new URL(loginUrl).origin,
    ],
    returnHosts: readHosts(reader, 'RETURN_HOSTS'),
    callbackCheckHosts: readHosts(reader, 'CALLBACK_CHECK_HOSTS'),
    callbackCheckForbidden: reader.parsed('CALLBACK_CHECK_FORBIDDEN', parseForbidden) ?? {
      hosts: [],
      ranges: [],
    },
    sandboxPort: reader.parsed('SANDBOX_PORT', parsePort) ?? 3001,
    examplePort: reader.parsed('EXAMPLE_PORT', parsePort) ?? 3002,
    bigcommerce: {
      loginUrl,
      apiUrl: reader.parsed('BIGCOMMERCE_API_URL', parseHttpUrl) ?? 'https://api.bigcommerce.com',
    },
    proxyTimeoutMs: reader.parsed('PROXY_TIMEOUT_SECONDS', parseProxyTimeout) ?? 30_000,
    metricsToken: reader.parsed('METRICS_TOKEN', parseMetricsToken),
    defaultIClient: readDefaultIClient(reader),
  };
  const secrets = readSecrets(reader, production, dataDir);
  if (reader.problems.length > 0 || secrets === undefined) throw new ConfigError(reader.problems);
  return { ...config, ...secrets };
}

type Reader = ReturnType<typeof createReader>;

function createReader(env: Environment) {
  const problems: string[] = [];
  const text = (name: string): string | undefined => {
    const value = env[name]?.trim();
    return value === '' ? undefined : value;
  };
  return {
    problems,
    text,
    /** The parsed value; undefined when absent, and when wrong, which is then noted as a problem. */
    parsed<T>(name: string, parse: (value: string) => T): T | undefined {
      const value = text(name);
      if (value === undefined) return undefined;
      try {
        return parse(value);
      } catch (error) {
        if (!(error instanceof ConfigProblem)) throw error;
        problems.push(`${name} ${error.message}`);
        return undefined;
      }
    },
  };
}

function readPublicUrl(reader: Reader, production: boolean, port: number): string {
  const publicUrl = reader.parsed('PUBLIC_URL', parseOrigin);
  if (production && reader.text('PUBLIC_URL') === undefined) {
    reader.problems.push(
      'PUBLIC_URL is missing: give the https address at which BigCommerce reaches this service.',
    );
  }
  if (production && publicUrl?.startsWith('http:')) {
    reader.problems.push('PUBLIC_URL must start with https:// in production.');
  }
  return publicUrl ?? `http://localhost:${port}`;
}

function readHosts(reader: Reader, name: string): string[] {
  return reader.parsed(name, parseReturnHosts) ?? [];
}

function readRedis(reader: Reader, production: boolean): Config['redis'] {
  const value = reader.text('REDIS_URL');
  if (value === 'embedded') return { kind: 'embedded' };
  if (value === undefined) {
    if (production) {
      reader.problems.push(
        'REDIS_URL is missing: give the address of a Redis, or "embedded" to run one beside the service.',
      );
    }
    return { kind: 'embedded' };
  }
  return { kind: 'external', urls: reader.parsed('REDIS_URL', parseRedisUrls) ?? [] };
}

function readDefaultIClient(reader: Reader): DefaultIClientConfig | undefined {
  const clientId = reader.text('BIGCOMMERCE_CLIENT_ID');
  const clientSecret = reader.text('BIGCOMMERCE_CLIENT_SECRET');
  if (clientId?.startsWith('simulation-'))
    reader.problems.push(
      'BIGCOMMERCE_CLIENT_ID begins with "simulation-", as only those of simulated installs do: give the app’s own.',
    );
  const scopes = reader.parsed('BIGCOMMERCE_SCOPES', parseScopes) ?? [];
  const accountUuid = reader.text('BIGCOMMERCE_ACCOUNT_UUID');
  if (clientId !== undefined && clientSecret !== undefined) {
    return { clientId, clientSecret, scopes, accountUuid };
  }
  if (clientId !== undefined)
    reader.problems.push(
      'BIGCOMMERCE_CLIENT_SECRET is missing: it belongs to BIGCOMMERCE_CLIENT_ID.',
    );
  if (clientSecret !== undefined)
    reader.problems.push(
      'BIGCOMMERCE_CLIENT_ID is missing: it belongs to BIGCOMMERCE_CLIENT_SECRET.',
    );
  if (clientId === undefined && clientSecret === undefined && (scopes.length > 0 || accountUuid)) {
    reader.problems.push(
      'BIGCOMMERCE_CLIENT_ID is missing: BIGCOMMERCE_SCOPES and BIGCOMMERCE_ACCOUNT_UUID belong to it.',
    );
  }
  return undefined;
}

function readSecrets(
  reader: Reader,
  production: boolean,
  dataDir: string,
): { encryptionKeys: EncryptionKey[]; sessionSecret: string } | undefined {
  const encryptionKeys = reader.parsed('ENCRYPTION_KEYS', parseEncryptionKeys);
  const sessionSecret = reader.parsed('SESSION_SECRET', parseSecret);
  const missing = ['ENCRYPTION_KEYS', 'SESSION_SECRET'].filter(
    (name) => reader.text(name) === undefined,
  );
  if (production) {
    for (const name of missing)
      reader.problems.push(
        `${name} is missing: production does not make secrets up. The README says how to make one.`,
      );
  }
  // With a problem at hand nothing is going to start, so nothing is written to the disk either.
  if (reader.problems.length > 0) return undefined;
  const kept = missing.length > 0 ? readKeptSecrets(reader, dataDir) : undefined;
  const keys = encryptionKeys ?? kept?.encryptionKeys;
  const secret = sessionSecret ?? kept?.sessionSecret;
  return keys && secret ? { encryptionKeys: keys, sessionSecret: secret } : undefined;
}

function readKeptSecrets(reader: Reader, dataDir: string): KeptSecrets | undefined {
  try {
    return keptSecrets(dataDir);
  } catch (error) {
    reader.problems.push(`DATA_DIR: ${error instanceof Error ? error.message : String(error)}`);
    return undefined;
  }
}
