import { EventEmitter, once } from 'node:events';
import { expect } from 'chai';
import {
  connectionsOf,
  makeAccount,
  openAccountStep,
  stepOf,
} from '../support/api-account-step.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { install, storeHash } from '../support/journeys.ts';
import { byOperator } from '../support/link-visit.ts';
import { until } from '../support/until.ts';

describe('the connection that an API account by a link makes', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'builder.example' } });
  });
  after(() => connector.close());
  afterEach(async () => {
    const { connections } = connector.service.deps;
    const { connections: left } = await connections.list({ sort: 'name', limit: 50 });
    for (const { id } of left) await connections.delete(id, byOperator);
  });

  it('is the one that the company has to the store, with its id, name and scopes', async () => {
    const first = await openAccountStep(connector, { singleUse: false });
    const account = await makeAccount(connector);
    await first.give({ credentials: account.file });
    const { connections } = connector.service.deps;
    const [made] = await first.saved();
    await connections.change(
      made?.id ?? '',
      { name: 'Renamed', scopes: ['store_v2_orders_read_only'] },
      byOperator,
    );

    const second = await stepOf(connector, first.link);
    const renewed = await makeAccount(connector);
    await second.give({ credentials: renewed.file });

    const [connection, ...more] = await second.saved();
    expect(more).to.deep.equal([]);
    expect(connection).to.deep.include({
      id: made?.id,
      name: 'Renamed',
      scopes: ['store_v2_orders_read_only'],
    });
    expect(await connections.accessToken(made?.id ?? '')).to.equal(renewed.accessToken);
  });

  it('is tested in its own turns when there is one', async () => {
    const first = await openAccountStep(connector, { singleUse: false });
    const { file } = await makeAccount(connector);
    await first.give({ credentials: file });
    const { connections, turnOf, metrics } = connector.service.deps;
    const [{ id = '' } = {}] = await first.saved();
    const made = await connections.change(id, { concurrency: { level: 1 } }, byOperator);
    const calls = new EventEmitter();
    const held = turnOf(made)(() => once(calls, 'end'));
    await until('its slot is taken', async () => (await metrics.text()).includes('_in_use 1\n'));

    const answer = (await stepOf(connector, first.link)).give({ credentials: file });

    await until('the test waits', async () => (await metrics.text()).includes('_waiting 1\n'));
    calls.emit('end');
    await held;
    expect((await answer).headers.location).to.contain('/done');
  });

  it('is named apart from others of the company', async () => {
    const { companies } = connector.service.deps;
    const { id: companyId } = await companies.create({ name: 'Two Shops' }, byOperator);
    for (const store of [storeHash, 'bottesneige'])
      await (await openAccountStep(connector, { companyId })).give({
        credentials: (await makeAccount(connector, { storeHash: store })).file,
      });
    const names = (await connectionsOf(connector, companyId)).map(({ name }) => name);
    expect(names).to.deep.equal(['Two Shops', 'Two Shops (2)']);
  });

  it('is one, when the form is sent several times at once', async () => {
    const { give, saved } = await openAccountStep(connector);
    const account = await makeAccount(connector);
    const answers = await Promise.all(
      Array.from({ length: 4 }, () => give({ credentials: account.file })),
    );
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303]);
    expect(await saved()).to.have.length(1);
  });

  it('is the one by the app, where the link offers no other way than an API account', async () => {
    const { connections } = connector.service.deps;
    await install(connector);
    const { give, get, saved, link } = await openAccountStep(connector, {
      ways: ['api_account'],
      returnUrl: 'https://builder.example/',
    });
    const byApp = await connections.findByStore('default', storeHash);
    await connections.change(byApp?.id ?? '', { companyId: link.companyId }, byOperator);

    const answer = await give({ credentials: (await makeAccount(connector)).file });

    expect(answer.headers.location).to.equal(`/link/${link.id}/done`);
    expect((await saved()).map(({ id }) => id)).to.deep.equal([byApp?.id]);
    expect((await get('done')).text).to.contain(`connectionId=${byApp?.id}`);
  });

  it('is one of its own beside an app connection that no longer works', async () => {
    const { connections } = connector.service.deps;
    await install(connector);
    const { give, saved, link } = await openAccountStep(connector, { ways: ['api_account'] });
    const byApp = await connections.findByStore('default', storeHash);
    await connections.change(byApp?.id ?? '', { companyId: link.companyId }, byOperator);
    await connections.disconnect(byApp?.id ?? '', byOperator);

    await give({ credentials: (await makeAccount(connector)).file });

    expect(await saved()).to.have.length(2);
  });

  it('is none for a store that the company has by the app: that way is offered', async () => {
    const { give, get, saved, link } = await openAccountStep(connector);
    const { connections } = connector.service.deps;
    await install(connector);
    const byApp = await connections.findByStore('default', storeHash);
    await connections.change(byApp?.id ?? '', { companyId: link.companyId }, byOperator);
    const account = await makeAccount(connector);

    const answer = await give({ credentials: account.file });

    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('This store is connected by the app');
    expect(answer.text).to.match(/name="way" value="app"/);
    expect(answer.text).to.contain('Install the app instead');
    expect(await saved()).to.have.length(1);
    expect(await connector.service.deps.links.find(link.id)).to.include({ state: 'open' });
    expect((await get('api-account')).text).to.contain('Hand it over');
  });
});
