/** Changes what people configure of a connection, in one atomic step. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, ChangedField, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import { isSimulated } from '../iclients/iclient.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { changedFields, toldOf } from './changed-fields.ts';
import { scopesOfIClient, statusOf, statusOfAccount } from './configured-scopes.ts';
import { type Connection, nameKey } from './connection.ts';
import type { ConnectionChange } from './drafts.ts';
import { reindexing } from './index-lua.ts';
import { pairKey } from './naming.ts';
import {
  clientSecretField,
  type FieldChanges,
  nameFields,
  readConnection,
  tokenField,
} from './record.ts';
import { fieldArguments, lending, owningStores, settling, writingFields } from './write-lua.ts';

/**
 * KEYS connection, names, lender, borrowers, index, events, iClient, pairs, company
 * ARGV id, name key (or empty), lender (or empty), kind that it must be (or empty), attempt of the token
 * and the status that it deserves (or empty), scopes of the iClient by which it was judged (or empty),
 * event when renamed (or empty), event (or empty), pair that it gets (or empty),
 * store that it gets (or empty), company that it gets (empty for none, 'kept' for the one that it has), fields…
 * Answers the outcome and, for 'connection_exists', who has the pair.
 */
const change = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${writingFields} ${lending} ${owningStores}
  ${settling}
  local id, newKey, lender, needed, attempt, wanted, judgedBy, renamed, changed, newPair, newStore, company =
    unpack(ARGV, 1, 12)
  local kind, heldStore, oldKey, heldAttempt, failure, heldCompany, iclientId =
    unpack(redis.call('HMGET', KEYS[1], 'kind', 'storeHash', 'nameKey', 'attempt', 'lastFailure', 'companyId',
      'iclientId'))
  if not kind or (needed ~= '' and kind ~= needed) then return {'connection_unknown', ''} end
  if judgedBy ~= '' and (redis.call('HGET', KEYS[7], 'scopes') or '[]') ~= judgedBy then return {'other_scopes', ''} end
  local holder = newKey ~= '' and redis.call('HGET', KEYS[2], newKey)
  if holder and holder ~= id then return {'name_taken', ''} end
  local storeHash = newPair ~= '' and newStore or heldStore
  if newPair ~= '' then
    if redis.call('HGET', KEYS[1], 'status') ~= 'pending' then return {'store_fixed', ''} end
    if redis.call('ZCARD', KEYS[4]) > 0 then return {'lends_concurrency', ''} end
    local there = redis.call('HGET', KEYS[8], newPair)
    if there and there ~= id then return {'connection_exists', there} end
  end
  if cannotLend(KEYS[3], KEYS[4], id, lender, storeHash) then return {'lender_unsuitable', ''} end
  if company == 'kept' then
    company = heldCompany or ''
  elseif company ~= '' and redis.call('EXISTS', KEYS[9]) == 0 then
    return {'company_unknown', ''}
  end
  if ofOtherCompany(KEYS[5], storeHash, company, id) then return {'store_of_other_company', ''} end
  local now = nowMs()
  if newKey ~= '' then
    if oldKey then redis.call('HDEL', KEYS[2], oldKey) end
    redis.call('HSET', KEYS[2], newKey, id)
  end
  if newPair ~= '' then
    redis.call('HDEL', KEYS[8], iclientId .. '/' .. heldStore)
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
  'company_unknown',
  'store_of_other_company',
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
  if (!('id' in record) || isSimulated(record.iclientId ?? ''))
    throw new AppError('connection_unknown', `There is no connection ${id}.`);
  const before = readConnection(record);
  const naming = namingFields(before, asked);
  const fields = changedFields(vault, before, asked);
  if (Object.keys({ ...naming, ...fields }).length === 0) return ['saved', ''];
  const judged = await judge(redis, before, asked);
  const { borrowFrom: lender = '', storeHash: newStore = '' } = fields;
  const company = newCompany(fields);
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
      keys.company(company),
    ],
    [
      id,
      naming.nameKey ?? '',
      lender,
      tokenField in fields || clientSecretField in fields ? 'api_account' : '',
      record.attempt ?? '',
      'scopes' in fields ? judged.status : '',
      'scopes' in fields ? judged.by : '',
      ...eventsOf(before, by, { naming, fields }),
      newStore === '' ? '' : pairKey(before.iclientId ?? '', newStore),
      newStore,
      company,
      ...fieldArguments({ ...fields, ...naming }),
    ],
  );
  return answerSchema.parse(answer);
}

/** Of the name and of the rest, each empty when it stays. */
function eventsOf(
  before: Connection,
  by: By,
  { naming, fields }: { naming: FieldChanges; fields: FieldChanges },
): [string, string] {
  const event = (kind: Event['kind'], changed: ChangedField[] = []) =>
    JSON.stringify({
      kind,
      ...by,
      connectionId: before.id,
      ...(before.iclientId === undefined ? {} : { iclientId: before.iclientId }),
      storeHash: fields.storeHash ?? before.storeHash,
      name: naming.name ?? before.name,
      ...(changed.length === 0 ? {} : { changed }),
    } satisfies Event);
  return [
    'name' in naming ? event('connection.renamed') : '',
    Object.keys(fields).length === 0 ? '' : event('connection.changed', toldOf(fields)),
  ];
}

function namingFields(before: Connection, { name }: ConnectionChange): FieldChanges {
  return name === undefined || name === before.name ? {} : nameFields(name, nameKey(name));
}

/** Empty for none, 'kept' for the one that it has. */
function newCompany(fields: FieldChanges): string {
  return 'companyId' in fields ? (fields.companyId ?? '') : 'kept';
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
