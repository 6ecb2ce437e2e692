/** Companies in Redis. Owns the keys `company*`; deleting one takes its links along. */
import { AppError } from '../errors.ts';
import type { By } from '../events/event.ts';
import type { RedisClient } from '../redis/connect.ts';
import { keys } from '../redis/keys.ts';
import type { Company, CompanyChange, CompanyPage, CompanyQuery, NewCompany } from './company.ts';
import { listCompanies } from './list.ts';
import { readCompany } from './record.ts';
import { changeCompany, createCompany, deleteCompany } from './write.ts';

export type CompanyStore = {
  /** @throws AppError `external_id_taken` (details.companyId) */
  create(draft: NewCompany, by: By): Promise<Company>;
  find(id: string): Promise<Company | undefined>;
  findByExternalId(externalId: string): Promise<Company | undefined>;
  /** One page, by name. @throws AppError `parameter_invalid` (cursor) */
  list(query: CompanyQuery): Promise<CompanyPage>;
  /** What is as it was makes no event. @throws AppError `company_unknown`, `external_id_taken` (details.companyId) */
  change(id: string, change: CompanyChange, by: By): Promise<Company>;
  /** With its links. Again: changes nothing. @throws AppError `company_in_use` (details.connectionIds) */
  delete(id: string, by: By): Promise<void>;
};

export function createCompanyStore({ redis }: { redis: RedisClient }): CompanyStore {
  const find = async (id: string) => {
    const record = await redis.hgetall(keys.company(id));
    return 'id' in record ? readCompany(record) : undefined;
  };
  const known = async (id: string) => {
    const company = await find(id);
    if (!company) throw new AppError('company_unknown', `There is no company ${id}.`);
    return company;
  };
  return {
    find,

    async findByExternalId(externalId) {
      const id = await redis.hget(keys.companyExternalIds, externalId);
      return id === null ? undefined : find(id);
    },

    list: (query) => listCompanies(redis, find, query),
    create: async (draft, by) => known(await createCompany(redis, draft, by)),

    async change(id, change, by) {
      await changeCompany(redis, await known(id), change, by);
      return known(id);
    },

    async delete(id, by) {
      const company = await find(id);
      if (company) await deleteCompany(redis, company, by);
    },
  };
}
