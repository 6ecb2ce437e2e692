import { expect } from 'chai';
import { agreed, tokenRequests } from '../authorize/start.ts';
import { type Connector, clientId, scopes, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { byOperator, makeLink } from '../support/link-visit.ts';
import { atApp, giveStore, giveStoreInWindow, startAfresh, visit } from './at-app.ts';

describe('connecting by the app of a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() => startAfresh(connector));

  const connectionOf = (hash = storeHash) =>
    connector.service.deps.connections.findByStore('default', hash);

  it('takes any form of the address to BigCommerce, with what the link asks for', async () => {
    const merchant = await atApp(connector, { scopes: ['store_v2_orders_read_only'] });
    const { url, page } = await giveStore(
      merchant,
      'https://store-snowboots.mybigcommerce.com/manage',
    );
    expect(url.href).to.match(/\/oauth2\/authorize\?/);
    expect(Object.fromEntries(url.searchParams)).to.deep.include({
      client_id: clientId,
      context: `stores/${storeHash}`,
      scope: 'store_v2_orders_read_only',
      redirect_uri: `${connector.publicUrl}/auth`,
      response_type: 'code',
    });
    expect(page.text).to.contain('http-equiv="refresh"');
    expect((await merchant.get('app')).text).to.contain('store-snowboots.mybigcommerce.com/manage');
  });

  it('says what is wrong with an address, and keeps it', async () => {
    const merchant = await atApp(connector);
    for (const [store, said] of [
      ['', 'Give the address of your store.'],
      ['https://www.snowboots.example', 'not an address of BigCommerce'],
      ['https://api.bigcommerce.com@evil.test/stores/x', 'only looks like one of BigCommerce'],
    ] as const) {
      const answer = await merchant.post('app', { store });
      expect(answer.status, store).to.equal(422);
      expect(answer.text).to.contain(said).and.to.contain(`value="${store}"`);
    }
    expect((await merchant.get('app/go')).headers.location).to.match(/\/app$/);
  });

  it('makes the connection: named as the company, its own, with the scopes of the link', async () => {
    const merchant = await atApp(connector, { scopes: ['store_v2_information_read_only'] });
    const { state } = await giveStore(merchant);
    const asked = { scopes: ['store_v2_information_read_only'] };
    const answer = await merchant.agent.get(await agreed(connector, state, asked));
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal(`/link/${merchant.link.id}/done`);
    const connection = await connectionOf();
    expect(connection).to.include({
      name: 'Example Boots',
      companyId: merchant.link.companyId,
      status: 'connected',
    });
    expect(connection?.scopes).to.deep.equal(['store_v2_information_read_only']);
    const done = await merchant.get('done');
    expect(done.text).to.contain('Snow Boots Co is now connected for Example Boots.');
    const [event] = await connector.service.deps.events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.authorized',
      companyId: merchant.link.companyId,
      actor: { kind: 'link', id: merchant.link.id, name: 'Example Boots' },
    });
    for (const page of ['app', 'app/go', 'app/install', 'confirm', 'access'])
      expect((await merchant.get(page)).headers.location, page).to.match(/\/done$/);
  });

  it('renews what is connected for the company, and doubles nothing', async () => {
    const link = await makeLink(connector, { ways: ['app'], singleUse: false });
    const first = await visit(connector, link);
    await first.agent.get(await agreed(connector, (await giveStore(first)).state));
    const before = await connectionOf();
    const second = await visit(connector, link);
    const answer = await second.agent.get(await agreed(connector, (await giveStore(second)).state));
    expect(answer.headers.location).to.match(/\/done$/);
    const after = await connectionOf();
    expect(after?.id).to.equal(before?.id);
    expect(after?.installedAt).to.be.greaterThan(before?.installedAt ?? Infinity);
    expect(await connector.service.deps.connections.countOfIClient('default')).to.equal(1);
  });

  it('gives the company a connection of nobody, which keeps its name and scopes', async () => {
    await connector.service.deps.connections.create(
      {
        name: 'Made before',
        iclientId: 'default',
        storeHash,
        scopes: ['store_v2_products_read_only'],
        concurrency: { level: 5 },
      },
      byOperator,
    );
    const merchant = await atApp(connector, { scopes: ['store_v2_orders_read_only'] });
    const { url, state } = await giveStore(merchant);
    expect(url.searchParams.get('scope')).to.equal('store_v2_orders_read_only');
    await merchant.agent.get(await agreed(connector, state, { scopes }));
    expect(await connectionOf()).to.deep.include({
      name: 'Made before',
      companyId: merchant.link.companyId,
      scopes: ['store_v2_products_read_only'],
    });
  });

  it('answers a reloaded callback, and one opened again, with where it led', async () => {
    const merchant = await atApp(connector);
    const { state } = await giveStore(merchant);
    const path = await agreed(connector, state);
    const before = await tokenRequests(connector);
    const answers = [
      ...(await Promise.all([merchant.agent.get(path), merchant.agent.get(path)])),
      await merchant.agent.get(path),
    ];
    for (const { headers } of answers) expect(headers.location).to.match(/\/done$/);
    expect(await tokenRequests(connector)).to.equal(before + 1);
    // Back to BigCommerce, and accepted once more.
    const again = await merchant.agent.get(await agreed(connector, state));
    expect((await merchant.agent.get(again.headers.location ?? '')).headers.location).to.match(
      /\/done$/,
    );
    expect(await tokenRequests(connector)).to.equal(before + 1);
  });

  it('goes on in a window: its status is told, and it comes back to a page that closes', async () => {
    const merchant = await atApp(connector);
    const { link, get } = merchant;
    const state = await giveStoreInWindow(connector, merchant);
    expect((await get('app/status')).body).to.deep.equal({ state: 'waiting' });
    expect((await get('app')).text).to.contain('data-awaited');
    const opening = await get('app/opening');
    expect(opening.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
    const back = await merchant.agent.get(await agreed(connector, state));
    expect(back.headers.location).to.equal(`/link/${link.id}/app/returned`);
    const returned = await get('app/returned');
    expect(returned.headers['cross-origin-opener-policy']).to.equal('unsafe-none');
    expect(returned.text).to.contain(`data-next="/link/${link.id}/done"`);
    const done = { state: 'done', next: `/link/${link.id}/done` };
    expect((await get('app/status')).body).to.deep.equal(done);
  });

  it('is told of a failure in the window by the page that waits', async () => {
    const merchant = await atApp(connector);
    const state = await giveStoreInWindow(connector, merchant);
    const back = await merchant.agent.get(`/auth?error=access_denied&state=${state}`);
    expect(back.headers.location).to.equal(`/link/${merchant.link.id}/app/returned`);
    const failed = { state: 'failed', next: `/link/${merchant.link.id}/app` };
    expect((await merchant.get('app/status')).body).to.deep.equal(failed);
    expect((await merchant.get('app')).text).to.contain('The access was not granted');
  });

  it('is refused to a browser that only fetches the callback ahead, and uses nothing up', async () => {
    const merchant = await atApp(connector);
    const path = await agreed(connector, (await giveStore(merchant)).state);
    const before = await tokenRequests(connector);
    const ahead = await connector
      .http()
      .get(path)
      .set({ 'Sec-Purpose': 'prefetch', Cookie: merchant.agent.cookies().join('; ') });
    expect(ahead.status).to.equal(425);
    expect(await tokenRequests(connector)).to.equal(before);
    expect((await merchant.agent.get(path)).headers.location).to.match(/\/done$/);
  });
});
