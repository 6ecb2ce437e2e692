/** A connected store of the sandbox, for BigCommerce's clients to work with through the proxy. */
import { startSandbox } from '../../server/sandbox/start.ts';
import { startConnector } from './connector.ts';
import { collectEnds } from './ends.ts';
import { by } from './proxied.ts';
import { startReverseProxy } from './reverse-proxy.ts';
import { type SandboxControl, sandboxControl } from './sandbox-control.ts';
import { until } from './until.ts';

export type ClientShop = {
  connectionId: string;
  /** Of the service, to which clients are pointed instead of to BigCommerce. */
  address: string;
  /** What clients send as their access token. */
  key: string;
  /** One that may not write. */
  readingKey: string;
  accessToken: string;
  sandbox: SandboxControl;
  /** How many answers came compressed from BigCommerce. */
  compressed(): number;
  /** Runs a call to which BigCommerce says 429 at first; answers what the call does, and how often it was made. */
  overloaded<T>(call: () => Promise<T>): Promise<{ answer: T; times: number }>;
  close(): Promise<void>;
};

/** The store has products from number 77 on, orders from 100 on, and no webhooks. */
export async function openClientShop(): Promise<ClientShop> {
  const ends = collectEnds();
  try {
    const { url } = ends.later(await startSandbox({ port: 0, apps: [] }), ({ close }) => close());
    const sandbox = sandboxControl(url);
    const edge = ends.later(await startReverseProxy(url, { compress: true }), ({ close }) =>
      close(),
    );
    const connector = ends.later(
      await startConnector({ sandbox, env: { BIGCOMMERCE_API_URL: edge.url } }),
      ({ close }) => close(),
    );
    const { connections, apiKeys } = connector.service.deps;
    const { accessToken } = await sandbox.apiAccount({
      storeHash: 'snowboots',
      scopes: ['store_v2_products', 'store_v2_orders'],
    });
    connector.keepSecret(accessToken);
    const { id } = await connections.createApiAccount(
      {
        name: 'Snow Boots Co',
        storeHash: 'snowboots',
        accessToken,
        scopes: undefined,
        concurrency: { level: 3 },
      },
      by,
    );
    const makeKey = async (permissions: ('proxy:read' | 'proxy:write')[]) => {
      const made = await apiKeys.create({ name: 'Client', permissions, connectionIds: [id] }, by);
      connector.keepSecret(made.key);
      return made.key;
    };
    const count = async () => (await sandbox.state()).requests.api;
    return {
      connectionId: id,
      address: connector.service.address,
      key: await makeKey(['proxy:read', 'proxy:write']),
      readingKey: await makeKey(['proxy:read']),
      accessToken,
      sandbox,
      compressed: edge.compressed,
      async overloaded(call) {
        const before = await count();
        await sandbox.faults({ api: 'overloaded' });
        const called = call();
        called.catch(() => undefined);
        try {
          await until('BigCommerce was asked', async () => (await count()) > before);
        } finally {
          await sandbox.faults({ api: 'none' });
        }
        return { answer: await called, times: (await count()) - before };
      },
      close: ends.all,
    };
  } catch (error) {
    await ends.all();
    throw error;
  }
}

/** The error, with whatever the client says of it. @throws Error when the call succeeds */
export async function thrownBy(
  call: Promise<unknown>,
): Promise<Error & { code?: unknown; responseBody?: unknown }> {
  try {
    await call;
  } catch (error) {
    if (error instanceof Error) return error;
    throw error;
  }
  throw new Error('The call succeeded.');
}
