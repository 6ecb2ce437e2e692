import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { agreed } from '../authorize/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { byOperator, type Merchant, makeLink } from '../support/link-visit.ts';
import { atApp, backUnasked, giveStore, startAfresh, visit } from './at-app.ts';

describe('a link that ends while its merchant is at BigCommerce', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() => startAfresh(connector));

  const connectionOf = (hash = storeHash) =>
    connector.service.deps.connections.findByStore('default', hash);

  it('connects one store for two browsers with a link for one use', async () => {
    const link = await makeLink(connector, { ways: ['app'] });
    const [first, second] = [await visit(connector, link), await visit(connector, link)];
    const states = [await giveStore(first), await giveStore(second, 'bottesneige')];
    const done = await first.agent.get(await agreed(connector, states[0]?.state));
    expect(done.headers.location).to.match(/\/done$/);
    const page = await backUnasked(connector, second, states[1]?.state, 'bottesneige');
    // To its step, and from there to whom to ask.
    expect(page.status).to.equal(410);
    expect(page.text).to.contain('This link was used already');
    expect(await connectionOf('bottesneige')).to.equal(undefined);
  });

  it('waits for another browser that is just using a link for one use', async () => {
    const merchant = await atApp(connector);
    const { links } = connector.service.deps;
    await links.claimUse(merchant.link.id, 'another visit', 'bottesneige');
    const page = await backUnasked(connector, merchant, (await giveStore(merchant)).state);
    expect(page.text).to.contain('This link is being used in another window');
    await links.releaseUse(merchant.link.id, 'another visit');
    const again = await merchant.agent.get(
      await agreed(connector, (await giveStore(merchant)).state),
    );
    expect(again.headers.location).to.match(/\/done$/);
  });

  const ends: [what: string, said: string, end: (merchant: Merchant) => Promise<unknown>][] = [
    [
      'revoked',
      'This link was taken back',
      ({ link }) => connector.service.deps.links.revoke(link.id, byOperator),
    ],
    [
      'switched off with all others',
      'Stores cannot be connected at the moment',
      () => connector.service.deps.settings.change({ linksOn: false }, byOperator),
    ],
    [
      'gone with its company',
      'This link does not work',
      ({ link }) => connector.service.deps.companies.delete(link.companyId, byOperator),
    ],
    [
      'expired',
      'This link has expired',
      ({ link }) => connector.service.deps.redis.hset(keys.link(link.id), 'expiresAt', 1),
    ],
    ['left by its merchant', 'You stopped', (merchant) => merchant.post('leave')],
  ];
  for (const [what, said, end] of ends)
    it(`asks for no token when the link was ${what} while the merchant was at BigCommerce`, async () => {
      const merchant = await atApp(connector);
      const { state } = await giveStore(merchant);
      await end(merchant);
      let page = await backUnasked(connector, merchant, state);
      if (page.status === 303) page = await merchant.agent.get(page.headers.location ?? '');
      expect(page.text).to.contain(said);
      expect(await connectionOf()).to.equal(undefined);
    });
});

describe('the pages of the app of a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const pages = ['app', 'app/go', 'app/install', 'app/opening', 'app/status', 'app/returned'];

  it('are told to no other browser', async () => {
    const { link } = await atApp(connector);
    for (const page of [...pages, 'confirm']) {
      const answer = await connector.agent().get(`/link/${link.id}/${page}`);
      expect(answer.status, page).to.equal(410);
      expect(answer.text, page).not.to.contain('Example Boots');
      if (page === 'app/returned')
        expect(answer.headers['cross-origin-opener-policy'], 'may close').to.equal('unsafe-none');
    }
  });

  it('start nothing without the form token of the browser, and nothing by GET', async () => {
    const { agent, get, link } = await atApp(connector);
    const { redis } = connector.service.deps;
    const keysNow = async () => (await redis.keys('bcc:*')).filter((key) => !/visit/.test(key));
    const before = await keysNow();
    for (const page of ['app', 'app/install', 'confirm'])
      for (const headers of [{ Origin: connector.publicUrl }, { Origin: 'https://evil.example' }]) {
        const form = { store: storeHash };
        const answer = await agent.post(`/link/${link.id}/${page}`, { form, headers });
        expect(answer.status, page).to.equal(403);
      }
    for (const page of pages) await get(page);
    expect((await keysNow()).sort()).to.deep.equal(before.sort());
  });
});
