/** Makes or renews the connection of an installed app in one atomic step. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TokenGrant } from '../bigcommerce/wire.ts';
import { AppError } from '../errors.ts';
import type { Actor, Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import { confirmSaved } from '../redis/confirm-saved.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { tryWhileAway } from '../redis/try-while-away.ts';
import { seeUser } from '../store-users/lua.ts';
import type { Vault } from '../vault/vault.ts';
import { configuredScopesLua, configuredScopesOf, statusOf } from './configured-scopes.ts';
import { nameKey } from './connection.ts';
import { reindexing } from './index-lua.ts';
import { newConnectionId, pairKey } from './naming.ts';
import { type FieldChanges, tokenField, tokenOwner } from './record.ts';
import { fieldArguments, writingFields } from './write-lua.ts';

export type Install = {
  iclientId: string;
  grant: TokenGrant;
  /** Names this install, so that a repeated save is known as the same. */
  attempt: string;
  /** When the auth callback arrived, by Redis' clock (ms since 1970). */
  arrivedAt: number;
  /** Where the request came from. */
  address: string;
  /** Who asked for it in the console; nobody, when it came unannounced. */
  authorizedBy?: Actor | undefined;
  /** Saves nothing unless the store's connection is this one: one deleted meanwhile is not made again. */
  onlyConnection?: string | undefined;
  /** When somebody started it (ms, Redis' clock): it does not undo a later disconnect. */
  startedAt?: number | undefined;
};

export type SavedInstall = {
  connectionId: string;
  storeHash: string;
  /** Whether it had been authorized before. */
  renewed: boolean;
};

/**
 * KEYS pairs, names, connection, users, events, index, iClient
 * ARGV pair, id, attempt, name, name key, arrived at, event when it is the first, event, user draft,
 * only this id (or empty), configured scopes by which the grant was judged, when it was started (or empty),
 * API key or "user" who authorized it (or empty), fields…
 * Answers the id that the pair has and whether it was renewed; "other" means that somebody was faster,
 * with the pair or with the scopes.
 *
 * An install that arrived before the saved one comes too late: its token is dead, since BigCommerce
 * keeps one token for each app and store.
 *
 * What was made in a picker was named by somebody who need not have anything to do with the store: an
 * install that nobody here announced names it as a new one, unless it got another name since. Only an
 * authorization in the name of a picker's API key leaves it to the session that began it last.
 */
const save = redisScript(`
  ${luaClock} ${appendEvent} ${seeUser} ${reindexing} ${writingFields} ${configuredScopesLua}
  local pair, id, attempt, name, nameKey, arrivedAt, firstEvent, event, user, only, judgedBy, startedAt, authorizer =
    unpack(ARGV, 1, 13)
  local current = redis.call('HGET', KEYS[1], pair)
  if only ~= '' and current ~= only then return {'gone', ''} end
  if current and current ~= id then return {'other', current} end
  if redis.call('EXISTS', KEYS[7]) == 0 then return {'app_unknown', ''} end
  local heldAttempt, installedAt, renewed, disconnectedAt, heldKey, pickerKey = unpack(redis.call('HMGET', KEYS[3],
    'attempt', 'installedAt', 'renewed', 'disconnectedAt', 'nameKey', 'pickerNameKey'))
  if heldAttempt == attempt then return {'saved', renewed or 'yes'} end
  if startedAt ~= '' and disconnectedAt and tonumber(disconnectedAt) > tonumber(startedAt) then
    return {'disconnected', ''}
  end
  if installedAt and tonumber(installedAt) > tonumber(arrivedAt) then return {'saved', 'yes'} end
  if configuredScopes(KEYS[3], KEYS[7]) ~= judgedBy then return {'other', id} end
  cjson.decode(user)
  local now = nowMs()
  local named = current
  if authorizer == '' and not installedAt and pickerKey and pickerKey == heldKey then
    redis.call('HDEL', KEYS[2], heldKey)
    named = false
  end
  if not named then
    local suffix, count = '', 1
    while redis.call('HEXISTS', KEYS[2], nameKey .. suffix) == 1 do
      count = count + 1
      suffix = ' (' .. count .. ')'
    end
    redis.call('HSET', KEYS[2], nameKey .. suffix, id)
    local words = ' ' .. nameKey .. ' ' .. (count > 1 and count .. ' ' or '')
    redis.call('HSET', KEYS[3], 'id', id, 'name', name .. suffix, 'nameKey', nameKey .. suffix,
      'nameWords', words)
  end
  if not current then
    redis.call('HSET', KEYS[1], pair, id)
    redis.call('HSET', KEYS[3], 'storeWords', ' ' .. nameKey .. ' ', 'createdAt', now)
  end
  redis.call('HDEL', KEYS[3], 'pickerNameKey')
  if redis.call('HGET', KEYS[3], 'pickerApiKey') ~= authorizer then
    redis.call('HDEL', KEYS[3], 'pickerSession', 'pickerApiKey')
  end
  renewed = installedAt and 'yes' or 'no'
  redis.call('HSET', KEYS[3], 'attempt', attempt, 'renewed', renewed, 'installedAt', arrivedAt, 'updatedAt', now)
  writeFields(KEYS[3], 14)
  seeUser(KEYS[4], user, now, math.floor(arrivedAt / 1000))
  reindex(KEYS[6], KEYS[3])
  appendEvent(KEYS[5], installedAt and event or firstEvent)
  return {'saved', renewed}
`);

const answerSchema = z.tuple([
  z.enum(['saved', 'other', 'gone', 'disconnected', 'app_unknown']),
  z.string(),
]);

/**
 * Saves the install with its sealed token; a reinstall keeps the connection's id, name and what was
 * configured. Doing the same install again changes nothing. The exchange has already ended the token
 * before, so while Redis is away it is tried for a few seconds more.
 * @throws AppError `storage_unavailable` (what was saved then is unknown, and never half),
 * `connection_unknown` or `app_unknown` when that was deleted meanwhile, `disconnected_meanwhile`
 */
export async function saveInstall(
  { redis, vault }: { redis: RedisClient; vault: Vault },
  install: Install,
): Promise<SavedInstall> {
  const saved = await tryWhileAway(() => saveOnce(redis, vault, install));
  await confirmSaved(redis, keys.connection(saved.connectionId));
  return saved;
}

async function saveOnce(redis: RedisClient, vault: Vault, install: Install): Promise<SavedInstall> {
  const { iclientId, grant } = install;
  const { storeHash } = grant;
  const pair = pairKey(iclientId, storeHash);
  let id = (await redis.hget(keys.appConnections, pair)) ?? newConnectionId();
  for (;;) {
    const configured = await configuredScopesOf(redis, id, iclientId);
    const answer = await save(
      redis,
      saveKeys(id, iclientId),
      saveArguments(vault, install, pair, id, configured),
    );
    const [outcome, told] = answerSchema.parse(answer);
    if (outcome === 'saved') return { connectionId: id, storeHash, renewed: told === 'yes' };
    if (outcome === 'gone')
      throw new AppError('connection_unknown', 'It was deleted while it was authorized.');
    if (outcome === 'disconnected')
      throw new AppError('disconnected_meanwhile', 'It was disconnected after this was started.');
    if (outcome === 'app_unknown')
      throw new AppError('app_unknown', 'The iClient was deleted during the install.');
    id = told;
  }
}

function saveKeys(id: string, iclientId: string): string[] {
  return [
    keys.appConnections,
    keys.connectionNames,
    keys.connection(id),
    keys.storeUsers(id),
    keys.events,
    keys.connectionIndex,
    keys.iclient(iclientId),
  ];
}

function saveArguments(
  vault: Vault,
  install: Install,
  pair: string,
  id: string,
  configured: { text: string; scopes: string[] },
): (string | number)[] {
  const { grant, authorizedBy, onlyConnection = '', startedAt = '' } = install;
  const event = (kind: Event['kind']): string =>
    JSON.stringify({
      kind: authorizedBy ? 'connection.authorized' : kind,
      actor: authorizedBy ?? { kind: 'store_user', ...grant.user },
      connectionId: id,
      iclientId: install.iclientId,
      storeHash: grant.storeHash,
      address: install.address,
    } satisfies Event);
  const user = { ...grant.user, membershipId: randomBytes(16).toString('hex') };
  const name = grant.storeHash;
  return [
    pair,
    id,
    install.attempt,
    name,
    nameKey(name),
    install.arrivedAt,
    event('connection.installed'),
    event('connection.reinstalled'),
    JSON.stringify(user),
    onlyConnection,
    configured.text,
    startedAt,
    authorizerOf(authorizedBy),
    ...fieldArguments(grantFields(vault, install, id, configured.scopes)),
  ];
}

function authorizerOf(actor: Actor | undefined): string {
  if (actor === undefined) return '';
  return actor.kind === 'api_key' ? actor.id : 'user';
}

/** What a new grant says; an owner or account that it does not name is forgotten. */
function grantFields(
  vault: Vault,
  install: Install,
  id: string,
  configured: string[],
): FieldChanges {
  const { grant } = install;
  return {
    kind: 'app',
    status: statusOf(configured, grant.scopes),
    grantedSecond: String(Math.floor((grant.answeredAt ?? install.arrivedAt) / 1000)),
    iclientId: install.iclientId,
    storeHash: grant.storeHash,
    grantedScopes: JSON.stringify(grant.scopes),
    installedBy: JSON.stringify(grant.user),
    [tokenField]: vault.seal(grant.accessToken, tokenOwner(id)),
    accountUuid: grant.accountUuid,
    owner: grant.owner && JSON.stringify(grant.owner),
    detectedScopes: undefined,
    lastFailure: undefined,
  };
}
