/** Gives a connection that has no company one, in one atomic step: a company is never taken over. */
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
import { owningStores } from './write-lua.ts';

/** KEYS connection, index, events, company · ARGV company, event, attempt of the install that is meant. One that
 * has the company already stays as it is. */
const join = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${owningStores}
  local company, event, meant = unpack(ARGV)
  local storeHash, status, held, attempt =
    unpack(redis.call('HMGET', KEYS[1], 'storeHash', 'status', 'companyId', 'attempt'))
  if not storeHash then return 'connection_unknown' end
  if status ~= 'connected' and status ~= 'needs_reauthorization' then return 'connection_not_connected' end
  if attempt ~= meant then return 'installed_again' end
  if redis.call('EXISTS', KEYS[4]) == 0 then return 'company_unknown' end
  if ofOtherCompany(KEYS[2], storeHash, company, '') then return 'store_of_other_company' end
  if held == company then return 'joined' end
  redis.call('HSET', KEYS[1], 'companyId', company, 'updatedAt', nowMs())
  reindex(KEYS[2], KEYS[1])
  appendEvent(KEYS[3], event)
  return 'joined'
`);

const answerSchema = z.enum([
  'joined',
  'connection_unknown',
  'connection_not_connected',
  'installed_again',
  'company_unknown',
  'store_of_other_company',
]);

/** @throws AppError see `ConnectionStore.joinCompany` */
export async function joinCompany(
  redis: RedisClient,
  { id, name, iclientId, storeHash }: Connection,
  attempt: string,
  companyId: string,
  by: By,
): Promise<void> {
  const event: Event = {
    kind: 'connection.changed',
    ...by,
    connectionId: id,
    ...(iclientId === undefined ? {} : { iclientId }),
    storeHash,
    companyId,
    name,
    changed: ['company'],
  };
  const touched = [keys.connection(id), keys.connectionIndex, keys.events, keys.company(companyId)];
  const args = [companyId, JSON.stringify(event), attempt];
  const answer = answerSchema.parse(await join(redis, touched, args));
  if (answer !== 'joined')
    throw new AppError(
      answer === 'installed_again' ? 'connection_not_connected' : answer,
      `The connection ${id} was not given to a company: ${answer}.`,
    );
}
