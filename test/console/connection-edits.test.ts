import { expect } from 'chai';
import {
  button,
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

const hidden = (html: string, name: string) =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? '';

describe('the form that changes a connection', () => {
  let pages: ConnectionPages;

  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  const editPath = (id: string) => `${listPath}/${id}/edit`;
  const formOf = async (id: string) => (await pages.builder.agent.get(editPath(id))).text;
  const account = (name: string, hash: string, concurrency = {}) =>
    pages.connections.createApiAccount(
      {
        name,
        storeHash: hash,
        accessToken: 'any-token',
        scopes: undefined,
        concurrency: { level: 5, ...concurrency },
      },
      pages.by,
    );

  describe('of which nobody authorized the store yet', () => {
    it('takes another store, under which it is found from then on', async () => {
      const { id } = await pages.pending('Moves', 'movesfrom');
      expect(await formOf(id)).to.include('name="store"');
      const store = 'https://store-movesto.mybigcommerce.com/manage';
      const answer = await pages.post(editPath(id), { name: 'Moves', store });

      expect(answer.status).to.equal(303);
      expect((await pages.connections.findByStore('default', 'movesto'))?.id).to.equal(id);
      expect(await pages.connections.findByStore('default', 'movesfrom')).to.equal(undefined);
      const list = async (q: string) => (await pages.builder.agent.get(`${listPath}?q=${q}`)).text;
      expect(await list('movesto')).to.include('Moves');
      expect(await list('movesfrom')).to.not.include(id);
      expect((await pages.pending('Takes the place', 'movesfrom')).id).to.not.equal(id);
    });

    it('leads to the connection that the other store has already', async () => {
      const there = await pages.pending('There before', 'takenstore');
      const { id } = await pages.pending('Comes late', 'latestore');
      const form = { name: 'Comes late', store: 'takenstore' };
      const { status, text } = await pages.post(editPath(id), form);
      expect(status).to.equal(422);
      expect(text).to.include(`href="${listPath}/${there.id}"`);
      expect((await pages.connections.findByStore('default', 'latestore'))?.id).to.equal(id);
    });

    it('keeps the store of one that lends, and borrows from none elsewhere', async () => {
      const lender = await pages.pending('Lends at home', 'lendsathome');
      const borrower = await account('Borrows at home', 'lendsathome', {});
      await pages.connections.change(
        borrower.id,
        { concurrency: { borrowFrom: lender.id } },
        pages.by,
      );
      const moved = await pages.post(editPath(lender.id), { name: 'Lends at home', store: 'away' });
      expect(moved.status).to.equal(422);
      expect(moved.text).to.include('its store cannot be changed');

      const there = await account('Lends there', 'borrowsthere');
      const { id } = await pages.pending('Borrows there', 'borrowsthere');
      const borrowFrom = there.id;
      await pages.connections.change(id, { concurrency: { borrowFrom } }, pages.by);
      const form = { name: 'Borrows there', store: 'away', borrowFrom };
      expect((await pages.post(editPath(id), form)).text).to.include('cannot lend');
      expect((await pages.connections.find(id))?.storeHash).to.equal('borrowsthere');
    });
  });

  it('never moves a connection that was authorized', async () => {
    const { id, name } = await pages.installed();
    expect(await formOf(id)).to.not.include('name="store"');
    const { status, text } = await pages.post(editPath(id), { name, store: 'elsewhere' });
    expect(status).to.equal(422);
    expect(text).to.include('the store cannot be changed any more');
    expect((await pages.connections.find(id))?.storeHash).to.equal(storeHash);
  });

  it('says when somebody changed the connection meanwhile, and keeps what was typed', async () => {
    const { id } = await pages.pending('Shared', 'sharedstore');
    const version = hidden(await formOf(id), 'version');
    const theirs = await pages.post(editPath(id), { name: 'Shared', level: '9', version });
    expect(theirs.status).to.equal(303);

    const mine = await pages.post(editPath(id), { name: 'Mine', level: '5', version });

    expect(mine.status).to.equal(422);
    expect(mine.text).to.include('Somebody changed this connection').and.include('value="Mine"');
    expect((await pages.connections.find(id))?.concurrency).to.deep.equal({ level: 9 });
    const again = { name: 'Mine', level: '5', version: hidden(mine.text, 'version') };
    expect((await pages.post(editPath(id), again)).status).to.equal(303);
  });

  it('does not forget by a preset that somebody changed the connection', async () => {
    const { id } = await pages.pending('With preset', 'presetstore');
    const version = hidden(await formOf(id), 'version');
    await pages.connections.change(id, { concurrency: { level: 9 } }, pages.by);
    const drawn = await pages.post(editPath(id), { name: 'x', preset: 'all', version });
    const form = { name: 'x', version: hidden(drawn.text, 'version') };
    expect((await pages.post(editPath(id), form)).text).to.include('Somebody changed');
  });

  it('asks again for a token that was typed beside a mistake', async () => {
    const accessToken = 'canary-token-beside-a-mistake';
    pages.connector.keepSecret(accessToken);
    const { id } = await account('Retyped', 'retyped');
    const { status, text } = await pages.post(editPath(id), { name: ' ', accessToken });
    expect(status).to.equal(422);
    expect(text).to.match(/id="accessToken-error">Type it again/);
    expect(text).to.not.include('id="clientSecret-error"');
  });

  for (const [what, name] of [
    ['nothing but a zero width space', '\u200b'],
    ['a right-to-left override', 'Boots\u202e'],
    ['a Hangul filler', '\u3164'],
    ['characters that grow when they are compared', '\ufdfa'.repeat(80)],
  ] as const)
    it(`takes no name of ${what}`, async () => {
      const form = { name, store: 'unseen', iclientId: 'default', ...button('save') };
      const answer = await pages.post(`${listPath}/new/app`, form);
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include('id="name-error"');
    });
});
