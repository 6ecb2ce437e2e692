import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { linkPath } from '../../server/links/link.ts';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { by, linkDraft, linkMaker } from './drafts.ts';

describe('links', () => {
  let connector: Connector;
  let company: Awaited<ReturnType<typeof linkMaker>>['company'];
  let make: Awaited<ReturnType<typeof linkMaker>>['make'];
  const deps = () => connector.service.deps;
  const links = () => deps().links;
  const stateNow = async (id: string) => (await links().find(id))?.state;
  const expire = (id: string) => deps().redis.hset(keys.link(id), 'expiresAt', Date.now() - 1);
  const eventsOf = async (id: string) =>
    (await deps().events.latest(100)).filter(({ linkId }) => linkId === id).reverse();

  before(async () => {
    connector = await startConnector();
    ({ company, make } = await linkMaker(connector));
  });
  after(() => connector.close());

  it('are found by a token of 256 random bits, and by nothing like it', async () => {
    const { link, token } = await make();
    expect(token).to.match(/^[\w-]{43}$/);
    expect(Buffer.from(token, 'base64url')).to.have.length(32);
    expect(linkPath(token)).to.equal(`/link/${token}`);
    expect(await links().findByToken(token)).to.deep.equal(link);
    const { digest = '' } = await deps().redis.hgetall(keys.link(link.id));
    for (const wrong of ['', link.id, `${token}A`, token.slice(1), 'A'.repeat(43), digest])
      expect(await links().findByToken(wrong), wrong).to.equal(undefined);
    expect((await make()).token).not.to.equal(token);
  });

  it('are in Redis as a SHA-256 and not in any other form', async () => {
    const { token } = await make();
    const dump = await dumpRedis(deps().redis);
    expect(dump).to.include(createHash('sha256').update(token).digest('hex'));
    const forms = ['utf8', 'base64', 'hex'] as const;
    for (const form of forms) expect(dump).not.to.include(Buffer.from(token).toString(form));
    expect(dump).not.to.include(Buffer.from(token, 'base64url').toString('hex'));
  });

  it('say what they were made with', async () => {
    const draft = linkDraft(company.id, {
      ways: ['api_account', 'app'],
      scopes: ['store_v2_orders'],
      singleUse: true,
      returnUrl: 'https://app.example.com/connected',
      locale: 'fr',
      lifetimeMs: 60_000,
    });
    const { link } = await make(draft);
    const { lifetimeMs, ...told } = draft;
    expect(link).to.deep.include({ ...told, ways: ['app', 'api_account'], state: 'open' });
    expect(link.expiresAt - link.createdAt).to.equal(lifetimeMs);
    expect(link.createdBy).to.deep.equal(by.actor);
    const bare = await make({ ways: ['app'] });
    expect(bare.link).to.deep.include({ ways: ['app'], scopes: undefined, locale: undefined });
    expect(bare.link).to.deep.include({ returnUrl: undefined, usedAt: undefined });
  });

  it('ask for no scope at all where that is what was said', async () => {
    expect((await make({ scopes: [] })).link.scopes).to.deep.equal([]);
  });

  it('are made for a company and an iClient that are there', async () => {
    const refusal = async (changes: object) =>
      (await failureOf(links().make(linkDraft(company.id, changes), by))).code;
    const before = await dumpRedis(deps().redis, '{bcc}:link');
    expect(await refusal({ companyId: 'co_never' })).to.equal('company_unknown');
    expect(await refusal({ iclientId: 'ic_never' })).to.equal('app_unknown');
    expect(await dumpRedis(deps().redis, '{bcc}:link')).to.equal(before);
  });

  it('end by the clock of Redis, and stay to be read', async () => {
    const { link, token } = await make();
    await expire(link.id);
    expect(await stateNow(link.id)).to.equal('expired');
    expect((await links().findByToken(token))?.state).to.equal('expired');
    expect((await links().ofCompany(company.id)).map(({ id }) => id)).to.include(link.id);
  });

  it('are revoked once, and stay so when their time is over too', async () => {
    const { link } = await make();
    await links().revoke(link.id, by);
    await links().revoke(link.id, by);
    await expire(link.id);
    expect(await stateNow(link.id)).to.equal('revoked');
    const told = { linkId: link.id, companyId: company.id, name: company.name };
    const events = await eventsOf(link.id);
    expect(events.map(({ kind }) => kind)).to.deep.equal(['link.made', 'link.revoked']);
    for (const event of events) expect(event).to.deep.include({ ...told, ...by });
    expect((await failureOf(links().revoke('ln_never', by))).code).to.equal('link_unknown');
    expect(await links().find('ln_never')).to.equal(undefined);
  });

  it('are as good as revoked when their iClient was deleted', async () => {
    const { iclients } = deps();
    const { id: iclientId } = await iclients.create(
      {
        name: 'Short-lived app',
        clientId: 'shortlived',
        clientSecret: 'invented-secret-of-a-short-lived-app',
        accountUuid: undefined,
        scopes: [],
      },
      by,
    );
    const { link } = await make({ iclientId, singleUse: true });
    await iclients.delete(iclientId, by);
    expect(await stateNow(link.id)).to.equal('revoked');
    const claim = links().claimUse(link.id, 'visit', 'snowboots');
    expect((await failureOf(claim)).code).to.equal('link_revoked');
  });

  it('are listed with their company, the newest hundred first', async () => {
    const { id } = await deps().companies.create({ name: 'Lists Ltd' }, by);
    expect(await links().ofCompany(id)).to.deep.equal([]);
    const made: string[] = [];
    for (let count = 0; count < 102; count += 1) {
      const { link } = await make({ companyId: id });
      await deps().redis.zadd(keys.companyLinks(id), count, link.id);
      made.unshift(link.id);
    }
    await links().revoke(made[1] ?? '', by);
    const listed = await links().ofCompany(id);
    expect(listed.map((link) => link.id)).to.deep.equal(made.slice(0, 100));
    expect(listed.slice(0, 3).map(({ state }) => state)).to.deep.equal(['open', 'revoked', 'open']);
  });

  it('end with their company', async () => {
    const { id } = await deps().companies.create({ name: 'Gone Ltd' }, by);
    const { link, token } = await make({ companyId: id });
    await deps().companies.delete(id, by);
    expect(await links().findByToken(token)).to.equal(undefined);
    expect(await links().find(link.id)).to.equal(undefined);
    expect(await links().ofCompany(id)).to.deep.equal([]);
    const claim = links().claimUse(link.id, 'visit', 'snowboots');
    expect((await failureOf(claim)).code).to.equal('link_unknown');
  });
});
