/** iClients in Redis. Owns the keys `iclient*`; seals and opens client secrets itself. */
import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { DefaultIClientConfig } from '../../config/index.ts';
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Vault } from '../vault/vault.ts';
import {
  defaultIClientSlug,
  type IClient,
  type IClientChange,
  isFromEnvironment,
  isSimulated,
  type NewIClient,
  slugFromName,
} from './iclient.ts';
import { changeEvent, defaultIClientEvent, iclientEvent } from './iclient-events.ts';
import { fieldsOf, readIClient, secretField, secretOwner } from './record.ts';
import { changeIClient, createIClient, deleteIClient, saveDefaultIClient } from './scripts.ts';

export type IClientStore = {
  /** All of them by name; there are few. */
  list(): Promise<IClient[]>;
  find(id: string): Promise<IClient | undefined>;
  findBySlug(slug: string): Promise<IClient | undefined>;
  /** @throws VaultError when the secret does not open */
  clientSecret(iclientId: string): Promise<string>;
  /** @throws AppError `client_id_taken` */
  create(draft: NewIClient, by: By): Promise<IClient>;
  /** @throws AppError `iclient_unknown`, `client_id_taken`, or `iclient_from_environment` for what only the environment says */
  change(id: string, change: IClientChange, by: By): Promise<IClient>;
  /**
   * Its recorder goes off with it.
   * @throws AppError `iclient_unknown`, `iclient_in_use`, `iclient_from_environment`
   */
  delete(id: string, by: By): Promise<void>;
  /**
   * Makes or refreshes the default iClient from the configuration, its whitelist apart. Doing it again
   * changes only when it was updated, and makes no event.
   * @throws AppError `client_id_taken`
   */
  saveDefault(config: DefaultIClientConfig): Promise<void>;
};

/** @param testClients whether test clients of simulated installs are found: only callbacks may meet them */
export function createIClientStore({
  redis,
  vault,
  testClients = false,
}: {
  redis: RedisClient;
  vault: Vault;
  testClients?: boolean;
}): IClientStore {
  const find = async (id: string) => {
    if (isSimulated(id) && !testClients) return undefined;
    const record = await redis.hgetall(keys.iclient(id));
    return 'id' in record ? readIClient(record) : undefined;
  };
  const known = async (id: string) => {
    const iclient = await find(id);
    if (!iclient) throw unknown(id);
    return iclient;
  };
  /** The fields as they are kept, the secret sealed. */
  const sealedFields = (id: string, change: IClientChange) => ({
    ...fieldsOf(change),
    ...(change.clientSecret === undefined
      ? {}
      : { [secretField]: vault.seal(change.clientSecret, secretOwner(id)) }),
  });
  return {
    async list() {
      const ids = await redis.hvals(keys.iclientSlugs);
      const found = await Promise.all(ids.map(find));
      return found
        .filter((iclient) => iclient !== undefined)
        .sort((a, b) => a.name.localeCompare(b.name) || a.id.localeCompare(b.id));
    },

    find,

    async findBySlug(slug) {
      const id = await redis.hget(keys.iclientSlugs, slug);
      return id === null ? undefined : find(id);
    },

    async clientSecret(iclientId) {
      const sealed = await redis.hget(keys.iclient(iclientId), secretField);
      if (sealed === null) throw new Error(`The iClient ${iclientId} has no client secret.`);
      return vault.open(sealed, secretOwner(iclientId));
    },

    async create(draft, by) {
      const id = `ic_${randomBytes(12).toString('hex')}`;
      const fields = sealedFields(id, { ...draft, whitelist: [] });
      const owner = await createIClient(
        redis,
        [keys.iclient(id), keys.iclientSlugs, keys.iclientClientIds, keys.events],
        [
          id,
          slugFromName(draft.name),
          defaultIClientSlug,
          draft.clientId,
          iclientEvent('iclient.created', id, by, { name: draft.name }),
          ...Object.entries(fields).flat(),
        ],
      );
      if (owner !== id) throw taken(owner);
      return known(id);
    },

    async change(id, change, by) {
      const others = Object.keys(change).filter((field) => field !== 'whitelist');
      if (isFromEnvironment({ id }) && others.length > 0) throw fromEnvironment();
      const before = await known(id);
      const forgetAccount = 'accountUuid' in change && change.accountUuid === undefined;
      const owner = await changeIClient(
        redis,
        [keys.iclient(id), keys.iclientClientIds, keys.events],
        [
          id,
          change.clientId ?? '',
          forgetAccount ? '1' : '',
          changeEvent(before, change, by),
          ...Object.entries(sealedFields(id, change)).flat(),
        ],
      );
      if (owner === '') throw unknown(id);
      if (owner !== id) throw taken(owner);
      return known(id);
    },

    async delete(id, by) {
      if (isFromEnvironment({ id })) throw fromEnvironment();
      const outcome = await deleteIClient(
        redis,
        [
          keys.iclient(id),
          keys.iclientSlugs,
          keys.iclientClientIds,
          keys.connectionsOfIClient(id),
          keys.events,
          keys.callbackRecorders,
        ],
        [iclientEvent('iclient.deleted', id, by), id],
      );
      if (outcome === 'unknown') throw unknown(id);
      if (outcome === 'in_use')
        throw new AppError('iclient_in_use', `Connections use the iClient ${id}.`);
    },

    async saveDefault({ clientId, clientSecret, scopes, accountUuid }) {
      const id = defaultIClientSlug;
      const wanted = { name: 'BigCommerce connector', clientId, clientSecret, scopes, accountUuid };
      let owner: unknown;
      do {
        const record = await redis.hgetall(keys.iclient(id));
        const fields = { id, slug: defaultIClientSlug, ...sealedFields(id, wanted) };
        owner = await saveDefaultIClient(
          redis,
          [keys.iclient(id), keys.iclientSlugs, keys.iclientClientIds, keys.events],
          [
            id,
            defaultIClientSlug,
            clientId,
            record[secretField] ?? '',
            defaultIClientEvent(vault, record, wanted),
            ...Object.entries(fields).flat(),
          ],
        );
      } while (owner === '');
      if (owner !== id) throw taken(owner);
    },
  };
}

function taken(owner: unknown): AppError {
  const iclientId = z.string().parse(owner);
  const details = { iclientId };
  return new AppError('client_id_taken', `The iClient ${iclientId} has it.`, { details });
}

function unknown(id: string): AppError {
  return new AppError('iclient_unknown', `There is no iClient ${id}.`);
}

function fromEnvironment(): AppError {
  return new AppError('iclient_from_environment', 'Only its whitelist can be changed here.');
}
