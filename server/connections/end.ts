/** Takes a connection's token away, or the whole connection. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Connection } from './connection.ts';
import { reindexing } from './index-lua.ts';
import { clientSecretField, tokenField } from './record.ts';

/** KEYS connection, index, events · ARGV event, secret fields… */
const disconnect = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing}
  local status = redis.call('HGET', KEYS[1], 'status')
  if not status then return 'unknown' end
  if status == 'disconnected' or status == 'uninstalled' then return 'already' end
  redis.call('HDEL', KEYS[1], 'lastFailure', unpack(ARGV, 2))
  local now = nowMs()
  redis.call('HSET', KEYS[1], 'status', 'disconnected', 'updatedAt', now, 'disconnectedAt', now)
  reindex(KEYS[2], KEYS[1])
  appendEvent(KEYS[3], ARGV[1])
  return 'done'
`);

/**
 * KEYS connection, names, pairs, users, removals, borrowers, index, events, its events · ARGV event
 * Answers the ids of those that borrow: while there are any, nothing is deleted.
 */
const remove = redisScript(`
  ${appendEvent} ${reindexing}
  local name, nameKey, iclientId, storeHash =
    unpack(redis.call('HMGET', KEYS[1], 'name', 'nameKey', 'iclientId', 'storeHash'))
  if not name then return {} end
  local borrowers = redis.call('ZRANGE', KEYS[6], 0, -1)
  if #borrowers > 0 then return borrowers end
  unindex(KEYS[7], KEYS[1])
  redis.call('HDEL', KEYS[2], nameKey or string.lower(name))
  if iclientId then redis.call('HDEL', KEYS[3], iclientId .. '/' .. storeHash) end
  redis.call('DEL', KEYS[1], KEYS[4], KEYS[5])
  appendEvent(KEYS[8], ARGV[1])
  redis.call('DEL', KEYS[9])
  return {}
`);

/** @throws AppError `connection_unknown` */
export async function disconnectConnection(
  redis: RedisClient,
  connection: Connection,
  by: By,
): Promise<void> {
  const answer = await disconnect(
    redis,
    [keys.connection(connection.id), keys.connectionIndex, keys.events],
    [eventOf('connection.disconnected', connection, by), tokenField, clientSecretField],
  );
  if (answer === 'unknown')
    throw new AppError('connection_unknown', `There is no connection ${connection.id}.`);
}

/** With its users, its name and its place in every list. @throws AppError `lends_concurrency` */
export async function deleteConnection(
  redis: RedisClient,
  connection: Connection,
  by: By,
): Promise<void> {
  const { id } = connection;
  const answer = await remove(
    redis,
    [
      keys.connection(id),
      keys.connectionNames,
      keys.appConnections,
      keys.storeUsers(id),
      keys.storeUserRemovals(id),
      keys.connectionBorrowers(id),
      keys.connectionIndex,
      keys.events,
      keys.connectionEvents(id),
    ],
    [eventOf('connection.deleted', connection, by)],
  );
  const connectionIds = z.array(z.string()).parse(answer);
  if (connectionIds.length > 0)
    throw new AppError('lends_concurrency', `Connections borrow from ${id}.`, {
      details: { connectionIds },
    });
}

function eventOf(
  kind: Event['kind'],
  { id, iclientId, storeHash, name }: Connection,
  by: By,
): string {
  return JSON.stringify({
    kind,
    ...by,
    connectionId: id,
    ...(iclientId === undefined ? {} : { iclientId }),
    storeHash,
    name,
  } satisfies Event);
}
