/** What people paste into the search of the list, and what its filters offer. */
import { expect } from 'chai';
import { withLabels } from '../../server/iclients/labels.ts';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';

describe('the search of the list of connections', () => {
  let pages: ConnectionPages;
  before(async () => {
    pages = await openConnectionPages();
    await pages.pending('Alpha boots', 'pasted1');
    await pages.pending('Longer hash', 'pasted12');
    await pages.pending('Beta shoes', 'other1');
  });
  after(() => pages.connector.close());

  const found = async (q: string) => {
    const answer = await pages.builder.agent.get(`${listPath}?q=${encodeURIComponent(q)}`);
    expect(answer.status, q).to.equal(200);
    const names = [...answer.text.matchAll(/<th scope="row"><a [^>]*>([^<]*)/g)];
    return { names: names.map(([, name]) => name), text: answer.text };
  };

  for (const pasted of [
    'https://api.bigcommerce.com/stores/pasted1/v3/',
    'https://store-pasted1.mybigcommerce.com/manage/orders?page=2',
    ' store-pasted1-1.mybigcommerce.com ',
    'stores/pasted1',
  ])
    it(`finds the store of ${pasted.trim()}, and says which one it understood`, async () => {
      const { names, text } = await found(pasted);
      expect(names).to.deep.equal(['Alpha boots']);
      expect(text).to.include('Understood as the store pasted1.');
    });

  it('takes a bare hash as the beginning of a word, as before', async () => {
    const { names, text } = await found('pasted1');
    expect(names).to.deep.equal(['Alpha boots', 'Longer hash']);
    expect(text).not.to.include('Understood as');
  });

  it('keeps to the filters beside a pasted address', async () => {
    const { text } = await pages.builder.agent.get(
      `${listPath}?status=connected&q=${encodeURIComponent('stores/pasted1')}`,
    );
    expect(text).to.include('No connection matches');
  });

  it('finds a shop by the address that its visitors see', async () => {
    const { store } = await pages.installed();
    const { names } = await found(`https://${store?.domain}/cart?item=1`);
    expect(names).to.have.lengthOf(1);
  });

  it('tells how many filters are set, since a phone folds them away', async () => {
    const path = `${listPath}?status=pending&sort=updated&q=boots`;
    const { text } = await pages.builder.agent.get(path);
    expect(text).to.include('Filters and order (2)');
  });
});

describe('the label of an iClient', () => {
  let pages: ConnectionPages;
  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  it('is its name, and beside a name that several have its client ID', () => {
    const labels = withLabels([
      { name: 'Boots', clientId: 'one' },
      { name: 'boots ', clientId: 'two' },
      { name: 'Shoes', clientId: 'three' },
    ]).map(({ label }) => label);
    expect(labels).to.deep.equal(['Boots (one)', 'boots  (two)', 'Shoes']);
  });

  it('tells repeated names apart wherever one is chosen', async () => {
    const { connector, builder, by } = pages;
    const draft = { name: 'Twin', clientSecret: 'canary-twin', scopes: [], accountUuid: undefined };
    connector.keepSecret(draft.clientSecret);
    for (const clientId of ['twinone', 'twintwo'])
      await connector.service.deps.iclients.create({ ...draft, clientId }, by);
    for (const path of [listPath, `${listPath}/new/app`, '/console/events']) {
      const { text } = await builder.agent.get(path);
      for (const clientId of ['twinone', 'twintwo'])
        expect(text, path).to.match(new RegExp(`<option [^>]*>Twin \\(${clientId}\\)<`));
    }
  });
});
