/** Changes what people configure of a connection, in one atomic step. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, ChangedField, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { scopesOfIClient, statusOf, statusOfAccount } from './configured-scopes.ts';
import { type Connection, nameKey } from './connection.ts';
import type { ConnectionChange } from './drafts.ts';
import { reindexing } from './index-lua.ts';
import { pairKey } from './naming.ts';
import {
  clientSecretField,
  clientSecretOwner,
  concurrencyFields,
  type FieldChanges,
  nameFields,
  readConnection,
  storeFields,
  tokenField,
  tokenOwner,
} from './record.ts';
import { fieldArguments, lending, settling, writingFields } from './write-lua.ts';

/**
 * KEYS connection, names, lender, borrowers, index, events, iClient, pairs
 * ARGV id, name key (or empty), lender (or empty), kind that it must be (or empty), attempt of the token
 * and the status that it deserves (or empty), scopes of the iClient by which it was judged (or empty),
 * event when renamed (or empty), event (or empty), pair that it has and pair that it gets (or empty),
 * store that it gets (or empty), fields…
 * Answers the outcome and, for 'connection_exists', who has the pair.
 */
const change = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${writingFields} ${lending} ${settling}
  local id, newKey, lender, needed, attempt, wanted, judgedBy, renamed, changed, pair, newPair, newStore =
    unpack(ARGV, 1, 12)
  local kind, storeHash, oldKey, heldAttempt, failure =
    unpack(redis.call('HMGET', KEYS[1], 'kind', 'storeHash', 'nameKey', 'attempt', 'lastFailure'))
  if not kind or (needed ~= '' and kind ~= needed) then return {'connection_unknown', ''} end
  if judgedBy ~= '' and (redis.call('HGET', KEYS[7], 'scopes') or '[]') ~= judgedBy then return {'other_scopes', ''} end
  local holder = newKey ~= '' and redis.call('HGET', KEYS[2], newKey)
  if holder and holder ~= id then return {'name_taken', ''} end
  if newPair ~= '' then
    if redis.call('HGET', KEYS[1], 'status') ~= 'pending' then return {'store_fixed', ''} end
    if redis.call('ZCARD', KEYS[4]) > 0 then return {'lends_concurrency', ''} end
    local there = redis.call('HGET', KEYS[8], newPair)
    if there and there ~= id then return {'connection_exists', there} end
    storeHash = newStore
  end
  if cannotLend(KEYS[3], KEYS[4], id, lender, storeHash) then return {'lender_unsuitable', ''} end
  local now = nowMs()
  if newKey ~= '' then
    if oldKey then redis.call('HDEL', KEYS[2], oldKey) end
    redis.call('HSET', KEYS[2], newKey, id)
  end
  if newPair ~= '' then
    redis.call('HDEL', KEYS[8], pair)
    redis.call('HSET', KEYS[8], newPair, id)
  end
  writeFields(KEYS[1], 13)
  redis.call('HSET', KEYS[1], 'updatedAt', now)
  if wanted ~= '' and not failure and (heldAttempt or '') == attempt then settle(KEYS[1], wanted, now) end
  reindex(KEYS[5], KEYS[1])
  if renamed ~= '' then appendEvent(KEYS[6], renamed) end
  if changed ~= '' then appendEvent(KEYS[6], changed) end
  return {'saved', ''}
`);

const outcomeSchema = z.enum([
  'saved',
  'other_scopes',
  'connection_unknown',
  'connection_exists',
  'lends_concurrency',
  'name_taken',
  'lender_unsuitable',
  'store_fixed',
]);
const answerSchema = z.tuple([outcomeSchema, z.string()]);

/** What is as it was makes no event. @throws AppError, see `ConnectionStore.change` */
export async function changeConnection(
  deps: { redis: RedisClient; vault: Vault },
  id: string,
  asked: ConnectionChange,
  by: By,
): Promise<void> {
  let [outcome, holder] = await changeOnce(deps, id, asked, by);
  while (outcome === 'other_scopes') [outcome, holder] = await changeOnce(deps, id, asked, by);
  if (outcome !== 'saved')
    throw new AppError(outcome, `The connection ${id} was not changed: ${outcome}.`, {
      ...(outcome === 'connection_exists' ? { details: { connectionId: holder } } : {}),
    });
}

type Answer = z.infer<typeof answerSchema>;

async function changeOnce(
  { redis, vault }: { redis: RedisClient; vault: Vault },
  id: string,
  asked: ConnectionChange,
  by: By,
): Promise<Answer> {
  const record = await redis.hgetall(keys.connection(id));
  if (!('id' in record)) throw new AppError('connection_unknown', `There is no connection ${id}.`);
  const before = readConnection(record);
  const name = asked.name !== undefined && asked.name !== before.name ? asked.name : undefined;
  const fields = changedFields(vault, before, asked);
  if (name === undefined && Object.keys(fields).length === 0) return ['saved', ''];
  const judged = await judge(redis, before, asked);
  const { borrowFrom: lender = '', storeHash: newStore = '' } = fields;
  const event = (kind: Event['kind'], changed: ChangedField[] = []) =>
    JSON.stringify({
      kind,
      ...by,
      connectionId: id,
      ...(before.iclientId === undefined ? {} : { iclientId: before.iclientId }),
      storeHash: newStore || before.storeHash,
      name: name ?? before.name,
      ...(changed.length === 0 ? {} : { changed }),
    } satisfies Event);
  const answer = await change(
    redis,
    [
      keys.connection(id),
      keys.connectionNames,
      keys.connection(lender),
      keys.connectionBorrowers(id),
      keys.connectionIndex,
      keys.events,
      keys.iclient(before.iclientId ?? ''),
      keys.appConnections,
    ],
    [
      id,
      name === undefined ? '' : nameKey(name),
      lender,
      fields[tokenField] === undefined && fields[clientSecretField] === undefined
        ? ''
        : 'api_account',
      record.attempt ?? '',
      'scopes' in fields ? judged.status : '',
      'scopes' in fields ? judged.by : '',
      name === undefined ? '' : event('connection.renamed'),
      Object.keys(fields).length === 0 ? '' : event('connection.changed', toldOf(fields)),
      ...pairsOf(before, newStore),
      newStore,
      ...fieldArguments({
        ...fields,
        ...(name === undefined ? {} : nameFields(name, nameKey(name))),
      }),
    ],
  );
  return answerSchema.parse(answer);
}

/** The pair that it has, and the one that it gets with another store. */
function pairsOf({ iclientId = '', storeHash }: Connection, newStore: string): [string, string] {
  return [pairKey(iclientId, storeHash), newStore === '' ? '' : pairKey(iclientId, newStore)];
}

const toldFields: Readonly<Record<string, ChangedField>> = {
  storeHash: 'store',
  scopes: 'scopes',
  level: 'concurrency',
  borrowFrom: 'concurrency',
  [tokenField]: 'accessToken',
  clientId: 'clientId',
  [clientSecretField]: 'clientSecret',
};

/** What the event says was changed; what follows from it, such as the status, goes without saying. */
function toldOf(fields: FieldChanges): ChangedField[] {
  return [...new Set(Object.keys(fields).flatMap((field) => toldFields[field] ?? []))];
}

/** Fields beside the name that differ from what there is. */
function changedFields(vault: Vault, before: Connection, asked: ConnectionChange): FieldChanges {
  const { scopes, accessToken, clientId, clientSecret, detectedScopes, profile } = asked;
  const { id, storeHash } = before;
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  return {
    ...(scopes !== undefined && differs(scopes ?? undefined, before.scopes)
      ? { scopes: scopes === null ? undefined : JSON.stringify(scopes) }
      : {}),
    ...placeFields(before, asked),
    ...(accessToken === undefined
      ? {}
      : {
          [tokenField]: vault.seal(accessToken, tokenOwner(id)),
          status: statusOfAccount(
            scopes === undefined ? before.scopes : (scopes ?? undefined),
            detectedScopes,
          ),
          lastFailure: undefined,
          detectedScopes: undefined,
        }),
    ...(clientId === undefined ? {} : { clientId }),
    ...(clientSecret === undefined
      ? {}
      : { [clientSecretField]: vault.seal(clientSecret, clientSecretOwner(id)) }),
    ...(detectedScopes ? { detectedScopes: JSON.stringify(detectedScopes) } : {}),
    ...(profile && differs(profile, before.store) ? storeFields(storeHash, profile) : {}),
  };
}

/** The store and the concurrency: a lender is of the store, so that another store has it looked at again. */
function placeFields(before: Connection, asked: ConnectionChange): FieldChanges {
  const { storeHash = before.storeHash, concurrency = before.concurrency } = asked;
  const moved = storeHash !== before.storeHash;
  const differs = JSON.stringify(concurrency) !== JSON.stringify(before.concurrency);
  return {
    ...(moved ? { storeHash, ...storeFields(storeHash, undefined) } : {}),
    ...(moved || differs ? concurrencyFields(concurrency) : {}),
  };
}

/** The status that the token deserves with other scopes configured, and the iClient's scopes if those decided it. */
async function judge(
  redis: RedisClient,
  { iclientId, grantedScopes, detectedScopes }: Connection,
  asked: ConnectionChange,
): Promise<{ status: string; by: string }> {
  const scopes = asked.scopes ?? undefined;
  if (iclientId === undefined)
    return { status: statusOfAccount(scopes, asked.detectedScopes ?? detectedScopes), by: '' };
  if (scopes) return { status: statusOf(scopes, grantedScopes), by: '' };
  const configured = await scopesOfIClient(redis, iclientId);
  return { status: statusOf(configured.scopes, grantedScopes), by: configured.text };
}
