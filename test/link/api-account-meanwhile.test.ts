import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import {
  type AccountStep,
  makeAccount,
  openAccountStep,
  stepOf,
} from '../support/api-account-step.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { byOperator, makeLink } from '../support/link-visit.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { until } from '../support/until.ts';

const orders = 'store_v2_orders_read_only';
/** As long as BigCommerce's, and of the same characters. */
const canary = 'canarytokeninthewrongfield12345';

describe('an API account by a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    connector.keepSecret(canary);
  });
  after(() => connector.close());
  afterEach(async () => {
    const { connections, settings } = connector.service.deps;
    await connector.sandbox.faults({ api: 'none' });
    await settings.change({ linksOn: true }, byOperator);
    const { connections: left } = await connections.list({ sort: 'name', limit: 50 });
    for (const { id } of left) await connections.delete(id, byOperator);
  });

  const apiRequests = async () => (await connector.sandbox.state()).requests.api;
  /** Hands it over, and does something while BigCommerce is asked. */
  const giveWhile = async ({ give }: AccountStep, scopes: string[], meanwhile: () => unknown) => {
    const account = await makeAccount(connector, { scopes });
    const asked = await apiRequests();
    await connector.sandbox.faults({ api: 'slow', delayMs: 500 });
    const answer = give({ credentials: account.file });
    await until('BigCommerce is asked', async () => (await apiRequests()) > asked);
    await meanwhile();
    return answer;
  };
  const all = [orders, 'store_v2_products_read_only', 'store_v2_information_read_only'];

  it('is not saved when the merchant leaves while it is tested', async () => {
    for (const singleUse of [true, false]) {
      const step = await openAccountStep(connector, { singleUse });
      const answer = await giveWhile(step, all, () => step.post('leave'));
      expect(answer.headers.location).to.equal(`/link/${step.link.id}/done`);
      expect((await step.get('done')).text).not.to.contain('Your store is connected');
      expect(await step.saved()).to.deep.equal([]);
      const { links } = connector.service.deps;
      await links.claimUse(step.link.id, 'another visit', 'examplestore');
    }
  });

  it('is not kept for another test when the merchant has left', async () => {
    const step = await openAccountStep(connector);
    await giveWhile(step, [orders], () => step.post('leave'));
    const { redis } = connector.service.deps;
    for (const visit of await redis.keys(keys.linkVisit('*')))
      expect(await redis.hexists(visit, 'token')).to.equal(0);
  });

  it('is not saved when links are switched off while it is tested', async () => {
    const step = await openAccountStep(connector);
    const { settings } = connector.service.deps;
    const answer = await giveWhile(step, all, () =>
      settings.change({ linksOn: false }, byOperator),
    );
    expect(answer.status).to.equal(503);
    expect(await step.saved()).to.deep.equal([]);
  });

  it('replaces none that may do more, whatever fewer scopes its link asks for', async () => {
    const first = await openAccountStep(connector);
    await first.give({ credentials: (await makeAccount(connector)).file });
    const { companyId } = first.link;
    const fewer = await stepOf(
      connector,
      await makeLink(connector, { companyId, scopes: [orders] }),
    );
    const before = await first.saved();
    const weak = await makeAccount(connector, { scopes: [orders] });

    const answer = await fewer.give({ credentials: weak.file });

    expect(answer.headers.location).to.equal(`/link/${fewer.link.id}/api-account`);
    expect((await fewer.get('api-account')).text).to.contain('Products');
    expect(await first.saved()).to.deep.equal(before);
    expect(before[0]?.status).to.equal('connected');
    const strong = await makeAccount(connector);
    expect((await fewer.give({ credentials: strong.file })).headers.location).to.contain('/done');
  });

  it('has no store that looks like a token, which is neither kept nor shown again', async () => {
    const step = await openAccountStep(connector);
    for (const store of [canary, `two words ${canary}`]) {
      const answer = await step.give({ accessToken: 'invented', store });
      expect(answer.status).to.equal(422);
      expect(answer.text).not.to.contain(canary);
    }
    const byApp = await stepOf(connector, await makeLink(connector));
    await byApp.post('way', { way: 'app' });
    const answer = await byApp.post('app', { store: canary });
    expect(answer.status).to.equal(422);
    expect(answer.text).not.to.contain(canary);
    expect(await dumpRedis(connector.service.deps.redis, 'bcc:')).not.to.contain(canary);
  });
});
