/** Changes what people configure of a connection, in one atomic step. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { scopesOfIClient, statusOf } from './configured-scopes.ts';
import { type Connection, nameKey } from './connection.ts';
import type { ConnectionChange } from './drafts.ts';
import { reindexing } from './index-lua.ts';
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
 * KEYS connection, names, lender, borrowers, index, events
 * ARGV id, name key (or empty), lender (or empty), kind that it must be (or empty), attempt of the token
 * and the status that it deserves (or empty), event when renamed (or empty), event (or empty), fields…
 */
const change = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${writingFields} ${lending} ${settling}
  local id, newKey, lender, needed, attempt, wanted, renamed, changed = unpack(ARGV, 1, 8)
  local kind, storeHash, oldKey, heldAttempt, failure =
    unpack(redis.call('HMGET', KEYS[1], 'kind', 'storeHash', 'nameKey', 'attempt', 'lastFailure'))
  if not kind or (needed ~= '' and kind ~= needed) then return 'connection_unknown' end
  local holder = newKey ~= '' and redis.call('HGET', KEYS[2], newKey)
  if holder and holder ~= id then return 'name_taken' end
  if cannotLend(KEYS[3], KEYS[4], id, lender, storeHash) then return 'lender_unsuitable' end
  local now = nowMs()
  if newKey ~= '' then
    if oldKey then redis.call('HDEL', KEYS[2], oldKey) end
    redis.call('HSET', KEYS[2], newKey, id)
  end
  writeFields(KEYS[1], 9)
  redis.call('HSET', KEYS[1], 'updatedAt', now)
  if wanted ~= '' and not failure and (heldAttempt or '') == attempt then settle(KEYS[1], wanted, now) end
  reindex(KEYS[5], KEYS[1])
  if renamed ~= '' then appendEvent(KEYS[6], renamed) end
  if changed ~= '' then appendEvent(KEYS[6], changed) end
  return 'saved'
`);

const answerSchema = z.enum(['saved', 'connection_unknown', 'name_taken', 'lender_unsuitable']);

/** What is as it was makes no event. @throws AppError, see `ConnectionStore.change` */
export async function changeConnection(
  { redis, vault }: { redis: RedisClient; vault: Vault },
  id: string,
  asked: ConnectionChange,
  by: By,
): Promise<void> {
  const record = await redis.hgetall(keys.connection(id));
  if (!('id' in record)) throw new AppError('connection_unknown', `There is no connection ${id}.`);
  const before = readConnection(record);
  const name = asked.name !== undefined && asked.name !== before.name ? asked.name : undefined;
  const fields = changedFields(vault, before, asked);
  if (name === undefined && Object.keys(fields).length === 0) return;
  const { borrowFrom: lender = '' } = fields;
  const event = (kind: Event['kind']) =>
    JSON.stringify({
      kind,
      ...by,
      connectionId: id,
      ...(before.iclientId === undefined ? {} : { iclientId: before.iclientId }),
      storeHash: before.storeHash,
      name: name ?? before.name,
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
    ],
    [
      id,
      name === undefined ? '' : nameKey(name),
      lender,
      fields[tokenField] === undefined && fields[clientSecretField] === undefined
        ? ''
        : 'api_account',
      record.attempt ?? '',
      'scopes' in fields ? await statusForScopes(redis, before, asked.scopes) : '',
      name === undefined ? '' : event('connection.renamed'),
      Object.keys(fields).length === 0 ? '' : event('connection.changed'),
      ...fieldArguments({
        ...fields,
        ...(name === undefined ? {} : nameFields(name, nameKey(name))),
      }),
    ],
  );
  const outcome = answerSchema.parse(answer);
  if (outcome !== 'saved')
    throw new AppError(outcome, `The connection ${id} was not changed: ${outcome}.`);
}

/** Fields beside the name that differ from what there is. */
function changedFields(vault: Vault, before: Connection, asked: ConnectionChange): FieldChanges {
  const { scopes, concurrency, accessToken, clientId, clientSecret, detectedScopes, profile } =
    asked;
  const { id, storeHash } = before;
  const differs = (one: unknown, other: unknown) => JSON.stringify(one) !== JSON.stringify(other);
  return {
    ...(scopes !== undefined && differs(scopes ?? undefined, before.scopes)
      ? { scopes: scopes === null ? undefined : JSON.stringify(scopes) }
      : {}),
    ...(concurrency && differs(concurrency, before.concurrency)
      ? concurrencyFields(concurrency)
      : {}),
    ...(accessToken === undefined
      ? {}
      : {
          [tokenField]: vault.seal(accessToken, tokenOwner(id)),
          status: 'connected',
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

/** What the token of an app deserves with other scopes configured. */
async function statusForScopes(
  redis: RedisClient,
  { iclientId, grantedScopes }: Connection,
  scopes: string[] | null | undefined,
): Promise<string> {
  if (iclientId === undefined) return '';
  const configured = scopes ?? (await scopesOfIClient(redis, iclientId)).scopes;
  return statusOf(configured, grantedScopes);
}
