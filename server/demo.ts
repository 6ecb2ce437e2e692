/**
 * `npm run demo`: the sandbox BigCommerce, the service pointed at it by the two base URLs, and a
 * pretend integration builder that has an API key.
 * Nothing else knows that it is a demo. The app's secret is made up at each start.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Config, type Environment, loadConfig } from '../config/index.ts';
import type { ApiKeyStore } from './api-keys/store.ts';
import { type ExampleBuilder, startExampleBuilder } from './example-builder/start.ts';
import type { CallbackKind } from './iclients/callback-urls.ts';
import { tryWhileAway } from './redis/try-while-away.ts';
import { refuseToStart, runService } from './run.ts';
import { startSandbox } from './sandbox/start.ts';
import type { Service } from './start.ts';
import type { UserStore } from './users/store.ts';

const appName = 'BigCommerce connector';
const scopes = [
  'store_v2_orders_read_only',
  'store_v2_transactions_read_only',
  'store_v2_products_read_only',
  'store_v2_information_read_only',
  'store_v2_customers_read_only',
];

const builderName = 'Pretend integration builder';

const signInLinkSeconds = 12 * 60 * 60;

/** What somebody may want to change about a demo; a real service's Redis and secrets stay out of it. */
const taken = [
  'PORT',
  'HOST',
  'PUBLIC_URL',
  'DATA_DIR',
  'SANDBOX_PORT',
  'EXAMPLE_PORT',
  'LOG_LEVEL',
];

function demoConfig(env: Environment): Config {
  const asked = Object.fromEntries(Object.entries(env).filter(([name]) => taken.includes(name)));
  const own = { LOG_LEVEL: 'warn', ...asked, DATA_DIR: join(asked.DATA_DIR || '.data', 'demo') };
  // Another site than localhost to a browser, as BigCommerce is: cookies in the iframe are third-party.
  const sandboxUrl = `http://127.0.0.1:${loadConfig(own).sandboxPort}`;
  return loadConfig({
    ...own,
    BIGCOMMERCE_LOGIN_URL: sandboxUrl,
    BIGCOMMERCE_API_URL: sandboxUrl,
    BIGCOMMERCE_CLIENT_ID: 'demoappclientid',
    BIGCOMMERCE_CLIENT_SECRET: randomBytes(32).toString('hex'),
    BIGCOMMERCE_SCOPES: scopes.join(' '),
  });
}

/** The demo's admin has no password, only a link at each start. */
async function demoSignIn(users: UserStore): Promise<string> {
  const admin = { email: 'demo@example.com', name: 'Demo', role: 'admin' } as const;
  const { id } = await users.ensure(admin, { actor: { kind: 'operator' }, address: '' });
  return `/sign-in/link?token=${await users.makeSignInLink(id, signInLinkSeconds)}`;
}

/** The builder's key is made at each start, since nobody can read the last one. */
async function builderKey(apiKeys: ApiKeyStore): Promise<string> {
  const by = { actor: { kind: 'operator' }, address: '' } as const;
  const former = (await apiKeys.list()).filter(({ name }) => name === builderName);
  for (const { id } of former) await apiKeys.revoke(id, by);
  const permissions = ['connections:read', 'picker:write', 'proxy:read'] as const;
  return (await apiKeys.create({ name: builderName, permissions }, by)).key;
}

async function runDemo(): Promise<void> {
  const config = demoConfig(process.env);
  const { defaultIClient, publicUrl, sandboxPort } = config;
  if (!defaultIClient) throw new Error('The demo has no iClient.');
  const url = (kind: CallbackKind) => `${publicUrl}/${kind}`;
  const sandbox = await startSandbox({
    port: sandboxPort,
    stateFile: join(config.dataDir, 'sandbox.json'),
    apps: [
      {
        name: appName,
        clientId: defaultIClient.clientId,
        clientSecret: defaultIClient.clientSecret,
        scopes,
        callbacks: {
          auth: url('auth'),
          load: url('load'),
          uninstall: url('uninstall'),
          removeUser: url('remove_user'),
        },
      },
    ],
  });
  let signInLink: string;
  let builder: ExampleBuilder | undefined;
  const closeOthers = async () => {
    await builder?.close();
    await sandbox.close();
  };
  let service: Service | undefined;
  try {
    service = await runService(config, closeOthers);
    const { users, apiKeys } = service.deps;
    signInLink = publicUrl + (await tryWhileAway(() => demoSignIn(users)));
    const apiKey = await builderKey(apiKeys);
    builder = await startExampleBuilder({
      port: config.examplePort,
      connector: { url: publicUrl, apiKey },
    });
  } catch (error) {
    await service?.stop();
    await closeOthers();
    throw error;
  }
  process.stdout.write(`
  The demo is running.

    The console             ${signInLink}
      This link signs you in, once. Add a connection with an app, name the store "snowboots",
      and press Save & authorize.
    A pretend BigCommerce   ${sandbox.url}
      Or be the merchant: choose a store, open Apps, install "${appName}".
    A pretend builder       ${builder.url}
      Or be its user: choose a connection there, in a popup or in a frame.

  Ctrl-C stops all of it.

`);
}

try {
  await runDemo();
} catch (error) {
  refuseToStart(error);
}
