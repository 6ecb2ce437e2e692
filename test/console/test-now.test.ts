/** "Test now": told scope by scope to the page's script, and shown on the page to everybody. */
import { expect } from 'chai';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

describe('the test of a connection', () => {
  let pages: ConnectionPages;
  before(async () => {
    pages = await openConnectionPages();
  });
  afterEach(() => pages.connector.sandbox.faults({ api: 'none' }));
  after(() => pages.connector.close());

  const account = async (name: string, held: string[], wanted?: string[]) => {
    const { connector, connections, by } = pages;
    const { accessToken } = await connector.sandbox.apiAccount({ storeHash, scopes: held });
    connector.keepSecret(accessToken);
    const concurrency = { level: 5 };
    const draft = { name, storeHash, accessToken, scopes: wanted, concurrency };
    return connections.createApiAccount(draft, by);
  };
  const testTold = async (id: string) => {
    const { connector, builder } = pages;
    const answer = await fetch(`${connector.publicUrl}${listPath}/${id}/test`, {
      method: 'POST',
      headers: {
        Accept: 'application/x-ndjson, text/html;q=0.5',
        Cookie: builder.agent.cookies().join('; '),
        Origin: connector.publicUrl,
      },
      body: new URLSearchParams({ _token: builder.formToken }),
    });
    const lines = (await answer.text()).trim().split('\n');
    return { answer, lines: lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
  };

  it('tells each scope that was asked for, and then where the page is', async () => {
    const { id } = await account(
      'Told',
      ['store_v2_orders_read_only'],
      ['store_v2_orders', 'store_v2_products_read_only', 'store_storefront_api'],
    );
    const { answer, lines } = await testTold(id);
    expect(answer.headers.get('content-type')).to.include('application/x-ndjson');
    expect(lines.pop()).to.deep.equal({ href: `${listPath}/${id}?notice=tested` });
    const told = lines.map(({ scope, state, of }) => `${scope} ${state} ${of}`);
    expect(told).to.have.members([
      'store_v2_orders_read_only held 2',
      'store_v2_products_read_only refused 2',
    ]);
  });

  it('tells at once where a test leads that asked for no scope', async () => {
    const { id } = await pages.pending('Untold', 'untold');
    const { lines } = await testTold(id);
    expect(lines).to.deep.equal([{ href: `${listPath}/${id}?notice=test_without_token` }]);
  });

  it('shows afterwards all that was asked for, the refused too, though nobody chose scopes', async () => {
    const { id } = await account('Asked for all', ['store_v2_orders_read_only']);
    const answer = await pages.post(`${listPath}/${id}/test`, {});
    const { text } = await pages.builder.agent.get(answer.headers.location ?? '');
    const { detectedScopes } = (await pages.connections.find(id)) ?? {};
    const refused = detectedScopes?.refused ?? [];
    expect(refused.length).to.be.greaterThan(5);
    expect(text).to.include(`Working: 1. Refused: ${refused.length}. No clear answer: 0.`);
    for (const scope of refused) expect(text).to.include(`<code class="quiet">${scope}</code>`);
  });

  it('tells what no test can tell from what was not tested', async () => {
    const wanted = ['store_v2_orders_read_only', 'store_storefront_api'];
    const { id } = await account('Unclear', ['store_v2_orders_read_only'], wanted);
    const page = async () => (await pages.builder.agent.get(`${listPath}/${id}`)).text;
    expect(await page())
      .to.include('Not tested')
      .and.not.include('The test could not tell');
    await pages.post(`${listPath}/${id}/test`, {});
    expect(await page())
      .to.include('The test could not tell')
      .and.not.include('Not tested');
  });
});
