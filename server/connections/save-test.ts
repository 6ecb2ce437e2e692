/** Keeps what came of a test, if the connection still has the token that was tested. */
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { scopesOfIClient, statusOf } from './configured-scopes.ts';
import type { Connection } from './connection.ts';
import type { TestOutcome } from './drafts.ts';
import { reindexing } from './index-lua.ts';
import {
  type FieldChanges,
  readConnection,
  storeFields,
  tokenField,
  tokenOwner,
} from './record.ts';
import { fieldArguments, settling, writingFields } from './write-lua.ts';

/**
 * KEYS connection, index, events
 * ARGV token field, sealed token, status that it deserves (or empty), failure's code (or empty), event,
 * event when it stops, event when it recovers, fields…
 */
const save = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${writingFields} ${settling}
  local tokenField, sealed, wanted, code, tested, stopped, recovered = unpack(ARGV, 1, 7)
  if redis.call('HGET', KEYS[1], tokenField) ~= sealed then return 0 end
  local now = nowMs()
  writeFields(KEYS[1], 8)
  if wanted ~= '' then redis.call('HDEL', KEYS[1], 'lastFailure') end
  if wanted ~= '' and code ~= '' then
    redis.call('HSET', KEYS[1], 'lastFailure', cjson.encode({code = code, at = now}))
  end
  appendEvent(KEYS[3], tested)
  if wanted ~= '' and settle(KEYS[1], wanted, now) then
    appendEvent(KEYS[3], wanted == 'connected' and recovered or stopped)
  end
  reindex(KEYS[2], KEYS[1])
  return 1
`);

/** See `ConnectionStore.saveTest`. A failure that is not the token's own leaves the status as it is. */
export async function saveTest(
  { redis, vault }: { redis: RedisClient; vault: Vault },
  id: string,
  outcome: TestOutcome,
  by: By,
): Promise<boolean> {
  const record = await redis.hgetall(keys.connection(id));
  if (!('id' in record)) throw new AppError('connection_unknown', `There is no connection ${id}.`);
  const sealed = record[tokenField];
  if (sealed === undefined || vault.open(sealed, tokenOwner(id)) !== outcome.token) return false;
  const connection = readConnection(record);
  const { failure } = outcome;
  const event = (kind: Event['kind']) => JSON.stringify(eventOf(kind, connection, by, failure));
  const answer = await save(
    redis,
    [keys.connection(id), keys.connectionIndex, keys.events],
    [
      tokenField,
      sealed,
      await deservedStatus(redis, connection, failure),
      failure?.code ?? '',
      event('connection.tested'),
      event('connection.needs_reauthorization'),
      event('connection.recovered'),
      ...fieldArguments(foundFields(connection, outcome)),
    ],
  );
  return answer === 1;
}

function foundFields(
  { storeHash }: Connection,
  { detectedScopes, profile }: TestOutcome,
): FieldChanges {
  return {
    ...(detectedScopes ? { detectedScopes: JSON.stringify(detectedScopes) } : {}),
    ...(profile ? storeFields(storeHash, profile) : {}),
  };
}

/** Empty when the test told nothing about the token. */
async function deservedStatus(
  redis: RedisClient,
  { iclientId, scopes, grantedScopes }: Connection,
  failure: TestOutcome['failure'],
): Promise<string> {
  if (failure) return failure.tokenRefused ? 'needs_reauthorization' : '';
  if (iclientId === undefined) return 'connected';
  return statusOf(scopes ?? (await scopesOfIClient(redis, iclientId)).scopes, grantedScopes);
}

function eventOf(
  kind: Event['kind'],
  { id, iclientId, storeHash, name }: Connection,
  by: By,
  failure: TestOutcome['failure'],
): Event {
  return {
    kind,
    ...by,
    connectionId: id,
    ...(iclientId === undefined ? {} : { iclientId }),
    storeHash,
    name,
    ...(failure ? { reason: failure.code } : {}),
  };
}
