/** Who uses a connection: those that borrow from it, and the API keys that were made for it. */
import type { Connection } from '../../connections/connection.ts';
import type { ConnectionPagesDeps } from './deps.ts';
import { connectionPath } from './words.ts';

export type Named = { name: string; path: string };

/** @returns each with its page; that of an API key is for admins alone */
export async function usedBy(
  { connections, apiKeys }: Pick<ConnectionPagesDeps, 'connections' | 'apiKeys'>,
  { id }: Connection,
): Promise<{ borrowers: Named[]; apiKeys: Named[] }> {
  const [borrowers, allKeys] = await Promise.all([connections.borrowers(id), apiKeys.list()]);
  return {
    borrowers: borrowers.map((other) => ({ name: other.name, path: connectionPath(other.id) })),
    apiKeys: allKeys
      .filter(({ connectionIds }) => connectionIds?.includes(id))
      .map((apiKey) => ({ name: apiKey.name, path: `/console/api-keys#${apiKey.id}` })),
  };
}
