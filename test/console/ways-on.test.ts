/** Pages lead on to what they name, and say where one is. */
import { expect } from 'chai';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { signIn } from '../support/sign-in.ts';

describe('the pages of the console', () => {
  let pages: ConnectionPages;
  before(async () => {
    pages = await openConnectionPages();
    for (let number = 100; number < 202; number += 1)
      await pages.pending(`Store ${number}`, `store${number}`);
  });
  after(() => pages.connector.close());

  const read = async (path: string) => {
    const answer = await pages.builder.agent.get(path);
    expect(answer.status, path).to.equal(200);
    return answer.text;
  };
  const nextOf = (html: string) =>
    (/href="([^"]+)" rel="next"/.exec(html)?.[1] ?? '').replaceAll('&amp;', '&');

  it('lead from an iClient’s “and more” to all of its connections', async () => {
    const html = await read('/console/iclients/default');
    const href = /href="([^"]+)">and 82 more</.exec(html)?.[1] ?? '';
    expect(href).to.equal(`${listPath}?iclient=default`);
    expect(await read(href)).to.include('Store 149');
  });

  it('say which page of a list it is', async () => {
    const first = await read(listPath);
    expect(first).not.to.match(/Page \d/);
    const second = await read(nextOf(first));
    expect(second).to.include('Page 2').and.to.include('Store 150');
    expect(await read(nextOf(second)))
      .to.include('Page 3')
      .and.to.include('Store 201');
  });

  it('give no number to a page whose address has none, or an invented one', async () => {
    const next = nextOf(await read(listPath));
    const bare = next.replace(/&page=2/, '');
    expect(await read(bare)).not.to.match(/Page \d/);
    expect((await pages.builder.agent.get(`${bare}&page=x`)).status).to.equal(400);
  });

  it('let the id of a connection and the hash of its store be copied', async () => {
    const { id, storeHash } = await pages.pending('To copy', 'tocopy');
    const html = await read(`${listPath}/${id}`);
    for (const [field, value] of [
      ['connection-id', id],
      ['store-hash', storeHash],
    ]) {
      expect(html).to.include(`<input id="copy-${field}" value="${value}" readonly`);
      expect(html).to.include(`data-copy="copy-${field}"`);
    }
  });

  it('lead from a client ID that is taken to the iClient that has it', async () => {
    const admin = await signIn(pages.connector, 'admin');
    const known = await pages.connector.service.deps.iclients.find('default');
    const answer = await pages.post(
      '/console/iclients',
      { name: 'Twice', clientId: known?.clientId ?? '', clientSecret: 'canary-twice' },
      admin,
    );
    expect(answer.status).to.equal(409);
    expect(answer.text).to.include('<a href="/console/iclients/default">Open that iClient</a>');
  });

  it('say of an API account’s scopes what they are for, and nothing of what an app asks', async () => {
    const html = await read(`${listPath}/new/api-account`);
    expect(html).to.include('The test compares them').and.not.to.include('What the app asks');
    expect(await read(`${listPath}/new/app`)).to.include('What the app asks');
  });
});
