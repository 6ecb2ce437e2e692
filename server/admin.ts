/**
 * `npm run admin -- …`: what somebody at the machine may do when nobody can sign in. It prints a
 * one-time link alone on standard output. It works beside a running service and without one.
 */
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { type Config, loadConfig } from '../config/index.ts';
import { emailField, nameField } from './access/person-forms.ts';
import type { By } from './events/event.ts';
import { createLog } from './log.ts';
import { connectRedis, type RedisAddress } from './redis/connect.ts';
import { DataDirInUseError } from './redis/data-dir-lock.ts';
import { embeddedSocketPath, startEmbeddedRedis } from './redis/embedded.ts';
import { refuseToStart } from './run.ts';
import { createUserStore, type UserStore } from './users/store.ts';
import { roles } from './users/user.ts';

const help = `Makes one-time links for the console. Build first: npm run build.

  npm run admin -- create-user --email EMAIL --role ${roles.join('|')} [--name NAME]
      prints an invitation, good for seven days
  npm run admin -- sign-in-link --email EMAIL
      prints a link that signs that user in, good for 15 minutes

It reads the same environment (and .env) as the service.
`;

const operator: By = { actor: { kind: 'operator' }, address: '' };
const connectDeadlineMs = 5_000;

/** @returns the path and query of a link */
async function run(args: string[], users: UserStore): Promise<string> {
  const { positionals, values } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      email: { type: 'string' },
      role: { type: 'string' },
      name: { type: 'string', default: '' },
    },
  });
  const [command, ...more] = positionals;
  const email = emailField.safeParse(values.email);
  if (more.length > 0 || !email.success) throw new Error(`--email is missing or wrong.\n\n${help}`);
  if (command === 'create-user') {
    const role = z.enum(roles).safeParse(values.role);
    const name = nameField.safeParse(values.name);
    if (!role.success || !name.success) throw new Error(`--role or --name is wrong.\n\n${help}`);
    const person = { email: email.data, name: name.data, role: role.data };
    return `/join?token=${await users.invite(person, operator)}`;
  }
  if (command === 'sign-in-link') {
    const user = await users.findByEmail(email.data);
    if (!user) throw new Error(`Nobody has the email ${email.data}.`);
    return `/sign-in/link?token=${await users.makeSignInLink(user.id)}`;
  }
  throw new Error(`There is no such command.\n\n${help}`);
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
    const link = await run(args, createUserStore({ redis }));
    process.stdout.write(`${config.publicUrl}${link}\n`);
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
}
