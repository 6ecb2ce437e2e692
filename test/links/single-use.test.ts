import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { failureOf } from '../support/failure-of.ts';
import { by, linkMaker } from './drafts.ts';

const store = 'snowboots';

describe('a link for one use', () => {
  let connector: Connector;
  let make: Awaited<ReturnType<typeof linkMaker>>['make'];
  const links = () => connector.service.deps.links;
  const claim = (id: string, visit: string, storeHash = store) =>
    links().claimUse(id, visit, storeHash);
  const refusal = async (id: string, visit: string, storeHash = store) =>
    (await failureOf(claim(id, visit, storeHash))).code;
  const makeForOne = async () => (await make({ singleUse: true })).link.id;

  before(async () => {
    connector = await startConnector();
    ({ make } = await linkMaker(connector));
  });
  after(() => connector.close());

  it('lets one of fifty visits go on that come at the same time', async () => {
    const id = await makeForOne();
    const visits = Array.from({ length: 50 }, (_, count) => `visit ${count}`);
    const outcomes = await Promise.allSettled(visits.map((visit) => claim(id, visit)));
    const winners = visits.filter((_, place) => outcomes[place]?.status === 'fulfilled');
    expect(winners).to.have.length(1);
    await links().completeUse(id, winners[0] ?? '', 'cn_example');
    for (const visit of visits) expect(await refusal(id, visit)).to.equal('link_used');
  });

  it('is used when its store is saved, and not before', async () => {
    const id = await makeForOne();
    await claim(id, 'one');
    expect((await links().find(id))?.state).to.equal('open');
    await links().completeUse(id, 'one', 'cn_example');
    const link = await links().find(id);
    expect(link?.state).to.equal('used');
    expect(link?.usedAt).to.be.at.least(link?.createdAt ?? Number.NaN);
    expect(await refusal(id, 'one')).to.equal('link_used');
  });

  it('is free again for others when nothing was saved', async () => {
    const id = await makeForOne();
    await claim(id, 'one');
    await links().releaseUse(id, 'another');
    expect(await refusal(id, 'another')).to.equal('link_used');
    await links().releaseUse(id, 'one');
    await claim(id, 'another');
  });

  it('is free again a minute after whoever claimed it fell silent', async () => {
    const id = await makeForOne();
    await claim(id, 'of a dead process');
    const claimedAgo = (ms: number) =>
      connector.service.deps.redis.hset(keys.link(id), 'claimedAt', Date.now() - ms);
    await claimedAgo(55_000);
    expect(await refusal(id, 'another')).to.equal('link_used');
    await claimedAgo(61_000);
    await claim(id, 'another');
    expect(await refusal(id, 'of a dead process')).to.equal('link_used');
    await links().releaseUse(id, 'of a dead process');
    expect(await refusal(id, 'a third one')).to.equal('link_used');
    await links().releaseUse(id, 'another');
    await claim(id, 'a third one');
  });

  it('lets a visit send its step twice, and frees nothing until both have failed', async () => {
    const id = await makeForOne();
    await claim(id, 'one');
    await claim(id, 'one');
    await links().releaseUse(id, 'one');
    expect(await refusal(id, 'another')).to.equal('link_used');
    await links().releaseUse(id, 'one');
    await claim(id, 'another');
  });

  it('connects no second store of the same visit meanwhile', async () => {
    const id = await makeForOne();
    await claim(id, 'one');
    expect(await refusal(id, 'one', 'other-store')).to.equal('link_used');
  });

  it('stays used by the first, even if a late one has saved its store too', async () => {
    const id = await makeForOne();
    await claim(id, 'one');
    await links().completeUse(id, 'one', 'cn_example');
    await links().completeUse(id, 'late', 'cn_example');
    await links().releaseUse(id, 'late');
    expect(await connector.service.deps.redis.hget(keys.link(id), 'completedBy')).to.equal('one');
    expect((await links().find(id))?.state).to.equal('used');
  });

  it('is refused when it was revoked or has expired', async () => {
    const revoked = await makeForOne();
    await links().revoke(revoked, by);
    expect(await refusal(revoked, 'one')).to.equal('link_revoked');
    const expired = await make({ singleUse: true, lifetimeMs: 0 });
    expect(await refusal(expired.link.id, 'one')).to.equal('link_expired');
    expect(await refusal('ln_never', 'one')).to.equal('link_unknown');
  });

  it('is told apart from one for many, which everybody may use, and again', async () => {
    const { link } = await make();
    await Promise.all(['one', 'another', 'one'].map((visit) => claim(link.id, visit)));
    await links().completeUse(link.id, 'one', 'cn_example');
    const used = await links().find(link.id);
    expect(used?.state).to.equal('open');
    expect(used?.usedAt).to.be.a('number');
    await claim(link.id, 'one', 'other-store');
    await links().revoke(link.id, by);
    expect(await refusal(link.id, 'one')).to.equal('link_revoked');
  });

  it('notes no use of a link that is gone', async () => {
    await links().completeUse('ln_never', 'one', 'cn_example');
    expect(await connector.service.deps.redis.exists(keys.link('ln_never'))).to.equal(0);
  });
});
