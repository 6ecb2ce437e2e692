/** A connector whose BigCommerce is an upstream of the test's own, with a connection and an API key. */
import { randomBytes } from 'node:crypto';
import type { Environment } from '../../config/index.ts';
import type { Permission } from '../../server/api-keys/permissions.ts';
import type { Connection } from '../../server/connections/connection.ts';
import type { NewApiAccount } from '../../server/connections/drafts.ts';
import { type Connector, startConnector } from './connector.ts';
import { startUpstream, type Upstream } from './upstream.ts';

export const by = { actor: { kind: 'operator' }, address: '' } as const;
export const storeHash = 'examplehash';
export const accessToken = 'canary-token-of-the-proxied-connection';

export type Proxied = {
  connector: Connector;
  upstream: Upstream;
  /** Connected, with a level of 5. */
  connection: Connection;
  /** The text of an API key that may do everything. */
  key: string;
  /** A call with that key, of which the path follows the connection's id. */
  call(path: string, init?: RequestInit): Promise<Response>;
  makeKey(permissions: Permission[], connectionIds?: string[]): Promise<string>;
  makeConnection(draft?: Partial<NewApiAccount>): Promise<Connection>;
  close(): Promise<void>;
};

export async function startProxied(env: Environment = {}): Promise<Proxied> {
  const upstream = await startUpstream();
  const connector = await startConnector({ env: { BIGCOMMERCE_API_URL: upstream.url, ...env } });
  connector.keepSecret(accessToken);
  const { connections, apiKeys } = connector.service.deps;
  const makeConnection = (draft: Partial<NewApiAccount> = {}) =>
    connections.createApiAccount(
      {
        name: `Example ${randomBytes(4).toString('hex')}`,
        storeHash,
        accessToken,
        scopes: undefined,
        concurrency: { level: 5 },
        ...draft,
      },
      by,
    );
  const makeKey = async (permissions: Permission[], connectionIds?: string[]) => {
    const { key } = await apiKeys.create({ name: 'Example key', permissions, connectionIds }, by);
    connector.keepSecret(key);
    return key;
  };
  const connection = await makeConnection();
  const key = await makeKey(['*']);
  return {
    connector,
    upstream,
    connection,
    key,
    makeConnection,
    makeKey,
    call: (path, init = {}) =>
      fetch(`${connector.service.address}/proxy/${connection.id}${path}`, {
        ...init,
        headers: { authorization: `Bearer ${key}`, ...init.headers },
      }),
    async close() {
      await connector.close();
      await upstream.close();
    },
  };
}
