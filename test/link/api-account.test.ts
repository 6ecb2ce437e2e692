import { expect } from 'chai';
import { makeAccount, openAccountStep } from '../support/api-account-step.ts';
import { type Connector, scopes, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { byOperator } from '../support/link-visit.ts';

describe('connecting with an API account by a link', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());
  afterEach(async () => {
    const { connections } = connector.service.deps;
    const { connections: left } = await connections.list({ sort: 'name', limit: 50 });
    for (const { id } of left) await connections.delete(id, byOperator);
  });

  it('says which permissions to set, as BigCommerce names them, and what they allow', async () => {
    const { get } = await openAccountStep(connector, {
      scopes: ['store_v2_orders', 'store_v2_orders_read_only', 'store_example', 'account_read'],
    });
    const { text } = await get('api-account');
    expect(text).to.match(/<span lang="en">Orders<\/span>.*View and change orders/);
    expect(text).to.contain('<strong lang="en">modify</strong>');
    expect(text).to.contain('<span lang="en">store_example</span>');
    expect(text).not.to.contain('read-only');
    expect(text).not.to.contain('account_read');
  });

  it('takes the text of the file, and connects the store for the company', async () => {
    const { give, get, saved, link } = await openAccountStep(connector);
    const account = await makeAccount(connector);

    const answer = await give({ credentials: account.file });

    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal(`/link/${link.id}/done`);
    const [connection, ...more] = await saved();
    expect(more).to.deep.equal([]);
    expect(connection).to.deep.include({
      kind: 'api_account',
      status: 'connected',
      name: 'Example Boots',
      storeHash,
      companyId: link.companyId,
      scopes,
    });
    const { connections, events } = connector.service.deps;
    const id = connection?.id ?? '';
    expect(await connections.accessToken(id)).to.equal(account.accessToken);
    const [event] = await events.latest(1);
    expect(event).to.deep.include({
      kind: 'connection.created',
      actor: { kind: 'link', id: link.id, name: 'Example Boots' },
      companyId: link.companyId,
    });
    const done = await get('done');
    expect(done.text).to.contain('Your store is connected');
    expect((await get('api-account')).headers.location).to.equal(`/link/${link.id}/done`);
    expect(await connector.service.deps.links.find(link.id)).to.include({ state: 'used' });
  });

  it('takes a typed token with the store in any form', async () => {
    const { give, saved } = await openAccountStep(connector);
    const { accessToken } = await makeAccount(connector);
    const answer = await give({
      accessToken: ` ${accessToken} `,
      store: `https://store-${storeHash}.mybigcommerce.com/manage/settings`,
    });
    expect(answer.status).to.equal(303);
    expect(await saved()).to.have.length(1);
  });

  it('takes what is typed for what the file lacks', async () => {
    const { give, saved } = await openAccountStep(connector);
    const { accessToken } = await makeAccount(connector);
    const answer = await give({ credentials: `ACCESS TOKEN: ${accessToken}`, store: storeHash });
    expect(answer.status).to.equal(303);
    expect(await saved()).to.have.length(1);
  });

  it('names each missing permission, saves nothing, and tests the same account again', async () => {
    const { give, get, saved, link } = await openAccountStep(connector);
    const account = await makeAccount(connector, { scopes: ['store_v2_products_read_only'] });

    const answer = await give({ credentials: account.file });

    expect(answer.headers.location).to.equal(`/link/${link.id}/api-account`);
    const page = (await get('api-account')).text;
    expect(page).to.contain('2 permissions are missing');
    expect(page).to.contain('Set “Orders” to “read-only”.');
    expect(page).to.contain('Set “Information &amp; Settings” to “read-only”.');
    expect(page).not.to.contain('Set “Products”');
    expect(page).to.contain('/leave?failed=scopes_missing');
    expect(await saved()).to.deep.equal([]);
    expect(await connector.service.deps.links.find(link.id)).to.include({ state: 'open' });

    await connector.sandbox.changeApiAccount(account.id, scopes.slice(0, 2));
    await give({ again: '1' });
    expect((await get('api-account')).text).to.contain('One permission is missing');

    await connector.sandbox.faults({ api: '500' });
    expect((await give({ again: '1' })).text).to.contain('One permission is missing');
    expect((await get('api-account')).text).to.contain('One permission is missing');
    await connector.sandbox.faults({ api: 'none' });

    await connector.sandbox.changeApiAccount(account.id, scopes);
    const done = await give({ again: '1' });
    expect(done.headers.location).to.equal(`/link/${link.id}/done`);
    expect(await saved()).to.have.length(1);
  });

  it('asks for nothing to be set where the link asks for no scopes', async () => {
    const { give, get, saved } = await openAccountStep(connector, { scopes: [] });
    expect((await get('api-account')).text).to.contain('no permission is needed');
    await give({ credentials: (await makeAccount(connector, { scopes: [] })).file });
    expect((await saved()).map(({ scopes }) => scopes)).to.deep.equal([undefined]);
  });

  it('leads back to the page when there is nothing to test again', async () => {
    const { give, link } = await openAccountStep(connector);
    expect((await give({ again: '1' })).headers.location).to.equal(`/link/${link.id}/api-account`);
  });
});
