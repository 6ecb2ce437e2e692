/**
 * `npm run --silent admin -- …`: what somebody at the machine may do without signing in. Commands that make
 * a one-time link or an API key print it alone on standard output, beside a running service or without one.
 * Those that test callback URLs print a report, and need the running service to receive what they send.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { type Config, loadConfig } from '../config/index.ts';
import { type CheckCallbacksDeps, checkCallbacks } from './admin/check-callbacks.ts';
import { type Command, type CommandDeps, type Printed, WrongUse } from './admin/command.ts';
import { createApiKey } from './admin/create-api-key.ts';
import { createUser, signInLink } from './admin/make-links.ts';
import { type SimulateInstallDeps, simulateInstall } from './admin/simulate-install.ts';
import { createApiKeyStore } from './api-keys/store.ts';
import { checkTargetDeps } from './callback-tests/checks/check-deps.ts';
import { simulationDeps } from './callback-tests/simulation/simulation-deps.ts';
import { createConnectionStore } from './connections/store.ts';
import { createIClientStore } from './iclients/store.ts';
import { createLog } from './log.ts';
import { connectRedis, type RedisAddress } from './redis/connect.ts';
import { DataDirInUseError } from './redis/data-dir-lock.ts';
import { embeddedSocketPath, startEmbeddedRedis } from './redis/embedded.ts';
import { refuseToStart } from './run.ts';
import { createUserStore } from './users/store.ts';
import { roles } from './users/user.ts';
import { createVault } from './vault/vault.ts';

const help = `Makes one-time links for the console, and API keys; tests callback URLs. Build first: npm run build.

  npm run --silent admin -- create-user --email EMAIL --role ${roles.join('|')} [--name NAME]
      prints an invitation, good for seven days
  npm run --silent admin -- sign-in-link --email EMAIL
      prints a link that signs that user in, good for 15 minutes
  npm run --silent admin -- create-api-key --name NAME --permissions A,B [--connections NAME,NAME]
      prints an API key, for all connections unless some are named (by name or id)
  npm run --silent admin -- check-callbacks --iclient SLUG
      checks its callback URLs through the running service; ends with 0 when callbacks can
      arrive, 1 when something failed, 2 when it was called wrongly
  npm run --silent admin -- simulate-install --iclient SLUG
      plays a whole install against its callback URLs, with a test client that is gone afterwards;
      ends in the same way

It reads the same environment (and .env) as the service. Without --silent, npm prints two lines of
its own before the answer.
`;

type AllDeps = CommandDeps & CheckCallbacksDeps & SimulateInstallDeps;

const commands: Readonly<Record<string, Command<AllDeps>>> = {
  'create-user': createUser,
  'sign-in-link': signInLink,
  'create-api-key': createApiKey,
  'check-callbacks': checkCallbacks,
  'simulate-install': simulateInstall,
};

const connectDeadlineMs = 5_000;

async function run(args: string[], deps: AllDeps): Promise<string | Printed> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string' },
      permissions: { type: 'string' },
      connections: { type: 'string' },
      iclient: { type: 'string' },
    },
  });
  const [name = '', ...more] = positionals;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  try {
    if (!command) throw new WrongUse('There is no such command.');
    return await command({ options: values, more }, deps);
  } catch (error) {
    if (!(error instanceof WrongUse)) throw error;
    throw new WrongUse(`${error.message}\n\n${help}`, error.exitCode);
  }
}

/** The Redis of the service: its running embedded one, or the same started for the moment. */
async function openRedis(
  config: Config,
): Promise<{ address: RedisAddress; close(): Promise<void> }> {
  if (config.redis.kind === 'external')
    return { address: { urls: config.redis.urls }, close: async () => undefined };
  try {
    const log = createLog('silent');
    const embedded = await startEmbeddedRedis({ dataDir: config.dataDir, log });
    return { address: { socketPath: embedded.socketPath }, close: () => embedded.stop() };
  } catch (error) {
    if (!(error instanceof DataDirInUseError)) throw error;
    const socketPath = embeddedSocketPath(config.dataDir);
    return { address: { socketPath }, close: async () => undefined };
  }
}

async function main(args: string[]): Promise<void> {
  if (args.length === 0 || args.includes('--help')) return void process.stdout.write(help);
  const config = loadConfig(process.env);
  const server = await openRedis(config);
  const redis = connectRedis(server.address, createLog('silent'));
  redis.on('error', () => undefined);
  try {
    await once(redis, 'ready', { signal: AbortSignal.timeout(connectDeadlineMs) }).catch(() => {
      throw new Error('Redis does not answer. Is the service set up with the same environment?');
    });
    const vault = createVault(config.encryptionKeys);
    const checkDeps = checkTargetDeps(config, { redis, now: Date.now });
    const printed = await run(args, {
      users: createUserStore({ redis }),
      apiKeys: createApiKeyStore({ redis }),
      connections: createConnectionStore({ redis, vault }),
      iclients: createIClientStore({ redis, vault }),
      checkDeps,
      simulationDeps: simulationDeps(checkDeps, {
        redis,
        vault,
        connections: createConnectionStore({ redis, vault, testClients: true }),
        log: createLog('silent'),
      }),
      publicUrl: config.publicUrl,
    });
    const { text, exitCode } =
      typeof printed === 'string' ? { text: printed, exitCode: 0 } : printed;
    process.stdout.write(`${text}\n`);
    process.exitCode = exitCode;
  } finally {
    redis.disconnect();
    await server.close();
  }
}

try {
  if (existsSync('.env')) process.loadEnvFile('.env');
  await main(process.argv.slice(2));
} catch (error) {
  refuseToStart(error);
  if (error instanceof WrongUse) process.exitCode = error.exitCode;
}
