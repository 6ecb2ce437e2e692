/**
 * `npm run demo`: the sandbox BigCommerce, the service pointed at it by the two base URLs, and a
 * pretend integration builder that has an API key.
 * Nothing else knows that it is a demo. The app's secret is made up at each start.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import {
  type Config,
  type DefaultIClientConfig,
  type Environment,
  loadConfig,
} from '../config/index.ts';
import type { ApiKeyStore } from './api-keys/store.ts';
import type { Deps } from './deps.ts';
import { customer } from './example-builder/invitations.ts';
import { type ExampleBuilder, startExampleBuilder } from './example-builder/start.ts';
import type { CallbackKind } from './iclients/callback-urls.ts';
import { defaultIClientSlug } from './iclients/iclient.ts';
import { defaultLinkMs, linkPath, ways } from './links/link.ts';
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

const byOperator = { actor: { kind: 'operator' }, address: '' } as const;

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
  const { sandboxPort, examplePort } = loadConfig(own);
  const sandboxUrl = `http://127.0.0.1:${sandboxPort}`;
  return loadConfig({
    ...own,
    RETURN_HOSTS: `127.0.0.1:${examplePort}`,
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
  const { id } = await users.ensure(admin, byOperator);
  return `/sign-in/link?token=${await users.makeSignInLink(id, { seconds: signInLinkSeconds })}`;
}

/** The builder's key is made at each start, since nobody can read the last one. */
async function builderKey(apiKeys: ApiKeyStore): Promise<string> {
  const former = (await apiKeys.list()).filter(({ name }) => name === builderName);
  for (const { id } of former) await apiKeys.revoke(id, byOperator);
  const permissions = [
    'connections:read',
    'connections:write',
    'links:write',
    'picker:write',
    'proxy:read',
  ] as const;
  return (await apiKeys.create({ name: builderName, permissions }, byOperator)).key;
}

/** The path of a link for the builder's customer: a new one at each start, like the key. */
async function customerLink(
  { companies, iclients, links }: Pick<Deps, 'companies' | 'iclients' | 'links'>,
  defaultIClient: DefaultIClientConfig,
  returnUrl: string,
): Promise<string> {
  const { id: companyId } =
    (await companies.findByExternalId(customer.externalId)) ??
    (await companies.create(customer, byOperator));
  for (const { id, state, createdBy } of await links.ofCompany(companyId))
    if (state === 'open' && createdBy.kind === byOperator.actor.kind)
      await links.revoke(id, byOperator);
  // The service saves it, too, and may not have come to it yet.
  await iclients.saveDefault(defaultIClient);
  const draft = {
    companyId,
    ways: [...ways],
    iclientId: defaultIClientSlug,
    scopes: undefined,
    singleUse: false,
    returnUrl,
    locale: undefined,
    lifetimeMs: defaultLinkMs,
  };
  return linkPath((await links.make(draft, byOperator)).token);
}

/** As it is typed at a POSIX shell: the command line reads the demo's settings, and no others. */
function testCommand({ dataDir, publicUrl }: Config, sandboxUrl: string): string {
  const settings = { DATA_DIR: dataDir, PUBLIC_URL: publicUrl, BIGCOMMERCE_LOGIN_URL: sandboxUrl };
  const words = Object.entries(settings).map(([name, value]) => `${name}=${quoted(value)}`);
  return `${words.join(' ')} npm run --silent admin -- check-callbacks --iclient ${defaultIClientSlug}`;
}

function quoted(text: string): string {
  return /^[\w./:-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
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
  let merchantLink: string;
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
    merchantLink =
      publicUrl + (await customerLink(service.deps, defaultIClient, builder.returnUrl));
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
    A merchant's link       ${merchantLink}
      Or be invited by it: connect a store without an account, and go back to the builder.
    A program of your own   ${publicUrl}/console/api-keys/new
      Make an API key for it there, once you are signed in; ${publicUrl}/api/docs says what it can do.
    Its callback URLs       ${testCommand(config, sandbox.url)}
      Test them so; simulate-install in the place of check-callbacks plays a whole install.

  Ctrl-C stops all of it.

`);
}

try {
  await runDemo();
} catch (error) {
  refuseToStart(error);
}
