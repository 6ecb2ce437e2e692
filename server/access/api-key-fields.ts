/** What the console's form and the command line ask of an API key. */
import { z } from 'zod';
import { permissions } from '../api-keys/permissions.ts';
import { isConnectionId } from '../connections/naming.ts';
import type { ConnectionStore } from '../connections/store.ts';
import { isVisibleName } from '../language/visible-name.ts';

export const apiKeyNameField = z.string().trim().min(1).refine(isVisibleName);
export const permissionsField = z.array(z.enum(permissions)).min(1);
/** A key can be limited to so many connections. */
export const connectionLimit = 100;

/** The connections to which a key is to be limited, and what names none. */
export async function findConnections(
  connections: Pick<ConnectionStore, 'find' | 'findByName'>,
  namesOrIds: readonly string[],
): Promise<{ connectionIds: string[]; unknown: string[] }> {
  const found = await Promise.all(
    namesOrIds.map(async (text) => {
      // The id first: a connection may be named like another one's id.
      const meant = isConnectionId(text) ? await connections.find(text) : undefined;
      return meant ?? connections.findByName(text);
    }),
  );
  return {
    connectionIds: found.flatMap((connection) => connection?.id ?? []),
    unknown: namesOrIds.filter((_, at) => found[at] === undefined),
  };
}
