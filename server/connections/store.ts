/** Connections in Redis. Owns the keys `connection*`; seals and opens tokens itself. */

import type { SignedCall } from '../bigcommerce/signed-payload.ts';
import type { StoreProfile } from '../bigcommerce/wire.ts';
import { AppError } from '../errors.ts';
import type { By, Event } from '../events/event.ts';
import { isSimulated } from '../iclients/iclient.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import { redisScript } from '../redis/script.ts';
import type { Vault } from '../vault/vault.ts';
import { changeConnection } from './change.ts';
import { type Connection, nameKey } from './connection.ts';
import { createApiAccount, createConnection } from './create.ts';
import type {
  ConnectionChange,
  ConnectionPage,
  ConnectionQuery,
  NewApiAccount,
  NewConnection,
  PickerOrigin,
  TestOutcome,
} from './drafts.ts';
import { deleteConnection, disconnectConnection } from './end.ts';
import { reindexing, storeCompanyKey } from './index-lua.ts';
import { joinCompany } from './join-company.ts';
import { listConnections } from './list.ts';
import { pairKey } from './naming.ts';
import { noteUsed } from './note-used.ts';
import { recheckScopes } from './recheck-scopes.ts';
import { readConnection, storeFields, tokenField, tokenOwner } from './record.ts';
import { type Install, type SavedInstall, saveInstall } from './save-install.ts';
import { saveTest } from './save-test.ts';
import { type UninstallOutcome, uninstallConnection } from './uninstall.ts';
import { fieldArguments, writingFields } from './write-lua.ts';

export type ConnectionStore = {
  find(id: string): Promise<Connection | undefined>;
  findByStore(iclientId: string, storeHash: string): Promise<Connection | undefined>;
  /** @throws VaultError when the token does not open; undefined when the connection holds none */
  accessToken(id: string): Promise<string | undefined>;
  /** See `saveInstall`. */
  saveInstall(install: Install): Promise<SavedInstall>;
  saveStoreProfile(id: string, profile: StoreProfile): Promise<void>;
  /** See `uninstallConnection`. */
  uninstall(
    id: string,
    call: SignedCall,
    events: { uninstalled: Event; ignored: Event },
  ): Promise<UninstallOutcome>;

  findByName(name: string): Promise<Connection | undefined>;
  /** One page. @throws AppError `parameter_invalid` (cursor) */
  list(query: ConnectionQuery): Promise<ConnectionPage>;
  /**
   * Saves a pending connection through an app.
   * @throws AppError `name_taken`, `connection_exists` (details.connectionId), `lender_unsuitable`, `app_unknown`,
   * `company_unknown`, `store_of_other_company`
   */
  create(draft: NewConnection, by: By): Promise<Connection>;
  /** @throws AppError `name_taken`, `lender_unsuitable`, `company_unknown`, `store_of_other_company` */
  createApiAccount(draft: NewApiAccount, by: By): Promise<Connection>;
  /**
   * @throws AppError `connection_unknown`, `name_taken`, `lender_unsuitable`, `company_unknown`,
   * `store_of_other_company`; of another store `connection_exists` (details.connectionId), `lends_concurrency`,
   * `store_fixed`
   */
  change(id: string, change: ConnectionChange, by: By): Promise<Connection>;
  /**
   * One that is authorized and has no company gets this one; again it changes nothing.
   * @throws AppError `connection_unknown`, `connection_not_connected`, `company_unknown`, `store_of_other_company`
   */
  joinCompany(
    installed: { connectionId: string; attempt: string },
    companyId: string,
    by: By,
  ): Promise<void>;
  /** Somebody begins to mend it in a picker. One deleted or authorized since it was read stays as it is. */
  mendIn(picker: PickerOrigin, read: Pick<Connection, 'id' | 'installedAt'>): Promise<void>;
  /** Drops the token and the client secret. @throws AppError `connection_unknown` */
  disconnect(id: string, by: By): Promise<void>;
  /** Again: changes nothing. @throws AppError `lends_concurrency` (details.connectionIds) */
  delete(id: string, by: By): Promise<void>;
  /** Answers whether the test still was about the connection's own token. */
  saveTest(id: string, outcome: TestOutcome, by: By): Promise<boolean>;
  /** What a call through the connection told of its token; see `saveTest`. */
  noteToken(id: string, told: { token: string; refused: boolean }, by: By): Promise<void>;
  /** Again, or late: changes nothing. @param lastUsed by id, how many milliseconds ago */
  noteUsed(lastUsed: ReadonlyMap<string, number>): Promise<void>;
  /** By name. */
  ofIClient(iclientId: string, limit: number): Promise<Connection[]>;
  countOfIClient(iclientId: string): Promise<number>;
  /** The company whose the store is: of each of its connections that has one. */
  companyOfStore(storeHash: string): Promise<string | undefined>;
  /** Connections to the same store that may lend: not `exceptId`, and no borrowers. */
  lendersFor(storeHash: string, exceptId?: string): Promise<Connection[]>;
  /** Those that borrow from it. */
  borrowers(id: string): Promise<Connection[]>;
  /** Sets `needs_reauthorization` or `connected` again after the iClient's configured scopes changed. */
  recheckScopes(iclientId: string): Promise<void>;
};

/** KEYS connection, index · ARGV fields… A connection that was deleted meanwhile is not made again. */
const saveProfile = redisScript(`
  ${reindexing} ${writingFields}
  if redis.call('EXISTS', KEYS[1]) == 0 then return 0 end
  writeFields(KEYS[1], 1)
  reindex(KEYS[2], KEYS[1])
  return 1
`);

/** KEYS connection · ARGV session, API key, when it was installed (or empty). No list or cache needs it. */
const noteMending = redisScript(`
  local id, installedAt = unpack(redis.call('HMGET', KEYS[1], 'id', 'installedAt'))
  if id and (installedAt or '') == ARGV[3] then
    redis.call('HSET', KEYS[1], 'pickerSession', ARGV[1], 'pickerApiKey', ARGV[2])
  end
  return 1
`);

/** So many connections to one store, or borrowers of one, are answered at most. */
const offeredAtMost = 200;

/** @param testClients whether connections of simulated installs are found: only callbacks may meet them */
export function createConnectionStore(deps: {
  redis: RedisClient;
  vault: Vault;
  testClients?: boolean;
}): ConnectionStore {
  const { redis, vault, testClients = false } = deps;
  const isHidden = (iclientId: string | null | undefined) =>
    !testClients && isSimulated(iclientId ?? '');
  const find = async (id: string) => {
    const record = await redis.hgetall(keys.connection(id));
    return 'id' in record && !isHidden(record.iclientId) ? readConnection(record) : undefined;
  };
  const findAll = async (ids: string[]) =>
    (await Promise.all(ids.map(find))).filter((connection) => connection !== undefined);
  const known = async (id: string) => {
    const connection = await find(id);
    if (!connection) throw new AppError('connection_unknown', `There is no connection ${id}.`);
    return connection;
  };
  return {
    find,

    async findByStore(iclientId, storeHash) {
      const id = await redis.hget(keys.appConnections, pairKey(iclientId, storeHash));
      return id === null ? undefined : find(id);
    },

    async findByName(name) {
      const id = await redis.hget(keys.connectionNames, nameKey(name));
      return id === null ? undefined : find(id);
    },

    async accessToken(id) {
      const [sealed, iclientId] = await redis.hmget(keys.connection(id), tokenField, 'iclientId');
      return !sealed || isHidden(iclientId) ? undefined : vault.open(sealed, tokenOwner(id));
    },

    list: (query) => listConnections(redis, find, query),
    create: async (draft, by) => known(await createConnection(redis, draft, by)),
    createApiAccount: async (draft, by) => known(await createApiAccount(deps, draft, by)),

    async change(id, asked, by) {
      await changeConnection(deps, id, asked, by);
      return known(id);
    },

    joinCompany: async ({ connectionId, attempt }, companyId, by) =>
      joinCompany(redis, await known(connectionId), attempt, companyId, by),

    async mendIn({ session, apiKeyId }, { id, installedAt }) {
      await noteMending(redis, [keys.connection(id)], [session, apiKeyId, installedAt ?? '']);
    },

    disconnect: async (id, by) => disconnectConnection(redis, await known(id), by),

    async delete(id, by) {
      const connection = await find(id);
      if (connection) await deleteConnection(redis, connection, by);
    },

    saveInstall: (install) => saveInstall(deps, install),

    async saveStoreProfile(id, profile) {
      const connection = await find(id);
      if (!connection) return;
      await saveProfile(
        redis,
        [keys.connection(id), keys.connectionIndex],
        fieldArguments(storeFields(connection.storeHash, profile)),
      );
    },

    saveTest: (id, outcome, by) => saveTest(deps, id, outcome, by),

    async noteToken(id, { token, refused }, by) {
      const failure = { code: 'token_refused', tokenRefused: true } as const;
      const outcome = { token, duringCall: true, ...(refused ? { failure } : {}) };
      await saveTest(deps, id, outcome, by);
    },

    noteUsed: (lastUsed) => noteUsed(redis, lastUsed),
    recheckScopes: (iclientId) => recheckScopes(redis, iclientId),
    uninstall: (id, call, events) => uninstallConnection(redis, id, call, events),

    async ofIClient(iclientId, limit) {
      return (await listConnections(redis, find, { sort: 'name', iclientId, limit })).connections;
    },

    countOfIClient: (iclientId) => redis.zcard(keys.connectionsOfIClient(iclientId)),

    async companyOfStore(storeHash) {
      const [member] = await redis.zrange(storeCompanyKey(storeHash), 0, '0');
      return member?.split('\0')[0];
    },

    async lendersFor(storeHash, exceptId) {
      const ids = await redis.zrange(
        keys.connectionsOfStore(storeHash),
        0,
        String(offeredAtMost - 1),
      );
      const connections = await findAll(ids.filter((id) => id !== exceptId));
      return connections.filter(({ concurrency }) => !('borrowFrom' in concurrency));
    },

    borrowers: async (id) =>
      findAll(await redis.zrange(keys.connectionBorrowers(id), 0, String(offeredAtMost - 1))),
  };
}
