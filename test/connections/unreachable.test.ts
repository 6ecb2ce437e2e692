import { expect } from 'chai';
import {
  button,
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import { until } from '../support/until.ts';

/** Milliseconds; longer than the service waits for one answer. */
const tooSlow = { api: 'slow', delayMs: 6_000 };
const faults: [string, Record<string, string | number>][] = [
  ['cuts the connection', { api: 'reset' }],
  ['is too slow', tooSlow],
  ['answers 500', { api: '500' }],
  ['answers a web page', { api: 'html' }],
  ['sends elsewhere', { api: 'redirect' }],
];
const words = 'BigCommerce could not be reached, so the token could not be tested.';

describe('tests while BigCommerce has a problem', function () {
  this.timeout(40_000);
  let pages: ConnectionPages;
  let id: string;
  let accessToken: string;

  before(async () => {
    pages = await openConnectionPages();
    id = (await pages.installed()).id;
    accessToken = await pages.liveToken();
    await pages.post(`${listPath}/${id}/test`, {});
  });
  after(() => pages.connector.close());
  afterEach(() => pages.connector.sandbox.faults({ api: 'none', delayMs: 2_000 }));

  const unchanged = async (work: () => Promise<void>) => {
    const before = await records(pages.connector);
    await work();
    expect(await records(pages.connector)).to.equal(before);
  };

  for (const [what, fault] of faults) {
    it(`say so and change nothing in the connection when it ${what}`, async () => {
      await pages.connector.sandbox.faults(fault);
      await unchanged(async () => {
        const { status, headers } = await pages.post(`${listPath}/${id}/test`, {});
        expect(status).to.equal(303);
        expect(headers.location).to.equal(`${listPath}/${id}?notice=test_unreachable`);
        const { text } = await pages.builder.agent.get(headers.location ?? '');
        expect(text).to.include('BigCommerce could not be reached, so nothing was tested.');
        expect(text).to.include('It has access to the store.');
      });
      expect((await pages.connector.sandbox.state()).redirectTargetReached).to.equal(0);
    });
  }

  for (const then of ['test', 'save']) {
    it(`say so in the form of an API account, which comes back with what it may repeat (${then})`, async () => {
      const clientSecret = 'canary-secret-typed-for-nothing';
      pages.connector.keepSecret(clientSecret);
      const typed = { name: 'Typed', store: storeHash, clientId: 'typedclientid' };
      const own = { scopeChoice: 'own', otherScopes: 'store_v2_orders' };
      const form = { ...typed, ...own, accessToken, clientSecret, ...button(then) };
      await pages.connector.sandbox.faults({ api: '500' });
      await unchanged(async () => {
        const { status, text } = await pages.post(`${listPath}/new/api-account`, form);
        expect(status).to.equal(422);
        expect(text).to.include(words).and.include('never sent back to this page');
        for (const value of Object.values(typed)) expect(text).to.include(`value="${value}"`);
        expect(text).to.match(/value="store_v2_orders"[^>]* checked/);
        expect(text).not.to.include(accessToken);
      });
    });
  }

  it('keep the present token when another one could not be tested', async () => {
    const draft = { scopes: undefined, concurrency: { level: 5 } };
    const account = await pages.connections.createApiAccount(
      { ...draft, name: 'Keeps its token', storeHash, accessToken },
      pages.by,
    );
    await pages.connector.sandbox.faults({ api: 'reset' });
    const form = { name: 'Renamed', level: '7', accessToken: 'canary-token-never-kept' };
    pages.connector.keepSecret(form.accessToken);
    await unchanged(async () => {
      const { status, text } = await pages.post(`${listPath}/${account.id}/edit`, form);
      expect(status).to.equal(422);
      expect(text).to.include(words).and.include('value="Renamed"').and.include('value="7"');
    });
    expect(await pages.connections.accessToken(account.id)).to.equal(accessToken);
  });

  it('go well again afterwards', async () => {
    const { headers } = await pages.post(`${listPath}/${id}/test`, {});
    expect(headers.location).to.equal(`${listPath}/${id}?notice=tested`);
  });

  // Last, since the connection is slow from then on.
  it('say so and slow the connection down when it answers 429', async () => {
    const { connections, connector } = pages;
    const before = await connections.find(id);
    await connector.sandbox.faults({ api: 'overloaded' });
    const { headers } = await pages.post(`${listPath}/${id}/test`, {});
    expect(headers.location).to.equal(`${listPath}/${id}?notice=test_unreachable`);
    await until('the trail says so', async () => {
      const [latest] = await connector.service.deps.events.eventsOf(id, 1);
      return latest?.kind === 'connection.slowed_down';
    });
    expect(await connections.find(id)).to.deep.equal(before);
  });
});
