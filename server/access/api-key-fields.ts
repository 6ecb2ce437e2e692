/** What the console's form and the command line ask of an API key. */
import { z } from 'zod';
import { permissions } from '../api-keys/permissions.ts';
import type { ConnectionStore } from '../connections/store.ts';

export const apiKeyNameField = z
  .string()
  .trim()
  .regex(/^\P{Cc}{1,100}$/u);
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
      const named = await connections.findByName(text);
      return named ?? (/^cn_[0-9a-f]+$/.test(text) ? connections.find(text) : undefined);
    }),
  );
  return {
    connectionIds: found.flatMap((connection) => connection?.id ?? []),
    unknown: namesOrIds.filter((_, at) => found[at] === undefined),
  };
}
