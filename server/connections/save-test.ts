/** Keeps what came of a test, if the connection still has the token that was tested. */
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import { isSimulated } from '../iclients/iclient.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import {
  configuredScopesLua,
  configuredScopesOf,
  statusOf,
  statusOfAccount,
} from './configured-scopes.ts';
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
 * KEYS connection, index, events, iClient
 * ARGV token field, sealed token, status that it deserves (or empty), configured scopes by which it was
 * judged, failure's code (or empty), event (or empty), event when it stops, event when it recovers, fields…
 */
const save = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${writingFields} ${settling} ${configuredScopesLua}
  local tokenField, sealed, wanted, judgedBy, code, tested, stopped, recovered = unpack(ARGV, 1, 8)
  if redis.call('HGET', KEYS[1], tokenField) ~= sealed then return 'another_token' end
  if configuredScopes(KEYS[1], KEYS[4]) ~= judgedBy then return 'other_scopes' end
  local now = nowMs()
  writeFields(KEYS[1], 9)
  if wanted ~= '' then redis.call('HDEL', KEYS[1], 'lastFailure') end
  if wanted ~= '' and code ~= '' then
    redis.call('HSET', KEYS[1], 'lastFailure', cjson.encode({code = code, at = now}), 'lastFailedAt', now)
  end
  if tested ~= '' then appendEvent(KEYS[3], tested) end
  if wanted ~= '' and settle(KEYS[1], wanted, now) then
    appendEvent(KEYS[3], wanted == 'connected' and recovered or stopped)
  end
  reindex(KEYS[2], KEYS[1])
  return 'saved'
`);

/** See `ConnectionStore.saveTest`. A failure that is not the token's own leaves the status as it is. */
export async function saveTest(
  { redis, vault }: { redis: RedisClient; vault: Vault },
  id: string,
  outcome: TestOutcome,
  by: By,
): Promise<boolean> {
  for (;;) {
    const record = await redis.hgetall(keys.connection(id));
    if (!('id' in record) || isSimulated(record.iclientId ?? ''))
      throw new AppError('connection_unknown', `There is no connection ${id}.`);
    const sealed = record[tokenField];
    if (sealed === undefined || vault.open(sealed, tokenOwner(id)) !== outcome.token) return false;
    const connection = readConnection(record);
    const { failure } = outcome;
    const configured = await configuredScopesOf(redis, id, connection.iclientId);
    const event = (kind: Event['kind']) => JSON.stringify(eventOf(kind, connection, by, failure));
    const answer = await save(
      redis,
      [
        keys.connection(id),
        keys.connectionIndex,
        keys.events,
        keys.iclient(connection.iclientId ?? ''),
      ],
      [
        tokenField,
        sealed,
        deservedStatus(connection, configured.scopes, outcome),
        configured.text,
        failure?.code ?? '',
        outcome.duringCall ? '' : event('connection.tested'),
        event('connection.needs_reauthorization'),
        event('connection.recovered'),
        ...fieldArguments(foundFields(connection, outcome)),
      ],
    );
    if (answer !== 'other_scopes') return answer === 'saved';
  }
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
function deservedStatus(
  { kind, grantedScopes, detectedScopes }: Connection,
  configured: string[],
  outcome: TestOutcome,
): string {
  const { failure } = outcome;
  if (failure) return failure.tokenRefused ? 'needs_reauthorization' : '';
  return kind === 'app'
    ? statusOf(configured, grantedScopes)
    : statusOfAccount(configured, outcome.detectedScopes ?? detectedScopes);
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
