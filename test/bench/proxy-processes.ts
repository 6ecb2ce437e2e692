/** The processes of the benchmark: upstream, bare proxy and the built service, each on a port of its own. */
import { type ChildProcess, spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { readFile, rm } from 'node:fs/promises';
import { pino } from 'pino';
import type { Environment } from '../../config/index.ts';
import { createApiKeyStore } from '../../server/api-keys/store.ts';
import { createConnectionStore } from '../../server/connections/store.ts';
import { connectRedis } from '../../server/redis/connect.ts';
import { embeddedSocketPath } from '../../server/redis/embedded.ts';
import { createVault } from '../../server/vault/vault.ts';
import { makeDataDir } from '../support/connector.ts';
import { freePort } from '../support/free-port.ts';
import { until } from '../support/until.ts';

export type Side = {
  name: string;
  url: string;
  headers: Record<string, string>;
  /** Resident bytes: now, and the most there ever were. */
  memory(): Promise<{ now: number; peak: number }>;
};

export type Sides = { upstream: Side; bare: Side; connector: Side; close(): Promise<void> };

const path = '/v3/catalog/products';

export async function startSides(): Promise<Sides> {
  const children: ChildProcess[] = [];
  const dataDir = await makeDataDir();
  const close = async () => {
    for (const child of children.reverse()) await end(child);
    await rm(dataDir, { recursive: true, force: true });
  };
  const run = (name: string, args: string[], env: Environment) => {
    const child = spawn(process.execPath, args, {
      env: { PATH: process.env.PATH, ...env },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    child.once('exit', (code) => {
      if (code) process.stderr.write(`${name} ended with ${code}\n`);
    });
    children.push(child);
    return child;
  };
  try {
    const [upstreamPort, barePort, port] = [await freePort(), await freePort(), await freePort()];
    const upstreamUrl = `http://127.0.0.1:${upstreamPort}`;
    const flags = await flagsOfStart();
    const script = (name: string) => [
      ...flags,
      '--import=tsx',
      new URL(name, import.meta.url).pathname,
    ];
    const upstream = run('upstream', script('proxy-upstream.ts'), { PORT: String(upstreamPort) });
    const bare = run('bare proxy', script('proxy-bare.ts'), {
      PORT: String(barePort),
      UPSTREAM: upstreamUrl,
    });
    const key = { id: 'bench', key: randomBytes(32) };
    const service = run('connector', [...flags, 'dist/server/main.js'], {
      NODE_ENV: 'production',
      PORT: String(port),
      PUBLIC_URL: 'https://connector.example',
      DATA_DIR: dataDir,
      REDIS_URL: 'embedded',
      ENCRYPTION_KEYS: `${key.id}:${key.key.toString('base64')}`,
      SESSION_SECRET: randomBytes(32).toString('hex'),
      METRICS_TOKEN: randomBytes(16).toString('hex'),
      BIGCOMMERCE_API_URL: upstreamUrl,
    });
    const address = `http://127.0.0.1:${port}`;
    await answers(`${upstreamUrl}${path}`);
    await answers(`http://127.0.0.1:${barePort}${path}`);
    await answers(`${address}/readyz`);
    const seeded = await seed(dataDir, key);
    const authorization = `Bearer ${seeded.key}`;
    return {
      upstream: side('upstream alone', `${upstreamUrl}${path}`, upstream),
      bare: side('bare proxy', `http://127.0.0.1:${barePort}${path}`, bare),
      connector: side('connector', `${address}/proxy/${seeded.connectionId}${path}`, service, {
        authorization,
      }),
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

/** What `npm start` tells Node, so that all sides run alike and as the service does in production. */
async function flagsOfStart(): Promise<string[]> {
  const text = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { scripts } = JSON.parse(text) as { scripts: { start: string } };
  return scripts.start.split(' ').filter((word) => word.startsWith('--'));
}

function side(
  name: string,
  url: string,
  { pid }: ChildProcess,
  headers: Record<string, string> = {},
): Side {
  return {
    name,
    url,
    headers,
    async memory() {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      const bytes = (field: string) =>
        1024 * Number(new RegExp(`^${field}:\\s+(\\d+) kB`, 'm').exec(status)?.[1]);
      return { now: bytes('VmRSS'), peak: bytes('VmHWM') };
    },
  };
}

/** A connection and a key, through the stores and the service's own Redis. */
async function seed(dataDir: string, encryptionKey: { id: string; key: Buffer }) {
  const redis = connectRedis(
    { socketPath: embeddedSocketPath(dataDir) },
    pino({ level: 'silent' }),
  );
  try {
    await until('Redis is there', () => redis.status === 'ready');
    const by = { actor: { kind: 'operator' }, address: '' } as const;
    const connections = createConnectionStore({ redis, vault: createVault([encryptionKey]) });
    const connection = await connections.createApiAccount(
      {
        name: 'Benchmark',
        storeHash: 'benchmark',
        accessToken: 'invented-token-of-the-benchmark',
        scopes: undefined,
        concurrency: { level: 25 },
      },
      by,
    );
    const draft = { name: 'Benchmark', permissions: ['proxy:read', 'proxy:write'] } as const;
    const { key } = await createApiKeyStore({ redis }).create(draft, by);
    return { connectionId: connection.id, key };
  } finally {
    redis.disconnect();
  }
}

function answers(url: string): Promise<unknown> {
  return until(`${url} answers`, async () => {
    const answer = await fetch(url).catch(() => undefined);
    await answer?.arrayBuffer();
    return answer?.ok;
  });
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill('SIGTERM');
  const hard = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await ended;
  clearTimeout(hard);
}
