/** A connector and a builder who is signed in, for the console's pages of connections. */
import type { Connection } from '../../server/connections/connection.ts';
import { startConnector } from './connector.ts';
import { install, storeHash } from './journeys.ts';
import { type SignedInBrowser, signIn } from './sign-in.ts';

export const listPath = '/console/connections';

/** The button that sends a form. */
export const button = (name: string): Record<string, string> =>
  Object.fromEntries([['then', name]]);

export type ConnectionPages = Awaited<ReturnType<typeof openConnectionPages>>;

export async function openConnectionPages() {
  const connector = await startConnector();
  const builder = await signIn(connector, 'builder');
  const { connections } = connector.service.deps;
  const by = { actor: { kind: 'operator' as const }, address: '' };

  const installed = async (): Promise<Connection> => {
    const known = await connections.findByStore('default', storeHash);
    if (known?.status === 'connected') return known;
    await install(connector);
    const found = await connections.findByStore('default', storeHash);
    if (!found) throw new Error('The installation made no connection.');
    return found;
  };
  return {
    connector,
    builder,
    connections,
    by,
    /** Posts as the builder, or as somebody else, does from our pages. */
    post: (path: string, form: Record<string, string>, who: SignedInBrowser = builder) =>
      who.postForm(path, form),
    pending: (name: string, hash: string): Promise<Connection> =>
      connections.create(
        {
          name,
          storeHash: hash,
          iclientId: 'default',
          scopes: undefined,
          concurrency: { level: 5 },
        },
        by,
      ),
    /** The connection of an install, made when there is none. */
    installed,
    /** The token of that install. */
    async liveToken() {
      await installed();
      const { installs } = await connector.sandbox.state();
      const token = installs.find((one) => one.storeHash === storeHash && one.installed)?.token;
      if (!token) throw new Error('The sandbox has no token.');
      return token;
    },
  };
}
