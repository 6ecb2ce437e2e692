/** The pages of the console's lists lead on and back, and keep what was searched for. */
import { expect } from 'chai';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';

describe('the pages of the console’s lists', () => {
  let pages: ConnectionPages;
  before(async () => {
    pages = await openConnectionPages();
    const { companies } = pages.connector.service.deps;
    for (let number = 100; number < 220; number += 1) {
      await pages.pending(`Shop ${number}`, `paged${number}`);
      await companies.create({ name: `Firm ${number}` }, pages.by);
    }
  });
  after(() => pages.connector.close());

  const get = async (path: string) => {
    const { status, text, headers } = await pages.builder.agent.get(path);
    const names = [...text.matchAll(/<th scope="row"><a [^>]*>([^<]*)/g)].map(([, name]) => name);
    const to = (rel: string) =>
      new RegExp(`href="([^"]+)" rel="${rel}"`).exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    return { status, text, names, location: headers.location, next: to('next'), prev: to('prev') };
  };

  for (const [what, first] of [
    ['connections', `${listPath}?q=Shop&status=pending`],
    ['companies', '/console/companies?q=Firm'],
  ] as const)
    it(`of ${what} lead back as they led on, and keep the search`, async () => {
      const one = await get(first);
      const two = await get(one.next);
      const three = await get(two.next);
      expect([one.prev, three.next]).to.deep.equal(['', '']);
      expect(three.names).to.have.length(20);

      const back = await get(three.prev);
      expect(back.names).to.deep.equal(two.names).and.have.length(50);
      expect(back.prev).to.include('q=').and.include('before=').and.not.include('cursor=');
      expect((await get(back.next)).names).to.deep.equal(three.names);
      const start = await get(back.prev);
      expect(start.status).to.equal(303);
      expect(start.location).to.equal(first);
    });

  it('count back to the page that is shown', async () => {
    const one = await get(`${listPath}?status=pending`);
    const three = await get((await get(one.next)).next);
    expect(three.text).to.include('Page 3');
    expect((await get(three.prev)).text).to.include('Page 2');
  });

  it('begin anew where nothing is left before, and refuse a position that is none', async () => {
    const one = await get(`${listPath}?sort=name`);
    const two = await get(one.next);
    const gone = one.names.map(async (name) => {
      const found = await pages.connections.findByName(String(name));
      await pages.connections.delete(found?.id ?? '', pages.by);
    });
    await Promise.all(gone);
    const back = await get(two.prev);
    expect([back.status, back.location]).to.deep.equal([303, listPath]);
    for (const path of [listPath, '/console/companies'])
      expect((await get(`${path}?before=none`)).status, path).to.equal(400);
  });
});
