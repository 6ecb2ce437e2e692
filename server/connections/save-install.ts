/** Makes or renews the connection of an installed app in one atomic step. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TokenGrant } from '../bigcommerce/wire.ts';
import type { Event } from '../events/event.ts';
import { appendEvent } from '../events/store.ts';
import { confirmSaved } from '../redis/confirm-saved.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { luaClock } from '../redis/lua-clock.ts';
import { redisScript } from '../redis/script.ts';
import { tryWhileAway } from '../redis/try-while-away.ts';
import { seeUser } from '../store-users/lua.ts';
import type { Vault } from '../vault/vault.ts';
import { nameKey } from './connection.ts';
import { tokenField, tokenOwner } from './record.ts';

export type Install = {
  iclientId: string;
  grant: TokenGrant;
  status: 'connected' | 'needs_reauthorization';
  /** Names this install, so that a repeated save is known as the same. */
  attempt: string;
  /** When the auth callback arrived, by Redis' clock (ms since 1970). */
  arrivedAt: number;
  /** Where the request came from. */
  address: string;
};

export type SavedInstall = { connectionId: string; storeHash: string; renewed: boolean };

/**
 * KEYS pairs, names, connection, users, events
 * ARGV pair, id, attempt, name, name key, arrived at, event, user draft, fields…
 * Answers the id that the pair has: another one than ours means that somebody was faster.
 *
 * An install that arrived before the saved one comes too late: its token is dead, since BigCommerce
 * keeps one token for each app and store.
 */
const save = redisScript(`
  ${luaClock} ${appendEvent} ${seeUser}
  local pair, id, attempt, name, nameKey, arrivedAt, event, user = unpack(ARGV, 1, 8)
  local current = redis.call('HGET', KEYS[1], pair)
  if current and current ~= id then return current end
  local before = redis.call('HMGET', KEYS[3], 'attempt', 'installedAt')
  if before[1] == attempt then return id end
  if before[2] and tonumber(before[2]) > tonumber(arrivedAt) then return id end
  cjson.decode(user)
  local now = nowMs()
  if not current then
    local suffix, count = '', 1
    while redis.call('HEXISTS', KEYS[2], nameKey .. suffix) == 1 do
      count = count + 1
      suffix = ' (' .. count .. ')'
    end
    redis.call('HSET', KEYS[1], pair, id)
    redis.call('HSET', KEYS[2], nameKey .. suffix, id)
    redis.call('HSET', KEYS[3], 'id', id, 'name', name .. suffix, 'createdAt', now)
  end
  redis.call('HDEL', KEYS[3], 'owner', 'accountUuid')
  redis.call('HSET', KEYS[3], 'attempt', attempt, 'installedAt', arrivedAt, 'updatedAt', now, unpack(ARGV, 9))
  seeUser(KEYS[4], user, now, math.floor(arrivedAt / 1000))
  appendEvent(KEYS[5], event)
  return id
`);

/**
 * Saves the install with its sealed token; a reinstall keeps the connection's id and name.
 * Doing the same install again changes nothing. The exchange has already ended the token before, so
 * while Redis is away it is tried for a few seconds more.
 * @throws AppError `storage_unavailable`; what was saved then is unknown, and never half
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
  const { storeHash } = install.grant;
  const pair = pairKey(install.iclientId, storeHash);
  let connectionId = await redis.hget(keys.appConnections, pair);
  for (;;) {
    const renewed = connectionId !== null;
    const id = connectionId ?? newConnectionId();
    const answer = await save(
      redis,
      saveKeys(id),
      saveArguments(vault, install, pair, id, renewed),
    );
    const savedAs = z.string().parse(answer);
    if (savedAs === id) return { connectionId: id, storeHash, renewed };
    connectionId = savedAs;
  }
}

/** The field of an (iClient, store) pair in the index of app connections. */
export function pairKey(iclientId: string, storeHash: string): string {
  return `${iclientId}/${storeHash}`;
}

function newConnectionId(): string {
  return `cn_${randomBytes(12).toString('hex')}`;
}

function saveKeys(id: string): string[] {
  return [
    keys.appConnections,
    keys.connectionNames,
    keys.connection(id),
    keys.storeUsers(id),
    keys.events,
  ];
}

function saveArguments(
  vault: Vault,
  install: Install,
  pair: string,
  id: string,
  renewed: boolean,
): (string | number)[] {
  const { grant, iclientId } = install;
  const event: Event = {
    kind: renewed ? 'connection.reinstalled' : 'connection.installed',
    user: grant.user,
    connectionId: id,
    iclientId,
    storeHash: grant.storeHash,
    address: install.address,
  };
  const user = { ...grant.user, membershipId: randomBytes(16).toString('hex') };
  const fields: Record<string, string> = {
    kind: 'app',
    status: install.status,
    grantedSecond: String(Math.floor((grant.answeredAt ?? install.arrivedAt) / 1000)),
    iclientId,
    storeHash: grant.storeHash,
    grantedScopes: JSON.stringify(grant.scopes),
    installedBy: JSON.stringify(grant.user),
    [tokenField]: vault.seal(grant.accessToken, tokenOwner(id)),
    ...(grant.accountUuid === undefined ? {} : { accountUuid: grant.accountUuid }),
    ...(grant.owner === undefined ? {} : { owner: JSON.stringify(grant.owner) }),
  };
  const name = grant.storeHash;
  return [
    pair,
    id,
    install.attempt,
    name,
    nameKey(name),
    install.arrivedAt,
    JSON.stringify(event),
    JSON.stringify(user),
    ...Object.entries(fields).flat(),
  ];
}
