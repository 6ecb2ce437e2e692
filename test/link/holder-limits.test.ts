import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { makeAccount, openAccountStep } from '../support/api-account-step.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { byOperator, makeLink, openLink } from '../support/link-visit.ts';
import { formTokenIn } from '../support/sign-in.ts';
import { atApp, giveStore } from './at-app.ts';

describe('who has one link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({ env: { TRUST_PROXY: '1' } });
  });
  after(() => connector.close());

  const consents = async (linkId: string) => {
    const told = await connector.service.deps.events.latest(200);
    return told.filter((event) => event.kind === 'link.consented' && event.linkId === linkId);
  };
  /** As many as that have been counted. */
  const countedBefore = (prefix: string, key: string, count: number) =>
    connector.service.deps.redis.set(`${prefix}:${key}`, count, 'EX', 600);

  it('makes one event by agreeing twenty times at once', async () => {
    const { agent, get, link } = await openLink(connector, await makeLink(connector));
    const _token = formTokenIn((await get('access')).text);
    const agree = () =>
      agent.post(`/link/${link.id}/access`, {
        form: { _token },
        headers: { Origin: connector.publicUrl },
      });
    const answers = await Promise.all(Array.from({ length: 20 }, agree));
    expect(new Set(answers.map(({ status }) => status))).to.deep.equal(new Set([303]));
    expect(await consents(link.id)).to.have.length(1);
  });

  it('begins no visit anew without end by stopping it', async () => {
    const { agent, post, link } = await openLink(connector, await makeLink(connector));
    await post('leave');
    await countedBefore(keys.begunVisitsPrefix, `${link.id}:127.0.0.1`, 60);
    expect((await agent.get(link.url)).status).to.equal(429);
  });

  it('is one address with all of an IPv6 network', async () => {
    const link = await makeLink(connector);
    await countedBefore(keys.begunVisitsPrefix, `${link.id}:2001:db8:1:2::/64`, 60);
    const follow = (address: string) =>
      connector.http().get(link.url).set('X-Forwarded-For', address);
    expect((await follow('2001:db8:1:2:aaaa::1')).status).to.equal(429);
    expect((await follow('2001:0db8:0001:0002::2')).status).to.equal(429);
    expect((await follow('2001:db8:1:3::1')).status).to.equal(303);
  });

  it('agrees a thousand times a day, and no more from many addresses', async () => {
    const { post, get, link } = await openLink(connector, await makeLink(connector));
    await countedBefore(keys.agreedVisitsPrefix, link.id, 1_000);
    const refused = await post('access');
    expect(refused.status).to.equal(429);
    expect(refused.text).to.contain('Too many attempts in a short time');
    expect(await consents(link.id)).to.have.length(0);
    expect((await get('app')).headers.location).to.contain('/access');
    await countedBefore(keys.agreedVisitsPrefix, link.id, 0);
    await post('access');
    expect(await consents(link.id)).to.have.length(1);
  });

  it('starts so many authorizations in one visit, and by the link', async () => {
    const merchant = await atApp(connector);
    await giveStore(merchant);
    const { redis } = connector.service.deps;
    const begun = async () => (await redis.keys(keys.authorization('*'))).length;
    const before = await begun();
    const [visitKey = ''] = await redis.keys(`${keys.visitAuthorizationsPrefix}:*`);
    await redis.set(visitKey, 30, 'KEEPTTL');
    expect((await merchant.post('app', { store: storeHash })).status).to.equal(429);
    await redis.del(visitKey);
    await countedBefore(keys.linkAuthorizationsPrefix, merchant.link.id, 1_000);
    expect((await merchant.post('app', { store: storeHash })).status).to.equal(429);
    expect(await begun()).to.equal(before);
  });

  it('connects the same store again and again to a limit', async () => {
    const { give, link } = await openAccountStep(connector, { singleUse: false });
    await countedBefore(keys.allLinkTestsPrefix, link.id, 499);
    const { file } = await makeAccount(connector);
    expect((await give({ credentials: file })).status).to.equal(303);
    const again = await openAccountStep(connector, { companyId: link.companyId });
    expect((await again.give({ credentials: file })).status).to.equal(303);
    const { agent, post } = await openLink(connector, link, connector.agent());
    expect((await agent.get(link.url)).status).to.equal(303);
    await post('access');
    await post('way', { way: 'api_account' });
    expect((await post('api-account', { credentials: file })).status).to.equal(429);
    await connector.service.deps.links.revoke(link.id, byOperator);
  });
});
