/** The connection that a request's path names. */
import { z } from 'zod';
import { reaches } from '../api-keys/api-key.ts';
import type { Connection } from '../connections/connection.ts';
import { AppError } from '../errors.ts';
import type { ApiDeps } from './deps.ts';
import type { Caller } from './route.ts';

export const connectionParams = z.strictObject({
  id: z.string().meta({ description: 'The connection’s id.', examples: ['cn_5f2b7c0e9a1d'] }),
});

/** @throws AppError `connection_unknown`, also for one that the key does not reach: that it is there, is none of its business */
export async function oneConnection(
  { connections }: Pick<ApiDeps, 'connections'>,
  { apiKey, params }: Pick<Caller, 'apiKey'> & { params: { id: string } },
): Promise<Connection> {
  const connection = reaches(apiKey, params.id) ? await connections.find(params.id) : undefined;
  if (!connection) throw new AppError('connection_unknown', `There is no ${params.id} to see.`);
  return connection;
}
