import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import type { CookieClient } from '../support/cookie-client.ts';
import { consent, pathOf, storeHash } from '../support/journeys.ts';
import { byOperator, type Merchant, makeLink } from '../support/link-visit.ts';
import { atApp, giveStore, startAfresh, visit } from './at-app.ts';

describe('an install from BigCommerce while a link waits for it', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(() => startAfresh(connector));

  const connectionOf = (hash = storeHash) =>
    connector.service.deps.connections.findByStore('default', hash);

  /** Has pressed the button that leads to BigCommerce. */
  const waiting = async (merchant?: Merchant) => {
    const begun = merchant ?? (await atApp(connector));
    const answer = await begun.post('app/install');
    expect(answer.headers.location).to.equal(`/link/${begun.link.id}/app/install`);
    return begun;
  };
  const comeBack = async (agent: CookieClient, isExternal = true, hash = storeHash) => {
    const { url } = await consent(connector, { storeHash: hash });
    return agent.get(`${pathOf(url)}${isExternal ? '&external_install=true' : ''}`);
  };

  /** Presses the button of the page. */
  const confirm = async (merchant: Merchant, page?: string) => {
    const html = page ?? (await merchant.get('confirm')).text;
    const field = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(html)?.[1];
    return merchant.agent.post(`/link/${merchant.link.id}/confirm`, {
      form: { _token: field('_token') ?? '', connection: field('connection') ?? '' },
      headers: { Origin: connector.publicUrl },
    });
  };

  it('begins on the page of BigCommerce, without an address', async () => {
    const { get } = await waiting();
    const page = await get('app/install');
    expect(page.text).to.contain(`href="${connector.sandbox.url}/app/exampleclientid/install"`);
    expect(page.text).to.contain('http-equiv="refresh"');
  });

  for (const isExternal of [true, false])
    it(`is ${isExternal ? '' : 'not '}external: it is the company's when the merchant has confirmed the store`, async () => {
      const merchant = await waiting();
      const { link, agent, get } = merchant;
      const answer = await comeBack(agent, isExternal);
      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.equal(`/link/${link.id}/confirm`);
      const installed = await connectionOf();
      expect(installed).to.include({ status: 'connected', companyId: undefined });
      const status = { state: 'installed', next: `/link/${link.id}/confirm` };
      expect((await get('app/status')).body).to.deep.equal(status);

      const page = await get('confirm');
      expect(page.text).to.contain('Do you want to connect Snow Boots Co for Example Boots?');
      expect((await connectionOf())?.companyId).to.equal(undefined);
      expect((await confirm(merchant)).headers.location).to.equal(`/link/${link.id}/done`);
      expect(await connectionOf()).to.include({ id: installed?.id, companyId: link.companyId });
      expect((await get('done')).text).to.contain('Snow Boots Co is now connected for');
      expect((await connector.service.deps.links.find(link.id))?.state).to.equal('used');
      const [event] = await connector.service.deps.events.latest(1);
      expect(event).to.deep.include({
        kind: 'connection.changed',
        changed: ['company'],
        companyId: link.companyId,
        actor: { kind: 'link', id: link.id, name: 'Example Boots' },
      });
    });

  it('leads a reloaded callback to the same place, and gives way to a later one', async () => {
    const { link, agent, get } = await waiting();
    const { url } = await consent(connector, { storeHash: 'bottesneige' });
    for (const _time of [1, 2]) {
      const answer = await agent.get(`${pathOf(url)}&external_install=true`);
      expect(answer.headers.location).to.equal(`/link/${link.id}/confirm`);
    }
    await comeBack(agent);
    expect((await get('confirm')).text).to.contain('Snow Boots Co');
  });

  it('is confirmed only as the page named it', async () => {
    const merchant = await waiting();
    await comeBack(merchant.agent);
    const { text } = await merchant.get('confirm');
    await comeBack(merchant.agent, true, 'bottesneige');
    const answer = await confirm(merchant, text);
    expect(answer.headers.location).to.equal(`/link/${merchant.link.id}/confirm`);
    for (const hash of [storeHash, 'bottesneige'])
      expect((await connectionOf(hash))?.companyId).to.equal(undefined);
  });

  it('is as any other without a visit that waits, and for a browser that tells nothing', async () => {
    const succeeded = `${connector.sandbox.url}/app/exampleclientid/install/succeeded`;
    const { link } = await waiting();
    const notWaiting = await visit(connector, link);
    expect((await comeBack(notWaiting.agent)).headers.location).to.equal(succeeded);
    expect((await comeBack(notWaiting.agent, false)).status).to.equal(200);
    const framed = connector.agent();
    expect((await comeBack(framed)).headers.location).to.equal(succeeded);
    const page = await comeBack(framed, false);
    expect(page.status).to.equal(200);
    expect(page.headers['content-security-policy']).to.contain('frame-ancestors https://');
  });

  it('is as any other once the visit has ended', async () => {
    const merchant = await waiting();
    await merchant.post('leave');
    const answer = await comeBack(merchant.agent);
    expect(answer.headers.location).to.match(/\/install\/succeeded$/);
  });

  it('is awaited once: what comes after the store was connected is as any other', async () => {
    const link = await makeLink(connector, { ways: ['app'], singleUse: false });
    const merchant = await waiting(await visit(connector, link));
    await comeBack(merchant.agent);
    await confirm(merchant);
    const again = await visit(connector, link, merchant.agent);
    expect((await comeBack(again.agent)).headers.location).to.match(/\/install\/succeeded$/);
  });

  it('leaves the store of another company with it', async () => {
    const { companies, connections } = connector.service.deps;
    const other = await companies.create({ name: 'Other company' }, byOperator);
    const draft = { name: 'Theirs', iclientId: 'default', storeHash, scopes: undefined };
    const concurrency = { level: 5 };
    await connections.create({ ...draft, companyId: other.id, concurrency }, byOperator);
    const merchant = await waiting();
    await comeBack(merchant.agent);
    expect((await merchant.get('confirm')).text).not.to.contain('Other company');
    const answer = await confirm(merchant);
    expect(answer.headers.location).to.match(/\/app\?failed=store_not_connected$/);
    expect((await connectionOf())?.companyId).to.equal(other.id);
    expect((await connector.service.deps.links.find(merchant.link.id))?.state).to.equal('open');
    // What the merchant tries next is not refused for what they tried before.
    const next = await comeBack(merchant.agent, true, 'bottesneige');
    expect(next.headers.location).to.match(/\/confirm$/);
    expect((await confirm(merchant)).headers.location).to.match(/\/done$/);
  });

  it('is not connected after it was uninstalled or deleted', async () => {
    for (const end of ['disconnect', 'delete'] as const) {
      const merchant = await waiting();
      await comeBack(merchant.agent);
      const { text } = await merchant.get('confirm');
      await connector.service.deps.connections[end]((await connectionOf())?.id ?? '', byOperator);
      const answer = await confirm(merchant, text);
      expect(answer.headers.location).to.match(/\/app\?failed=store_not_connected$/);
    }
  });

  it('is not connected by a link that was used or taken back meanwhile', async () => {
    const { links } = connector.service.deps;
    const used = await waiting();
    await comeBack(used.agent);
    const page = await used.get('confirm');
    await links.claimUse(used.link.id, 'another visit', 'bottesneige');
    expect((await confirm(used, page.text)).status).to.equal(410);
    await links.completeUse(used.link.id, 'another visit', 'cn_example');
    expect((await confirm(used, page.text)).status).to.equal(410);
    const revoked = await waiting();
    await comeBack(revoked.agent);
    await links.revoke(revoked.link.id, byOperator);
    expect((await revoked.get('confirm')).text).to.contain('This link was taken back');
    expect((await connectionOf())?.companyId).to.equal(undefined);
  });

  it('tells a failure on its page, and is awaited on', async () => {
    const merchant = await waiting();
    await connector.sandbox.faults({ token: 'used_code' });
    const answer = await comeBack(merchant.agent);
    expect(answer.headers.location).to.equal(
      `/link/${merchant.link.id}/app?failed=store_not_connected`,
    );
    const page = await merchant.agent.get(answer.headers.location ?? '');
    expect(page.text).to.contain('The store could not be connected');
    await connector.sandbox.faults({ token: 'none' });
    expect((await comeBack(merchant.agent)).headers.location).to.match(/\/confirm$/);
  });

  it('is forgotten when the merchant gives an address after all', async () => {
    const merchant = await waiting();
    await comeBack(merchant.agent, true, 'bottesneige');
    await giveStore(merchant);
    expect((await merchant.get('confirm')).headers.location).to.match(/\/app$/);
    expect((await merchant.get('app/status')).body).to.deep.equal({ state: 'waiting' });
  });
});
