/**
 * A whole connector for a test: the service, its embedded Redis in a folder of its own, and a
 * sandbox to talk to. Closing it also checks that no secret of the test ended up in the log, in an
 * answer to a client or, unsealed, in Redis.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { expect } from 'chai';
import supertest, { type Test } from 'supertest';
import { type Environment, loadConfig } from '../../config/index.ts';
import { createLog } from '../../server/log.ts';
import type { RedisClient } from '../../server/redis/connect.ts';
import { type SandboxApp, startSandbox } from '../../server/sandbox/start.ts';
import { type Service, startService } from '../../server/start.ts';
import { type CookieClient, cookieClient } from './cookie-client.ts';
import { freePort } from './free-port.ts';
import { dumpRedis } from './redis-dump.ts';
import { type SandboxControl, sandboxControl } from './sandbox-control.ts';
import { until } from './until.ts';

export const clientId = 'exampleclientid';
export const clientSecret = 'canary-client-secret-of-the-default-app';
export const scopes = [
  'store_v2_orders_read_only',
  'store_v2_products_read_only',
  'store_v2_information_read_only',
];

export type Connector = {
  publicUrl: string;
  dataDir: string;
  service: Service;
  sandbox: SandboxControl;
  /** Everything logged so far. */
  logged(): string;
  /** A client without cookies. */
  http(): ReturnType<typeof supertest>;
  /** A client that keeps cookies, as one browser does. */
  agent(): CookieClient;
  /** Something that must not be found in the log, in an answer or in Redis. */
  keepSecret(secret: string): void;
  close(): Promise<void>;
};

export type ConnectorOptions = {
  env?: Environment;
  now?: () => number;
  /** Leave the data for the next connector; the caller removes it. */
  dataDir?: string;
  sandbox?: SandboxControl;
};

export async function startConnector(options: ConnectorOptions = {}): Promise<Connector> {
  const dataDir = options.dataDir ?? (await makeDataDir());
  const port = await freePort();
  const publicUrl = options.env?.PUBLIC_URL ?? `http://localhost:${port}`;
  const ownSandbox = options.sandbox
    ? undefined
    : await startSandbox({ port: 0, apps: [defaultApp(publicUrl)] });
  const sandbox = options.sandbox ?? sandboxControl(ownSandbox?.url ?? '');
  const log = collectLog();
  const answers = collectAnswers();
  const config = await orClose(ownSandbox, () =>
    loadConfig({
      ...connectorEnv({ port, dataDir, sandboxUrl: sandbox.url }),
      ...options.env,
    }),
  );
  const secrets = new Set([clientSecret, config.sessionSecret]);
  for (const { key } of config.encryptionKeys) secrets.add(key.toString('base64'));
  const service = await orClose(ownSandbox, () =>
    startService(config, {
      log: createLog('trace', log),
      ...(options.now ? { now: options.now } : {}),
    }),
  );
  const ready = () =>
    supertest(service.address)
      .get('/readyz')
      .then(({ status }) => status === 200);
  if (config.redis.kind === 'embedded') await until('the connector is ready', ready);
  const http = () => answers.watch(supertest(service.address));
  return {
    publicUrl,
    dataDir,
    service,
    sandbox,
    logged: log.text,
    http,
    agent: () => cookieClient(http),
    keepSecret: (secret) => void secrets.add(secret),
    async close() {
      for (const token of await tokensOf(sandbox)) secrets.add(token);
      let kept: string;
      try {
        kept = await keptIn(service.deps.redis);
      } finally {
        await service.stop();
        await ownSandbox?.close();
        if (!options.dataDir) await rm(dataDir, { recursive: true, force: true });
      }
      for (const secret of secrets) {
        expect(log.text(), 'the log').not.to.include(secret);
        expect(answers.text(), 'the answers').not.to.include(secret);
        expect(kept, 'Redis').not.to.include(secret);
      }
    },
  };
}

/** A start that fails leaves nothing running. */
async function orClose<T>(
  sandbox: { close(): Promise<void> } | undefined,
  start: () => T | Promise<T>,
): Promise<T> {
  try {
    return await start();
  } catch (error) {
    await sandbox?.close();
    throw error;
  }
}

export function makeDataDir(): Promise<string> {
  return mkdtemp(join(tmpdir(), 'bcc-'));
}

/** The environment of a service that talks to a sandbox. */
export function connectorEnv({
  port,
  dataDir,
  sandboxUrl,
}: {
  port: number;
  dataDir: string;
  sandboxUrl: string;
}): Environment {
  return {
    PORT: String(port),
    DATA_DIR: dataDir,
    BIGCOMMERCE_LOGIN_URL: sandboxUrl,
    BIGCOMMERCE_API_URL: sandboxUrl,
    BIGCOMMERCE_CLIENT_ID: clientId,
    BIGCOMMERCE_CLIENT_SECRET: clientSecret,
    BIGCOMMERCE_SCOPES: scopes.join(' '),
  };
}

/** The default app as the sandbox's developer portal knows it. */
export function defaultApp(publicUrl: string): SandboxApp {
  return {
    clientId,
    clientSecret,
    name: 'Example connector',
    scopes,
    callbacks: {
      auth: `${publicUrl}/auth`,
      load: `${publicUrl}/load`,
      uninstall: `${publicUrl}/uninstall`,
      removeUser: `${publicUrl}/remove_user`,
    },
  };
}

function collectLog() {
  const chunks: string[] = [];
  const stream = new Writable({
    write(chunk, _encoding, done) {
      chunks.push(String(chunk));
      done();
    },
  });
  return Object.assign(stream, { text: () => chunks.join('') });
}

/** Keeps headers and body of every answer that a client gets. */
function collectAnswers() {
  const answers: string[] = [];
  const keep = ({ headers, text }: { headers: object; text?: string }) =>
    void answers.push(JSON.stringify(headers), text ?? '');
  return {
    text: () => answers.join('\n'),
    watch: (client: ReturnType<typeof supertest>): ReturnType<typeof supertest> =>
      new Proxy(client, {
        get(target, method) {
          const send: unknown = Reflect.get(target, method);
          if (typeof send !== 'function') return send;
          return (...args: unknown[]) => (send.apply(target, args) as Test).on('response', keep);
        },
      }),
  };
}

/** A test may have ended Redis; what it keeps is looked at in every other case. */
async function keptIn(redis: RedisClient): Promise<string> {
  const isThere = await redis.ping().then(
    () => true,
    () => false,
  );
  return isThere ? dumpRedis(redis) : '';
}

async function tokensOf(sandbox: SandboxControl): Promise<string[]> {
  const state = await sandbox.state().catch(() => undefined);
  return state?.installs.flatMap(({ token }) => (token ? [token] : [])) ?? [];
}
