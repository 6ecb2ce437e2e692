/**
 * `npm run demo`: the sandbox BigCommerce, and the service pointed at it by the two base URLs.
 * Nothing else knows that it is a demo. The app's secret is made up at each start.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { type Config, type Environment, loadConfig } from '../config/index.ts';
import type { CallbackKind } from './iclients/callback-urls.ts';
import { tryWhileAway } from './redis/try-while-away.ts';
import { refuseToStart, runService } from './run.ts';
import { startSandbox } from './sandbox/start.ts';
import type { UserStore } from './users/store.ts';

const appName = 'BigCommerce connector';
const scopes = [
  'store_v2_orders_read_only',
  'store_v2_transactions_read_only',
  'store_v2_products_read_only',
  'store_v2_information_read_only',
  'store_v2_customers_read_only',
];

const signInLinkSeconds = 12 * 60 * 60;

/** What somebody may want to change about a demo; a real service's Redis and secrets stay out of it. */
const taken = ['PORT', 'HOST', 'PUBLIC_URL', 'DATA_DIR', 'SANDBOX_PORT', 'LOG_LEVEL'];

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
  try {
    const { deps } = await runService(config, () => sandbox.close());
    signInLink = publicUrl + (await tryWhileAway(() => demoSignIn(deps.users)));
  } catch (error) {
    await sandbox.close();
    throw error;
  }
  process.stdout.write(`
  The demo is running.

    The console             ${signInLink}
      This link signs you in, once. Add a connection with an app, name the store "snowboots",
      and press Save & authorize.
    A pretend BigCommerce   ${sandbox.url}
      Or be the merchant: choose a store, open Apps, install "${appName}".

  Ctrl-C stops both.

`);
}

try {
  await runDemo();
} catch (error) {
  refuseToStart(error);
}
