/** Makes connections in the console: pending ones through an app, and those of API accounts. */
import { z } from 'zod';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { statusOfAccount } from './configured-scopes.ts';
import { nameKey } from './connection.ts';
import type { NewApiAccount, NewConnection } from './drafts.ts';
import { reindexing } from './index-lua.ts';
import { newConnectionId, pairKey } from './naming.ts';
import {
  clientSecretField,
  clientSecretOwner,
  concurrencyFields,
  type FieldChanges,
  nameFields,
  storeFields,
  tokenField,
  tokenOwner,
} from './record.ts';
import { fieldArguments, lending, owningStores, writingFields } from './write-lua.ts';

/**
 * KEYS connection, pairs, names, iClient, lender, borrowers, index, events, company
 * ARGV id, name key, pair (empty for an API account), lender (or empty), store hash, event, company (or
 * empty), fields…
 * Done again it changes nothing, since the id is new each time.
 */
const create = redisScript(`
  ${luaClock} ${appendEvent} ${reindexing} ${writingFields} ${lending} ${owningStores}
  local id, nameKey, pair, lender, storeHash, event, company = unpack(ARGV, 1, 7)
  if redis.call('EXISTS', KEYS[1]) == 1 then return {'saved', ''} end
  if pair ~= '' then
    if redis.call('EXISTS', KEYS[4]) == 0 or isSimulated(pair) then return {'app_unknown', ''} end
    local holder = redis.call('HGET', KEYS[2], pair)
    if holder then return {'connection_exists', holder} end
  end
  if redis.call('HEXISTS', KEYS[3], nameKey) == 1 then return {'name_taken', ''} end
  if cannotLend(KEYS[5], KEYS[6], id, lender, storeHash) then return {'lender_unsuitable', ''} end
  if company ~= '' and redis.call('EXISTS', KEYS[9]) == 0 then return {'company_unknown', ''} end
  if ofOtherCompany(KEYS[7], storeHash, company, '') then return {'store_of_other_company', ''} end
  local now = nowMs()
  if pair ~= '' then redis.call('HSET', KEYS[2], pair, id) end
  redis.call('HSET', KEYS[3], nameKey, id)
  redis.call('HSET', KEYS[1], 'id', id, 'createdAt', now, 'updatedAt', now)
  writeFields(KEYS[1], 8)
  reindex(KEYS[7], KEYS[1])
  appendEvent(KEYS[8], event)
  return {'saved', ''}
`);

const answerSchema = z.tuple([
  z.enum([
    'saved',
    'app_unknown',
    'connection_exists',
    'name_taken',
    'lender_unsuitable',
    'company_unknown',
    'store_of_other_company',
  ]),
  z.string(),
]);

/** Answers the id. @throws AppError, see `ConnectionStore.create` */
export function createConnection(
  redis: RedisClient,
  draft: NewConnection,
  by: By,
): Promise<string> {
  return save(redis, newConnectionId(), draft, by, {
    kind: 'app',
    status: 'pending',
    iclientId: draft.iclientId,
    ...pickerFields(draft),
    ...storeFields(draft.storeHash, undefined),
  });
}

/** Answers the id. @throws AppError, see `ConnectionStore.createApiAccount` */
export function createApiAccount(
  { redis, vault }: { redis: RedisClient; vault: Vault },
  draft: NewApiAccount,
  by: By,
): Promise<string> {
  const id = newConnectionId();
  const { accessToken, clientId, clientSecret, detectedScopes, profile } = draft;
  return save(redis, id, draft, by, {
    kind: 'api_account',
    status: statusOfAccount(draft.scopes, detectedScopes),
    [tokenField]: vault.seal(accessToken, tokenOwner(id)),
    clientId,
    [clientSecretField]:
      clientSecret === undefined ? undefined : vault.seal(clientSecret, clientSecretOwner(id)),
    detectedScopes: detectedScopes && JSON.stringify(detectedScopes),
    ...storeFields(draft.storeHash, profile),
  });
}

/** The name is kept twice, so that an install knows whether somebody else has named it since. */
function pickerFields({ name, picker }: NewConnection): FieldChanges {
  if (picker === undefined) return {};
  const { session, apiKeyId } = picker;
  return { pickerSession: session, pickerApiKey: apiKeyId, pickerNameKey: nameKey(name) };
}

async function save(
  redis: RedisClient,
  id: string,
  draft: Pick<NewConnection, 'name' | 'storeHash' | 'scopes' | 'concurrency' | 'companyId'> & {
    iclientId?: string;
  },
  by: By,
  fields: FieldChanges,
): Promise<string> {
  const { name, storeHash, scopes, concurrency, iclientId, companyId } = draft;
  const lender = 'borrowFrom' in concurrency ? concurrency.borrowFrom : '';
  const event: Event = {
    kind: 'connection.created',
    ...by,
    connectionId: id,
    ...(iclientId === undefined ? {} : { iclientId }),
    storeHash,
    ...(companyId === undefined ? {} : { companyId }),
    name,
  };
  const answer = await create(
    redis,
    [
      keys.connection(id),
      keys.appConnections,
      keys.connectionNames,
      keys.iclient(iclientId ?? ''),
      keys.connection(lender),
      keys.connectionBorrowers(id),
      keys.connectionIndex,
      keys.events,
      keys.company(companyId ?? ''),
    ],
    [
      id,
      nameKey(name),
      iclientId === undefined ? '' : pairKey(iclientId, storeHash),
      lender,
      storeHash,
      JSON.stringify(event),
      companyId ?? '',
      ...fieldArguments({
        ...fields,
        storeHash,
        companyId,
        scopes: scopes && JSON.stringify(scopes),
        ...nameFields(name, nameKey(name)),
        ...concurrencyFields(concurrency),
      }),
    ],
  );
  const [outcome, holder] = answerSchema.parse(answer);
  if (outcome === 'saved') return id;
  throw new AppError(outcome, `The connection "${name}" was not made: ${outcome}.`, {
    ...(outcome === 'connection_exists' ? { details: { connectionId: holder } } : {}),
  });
}
