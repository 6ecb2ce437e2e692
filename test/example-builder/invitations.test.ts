/** The pretend builder invites its customer to connect a store, and believes nobody but the connector. */
import { request } from 'node:http';
import { expect } from 'chai';
import { type ExampleBuilder, startExampleBuilder } from '../../server/example-builder/start.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { pathOf } from '../support/journeys.ts';
import { makeKey } from '../support/picker.ts';

const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('an invitation of the pretend integration builder', function () {
  this.timeout(30_000);
  let connector: Connector;
  let builder: ExampleBuilder;
  before(async () => {
    connector = await startConnector();
    const { key } = await makeKey(connector, { permissions: ['connections:read', 'links:write'] });
    const url = connector.publicUrl;
    builder = await startExampleBuilder({ port: 0, connector: { url, apiKey: key } });
    const { settings } = connector.service.deps;
    await settings.change({ returnHosts: [new URL(builder.url).host] }, by);
  });
  after(async () => {
    await builder.close();
    await connector.close();
  });

  type Answer = { status: number; body: Record<string, string> };

  /** Plain HTTP, since `fetch` sends the Host that it pleases. */
  const invite = (headers: Record<string, string> = { Origin: builder.url }) =>
    new Promise<Answer>((resolve, reject) => {
      const path = `${builder.url}/invitations`;
      const asked = request(path, { method: 'POST', headers }, async (answer) => {
        const body = JSON.parse((await answer.toArray()).join(''));
        resolve({ status: answer.statusCode ?? 0, body });
      });
      asked.on('error', reject).end();
    });

  const returned = async (query: Record<string, string> | string) => {
    const answer = await fetch(`${builder.returnUrl}?${new URLSearchParams(query)}`);
    expect(answer.status).to.equal(200);
    return answer.text();
  };

  const companyId = async () => String((await invite()).body.companyId);

  const connect = async (store: string, more: { name?: string; companyId?: string } = {}) => {
    const draft = { name: store, storeHash: store, scopes: undefined, concurrency: { level: 5 } };
    const accessToken = `invented-token-of-${store}`;
    const { connections } = connector.service.deps;
    return connections.createApiAccount({ ...draft, accessToken, ...more }, by);
  };

  it('is a link of one company, which leads back', async () => {
    const [first, second] = [await invite(), await invite()];
    expect([first.status, second.status]).to.deep.equal([201, 201]);
    expect(second.body).to.include({
      companyId: first.body.companyId,
      returnUrl: builder.returnUrl,
    });
    expect(second.body.url).not.to.equal(first.body.url);
    const { companies } = await connector.service.deps.companies.list({ limit: 10 });
    expect(companies.map(({ name }) => name)).to.deep.equal(['Snowboots Ltd']);
    const opened = await connector.agent().get(pathOf(String(first.body.url)));
    expect(opened.status).to.equal(303);
  });

  it('is made for no page of another site, and for no other name of its own', async () => {
    for (const headers of [
      {},
      { Origin: 'https://evil.example' },
      { Origin: builder.url, Host: 'evil.example' },
    ])
      expect((await invite(headers)).status).to.equal(403);
  });

  it('ends with a page that names the company and its connection', async () => {
    const own = await companyId();
    const name = '<img src=x onerror=alert(1)>';
    const { id } = await connect('snowboots', { name, companyId: own });
    const text = await returned({ status: 'connected', companyId: own, connectionId: id });
    expect(text).to.include('A store is connected').and.include('Snowboots Ltd').and.include(id);
    expect(text).to.include('&lt;img src=x').and.not.include('<img');
  });

  it('ends with a page that says what went wrong', async () => {
    const own = await companyId();
    expect(await returned({ status: 'cancelled', companyId: own })).to.include(
      'Nothing was connected',
    );
    const failed = { status: 'failed', companyId: own, errorCode: 'consent_denied' };
    expect(await returned(failed))
      .to.include('The merchant did not allow the app.')
      .and.include('<code>consent_denied</code>');
    const errorCode = '<script>alert(1)</script>';
    const strange = await returned({ ...failed, errorCode });
    expect(strange).to.include('Something else went wrong.').and.not.include('alert');
  });

  it('is not believed to have ended as the address says', async () => {
    const own = await companyId();
    const other = await connector.service.deps.companies.create({ name: 'Sandals Ltd' }, by);
    const of = { own: await connect('hats', { companyId: own }), nobody: await connect('caps') };
    const foreign = await connect('sandals', { companyId: other.id });
    const ended = await connect('boots', { companyId: own });
    await connector.service.deps.connections.disconnect(ended.id, by);
    for (const query of [
      '',
      { status: 'connected' },
      { status: 'connected', companyId: own, connectionId: 'cn_none' },
      { status: 'connected', companyId: own, connectionId: foreign.id },
      { status: 'connected', companyId: own, connectionId: of.nobody.id },
      { status: 'connected', companyId: own, connectionId: ended.id },
      { status: 'connected', companyId: other.id, connectionId: foreign.id },
      { status: 'connected', companyId: own, connectionId: `../connections/${of.own.id}` },
      { status: 'cancelled', companyId: other.id },
      { status: 'cancelled' },
      { status: '<b>', companyId: own, connectionId: of.own.id },
      `status=connected&status=failed&companyId=${own}&connectionId=${of.own.id}`,
    ]) {
      const text = await returned(query);
      expect(text, JSON.stringify(query)).to.include('Nothing is known of this');
      expect(text).not.to.include('<b>').and.not.include('sandals');
    }
  });
});
