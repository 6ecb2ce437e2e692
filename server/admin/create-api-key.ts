/** An API key for a program, printed once. */
import {
  apiKeyNameField,
  connectionLimit,
  findConnections,
  permissionsField,
} from '../access/api-key-fields.ts';
import { type Permission, permissions } from '../api-keys/permissions.ts';
import { type Command, type CommandDeps, operator, WrongUse } from './command.ts';

export const createApiKey: Command = async ({ options, more }, deps) => {
  const [word] = more;
  if (word !== undefined) throw new WrongUse(`No option takes the word ${word}. Quote names.`);
  const name = apiKeyNameField.safeParse(options.name);
  if (!name.success) throw new WrongUse('--name is missing or wrong.');
  const draft = {
    name: name.data,
    permissions: readPermissions(options.permissions),
    connectionIds: await readLimit(options.connections, deps),
  };
  const { key } = await deps.apiKeys.create(draft, operator);
  return key;
};

function readPermissions(typed = ''): Permission[] {
  const chosen = listOf(typed);
  const read = permissionsField.safeParse(chosen);
  if (read.success) return read.data;
  const known: readonly string[] = permissions;
  const unknown = chosen.filter((permission) => !known.includes(permission));
  const wrong =
    unknown.length > 0
      ? `There is no permission ${unknown.join(', ')}.`
      : '--permissions is missing.';
  throw new WrongUse(`${wrong} There are:\n  ${permissions.join('\n  ')}`);
}

/** Undefined without the option: the key then reaches all connections. */
async function readLimit(
  typed: string | undefined,
  { connections }: CommandDeps,
): Promise<string[] | undefined> {
  if (typed === undefined) return undefined;
  const names = listOf(typed);
  if (names.length === 0) throw new WrongUse('--connections names none.');
  if (names.length > connectionLimit)
    throw new WrongUse(`--connections takes ${connectionLimit} at most.`);
  const { connectionIds, unknown } = await findConnections(connections, names);
  if (unknown.length > 0) throw new Error(`No connection is called ${unknown.join(', ')}.`);
  return connectionIds;
}

function listOf(typed: string): string[] {
  const parts = typed.split(',').map((part) => part.trim());
  return [...new Set(parts)].filter((part) => part !== '');
}
