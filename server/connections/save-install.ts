/** Makes or renews the connection of an installed app in one atomic step. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { TokenGrant } from '../bigcommerce/wire.ts';
import { AppError } from '../errors.ts';
import type { Actor, ChangedField, Event } from '../events/event.ts';
import { confirmSaved } from '../redis/confirm-saved.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { tryWhileAway } from '../redis/try-while-away.ts';
import type { Vault } from '../vault/vault.ts';
import { configuredScopesOf, statusOf } from './configured-scopes.ts';
import { nameKey } from './connection.ts';
import { nameFrom, newConnectionId, pairKey } from './naming.ts';
import { type FieldChanges, tokenField, tokenOwner } from './record.ts';
import { saveScript } from './save-install-script.ts';
import { searchWords } from './search-words.ts';
import { fieldArguments } from './write-lua.ts';

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
  /** A merchant asked for it with a link: the connection becomes this company's. */
  link?: InstallByLink | undefined;
};

/** The company, its name and the link's own scopes: what a new connection is called and asks for. */
export type InstallByLink = { companyId: string; name: string; scopes: string[] | undefined };

export type SavedInstall = {
  connectionId: string;
  storeHash: string;
  /** Whether it had been authorized before. */
  renewed: boolean;
  /** Of the install; see `Install`. */
  attempt: string;
};

/** What the script refuses with, and why. */
const refusals = {
  gone: ['connection_unknown', 'It was deleted while it was authorized.'],
  disconnected: ['disconnected_meanwhile', 'It was disconnected after this was started.'],
  app_unknown: ['app_unknown', 'The iClient was deleted during the install.'],
  company_unknown: ['company_unknown', 'The company was deleted during the install.'],
  store_of_other_company: ['store_of_other_company', 'The store has another company.'],
} as const;

const answerSchema = z.union([
  z.tuple([z.enum(['saved', 'other']), z.string()]),
  z.tuple([z.enum(Object.keys(refusals) as (keyof typeof refusals)[]), z.string()]),
]);

/**
 * Saves the install with its sealed token; a reinstall keeps the connection's id, name and what was
 * configured. Doing the same install again changes nothing. The exchange has already ended the token
 * before, so while Redis is away it is tried for a few seconds more.
 * @throws AppError `storage_unavailable` (what was saved then is unknown, and never half),
 * `connection_unknown`, `app_unknown` or `company_unknown` when that was deleted meanwhile,
 * `disconnected_meanwhile`, `store_of_other_company`; a company that is refused leaves the connection, which keeps
 * the new token in the place of its dead one
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
  const { iclientId, grant, attempt } = install;
  const { storeHash } = grant;
  const pair = pairKey(iclientId, storeHash);
  let id = (await redis.hget(keys.appConnections, pair)) ?? newConnectionId();
  for (;;) {
    const configured = await configuredScopesOf(redis, id, iclientId, install.link?.scopes);
    const answer = await saveScript(
      redis,
      saveKeys(id, install),
      saveArguments(vault, install, pair, id, configured),
    );
    const [outcome, told] = answerSchema.parse(answer);
    if (outcome === 'saved')
      return { connectionId: id, storeHash, renewed: told === 'yes', attempt };
    if (outcome !== 'other') {
      const [code, message] = refusals[outcome];
      throw new AppError(code, message);
    }
    id = told === '' ? newConnectionId() : told;
  }
}

function saveKeys(id: string, { iclientId, link }: Install): string[] {
  return [
    keys.appConnections,
    keys.connectionNames,
    keys.connection(id),
    keys.storeUsers(id),
    keys.events,
    keys.connectionIndex,
    keys.iclient(iclientId),
    keys.company(link?.companyId ?? ''),
  ];
}

function saveArguments(
  vault: Vault,
  install: Install,
  pair: string,
  id: string,
  configured: { text: string; scopes: string[] },
): (string | number)[] {
  const { grant, authorizedBy, link, onlyConnection = '', startedAt = '' } = install;
  const event = (kind: Event['kind'], changed?: ChangedField[]): string =>
    JSON.stringify({
      kind,
      actor: authorizedBy ?? { kind: 'store_user', ...grant.user },
      connectionId: id,
      iclientId: install.iclientId,
      storeHash: grant.storeHash,
      ...(link ? { companyId: link.companyId } : {}),
      ...(changed ? { changed } : {}),
      address: install.address,
    } satisfies Event);
  const user = { ...grant.user, membershipId: randomBytes(16).toString('hex') };
  const name = (link && nameFrom(link.name)) ?? grant.storeHash;
  return [
    pair,
    id,
    install.attempt,
    grant.storeHash,
    searchWords(grant.storeHash),
    name,
    nameKey(name),
    searchWords(name),
    install.arrivedAt,
    event(authorizedBy ? 'connection.authorized' : 'connection.installed'),
    event(authorizedBy ? 'connection.authorized' : 'connection.reinstalled'),
    JSON.stringify(user),
    onlyConnection,
    configured.text,
    startedAt,
    authorizerOf(authorizedBy),
    link?.companyId ?? '',
    event('connection.changed', ['company']),
    link?.scopes === undefined ? '' : JSON.stringify(link.scopes),
    ...fieldArguments(grantFields(vault, install, id, configured.scopes)),
  ];
}

/** A merchant is nobody of the team, so what they authorize is named as what nobody announced. */
function authorizerOf(actor: Actor | undefined): string {
  if (actor === undefined || actor.kind === 'link') return '';
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
