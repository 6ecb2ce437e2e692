import { expect } from 'chai';
import type { CompanyStore } from '../../server/companies/store.ts';
import { keys } from '../../server/redis/keys.ts';
import {
  accountDraft,
  by,
  type OpenStore,
  openConnectionStore,
} from '../support/connection-store.ts';
import { failureOf } from '../support/failure-of.ts';
import { dumpRedis } from '../support/redis-dump.ts';

describe('companies', () => {
  let store: OpenStore;
  let companies: CompanyStore;
  before(async () => {
    store = await openConnectionStore();
    companies = store.companies;
  });
  after(() => store.close());
  beforeEach(() => store.empty());

  const told = async () =>
    (await store.events.latest(50))
      .reverse()
      .map(({ kind, companyId, name, changed }) => ({ kind, companyId, name, changed }));

  it('are kept with their name and external id, and found by either id', async () => {
    const made = await companies.create({ name: 'Snow Boots', externalId: 'crm-7' }, by);
    expect(made).to.deep.include({ name: 'Snow Boots', externalId: 'crm-7' });
    expect(made.createdAt).to.equal(made.updatedAt);
    expect(await companies.find(made.id)).to.deep.equal(made);
    expect(await companies.findByExternalId('crm-7')).to.deep.equal(made);
    expect(await companies.findByExternalId('CRM-7')).to.equal(undefined);

    const same = await companies.create({ name: 'Snow Boots' }, by);
    expect(same.externalId).to.equal(undefined);
    expect(await companies.find('co_none')).to.equal(undefined);
  });

  it('have each external id once, also when many come at once', async () => {
    const outcomes = await Promise.allSettled(
      Array.from({ length: 20 }, (_, at) =>
        companies.create({ name: `Company ${at}`, externalId: 'crm-7' }, by),
      ),
    );
    const made = outcomes.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(made).to.have.length(1);

    const other = await companies.create({ name: 'Other', externalId: 'crm-8' }, by);
    const failure = await failureOf(companies.change(other.id, { externalId: 'crm-7' }, by));
    expect(failure).to.deep.include({
      code: 'external_id_taken',
      details: { companyId: made[0]?.id },
    });
    expect((await companies.list({ limit: 50 })).companies).to.have.length(2);
  });

  it('change what is given, free an external id that goes, and tell only names of fields', async () => {
    const { id } = await companies.create({ name: 'Snow Boots', externalId: 'crm-7' }, by);
    await companies.change(id, { name: 'Sun Hats' }, by);
    await companies.change(id, { name: 'Sun Hats', externalId: 'crm-7' }, by);
    await companies.change(id, { externalId: null }, by);
    await companies.change(id, { name: 'Rain Coats', externalId: 'crm-9' }, by);

    expect(await companies.find(id)).to.include({ name: 'Rain Coats', externalId: 'crm-9' });
    expect(await companies.findByExternalId('crm-7')).to.equal(undefined);
    expect(await told()).to.deep.equal([
      { kind: 'company.created', companyId: id, name: 'Snow Boots', changed: undefined },
      { kind: 'company.changed', companyId: id, name: 'Sun Hats', changed: ['name'] },
      { kind: 'company.changed', companyId: id, name: 'Sun Hats', changed: ['externalId'] },
      {
        kind: 'company.changed',
        companyId: id,
        name: 'Rain Coats',
        changed: ['name', 'externalId'],
      },
    ]);
    await companies.create({ name: 'Next', externalId: 'crm-7' }, by);
    expect(await failureOf(companies.change('co_none', { name: 'A' }, by))).to.include({
      code: 'company_unknown',
    });
  });

  it('are deleted with their links and leave nothing behind; again changes nothing', async () => {
    const { id } = await companies.create({ name: 'Snow Boots', externalId: 'crm-7' }, by);
    for (const link of ['lk_1', 'lk_2']) {
      await store.redis.hset(keys.link(link), 'id', link, 'digest', `digest of ${link}`);
      await store.redis.hset(keys.linkDigests, `digest of ${link}`, link);
      await store.redis.zadd(keys.companyLinks(id), 1, link);
    }
    await store.redis.hset(keys.linkDigests, 'digest of another', 'lk_3');

    await companies.delete(id, by);
    await companies.delete(id, by);
    expect(await store.redis.hgetall(keys.linkDigests)).to.deep.equal({
      'digest of another': 'lk_3',
    });
    expect(await companies.findByExternalId('crm-7')).to.equal(undefined);
    expect((await told()).map(({ kind }) => kind)).to.deep.equal([
      'company.created',
      'company.deleted',
    ]);
    const left = (await store.redis.keys('*compan*')).concat(await store.redis.keys('*:link:*'));
    expect(left).to.deep.equal([]);
  });

  it('are not deleted while they have connections, which are named', async () => {
    const { id: companyId } = await companies.create({ name: 'Snow Boots' }, by);
    const draft = { ...accountDraft('A', 'aaa'), companyId };
    const { id } = await store.connections.createApiAccount(draft, by);
    const before = await dumpRedis(store.redis, '{bcc}');

    const failure = await failureOf(companies.delete(companyId, by));
    expect(failure).to.deep.include({ code: 'company_in_use', details: { connectionIds: [id] } });
    expect(await dumpRedis(store.redis, '{bcc}')).to.equal(before);

    await store.connections.delete(id, by);
    await companies.delete(companyId, by);
    expect(await companies.find(companyId)).to.equal(undefined);
  });
});
