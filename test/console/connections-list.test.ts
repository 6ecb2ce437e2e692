import { expect } from 'chai';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { signIn } from '../support/sign-in.ts';

describe('the pages of connections', () => {
  let pages: ConnectionPages;

  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  describe('the list', () => {
    it('filters, searches and keeps both in the form', async () => {
      await pages.pending('Alpha boots', 'listone');
      await pages.pending('Beta shoes', 'listtwo');

      const answer = await pages.builder.agent.get(
        `${listPath}?q=alpha&status=pending&sort=updated`,
      );

      expect(answer.status).to.equal(200);
      expect(answer.text).to.include('Alpha boots').and.not.include('Beta shoes');
      expect(answer.text).to.include('value="alpha"');
      expect(answer.text).to.match(/value="pending" selected/);
      expect(answer.text).to.match(/value="updated" selected/);
    });

    it('says so when nothing matches', async () => {
      const answer = await pages.builder.agent.get(`${listPath}?q=nosuchword`);
      expect(answer.text).to.include('No connection matches');
    });

    it('says that a filter names an iClient that is gone, and leads out', async () => {
      const { text } = await pages.builder.agent.get(`${listPath}?iclient=ic_gone`);
      expect(text).to.include('<option value="ic_gone" selected>A deleted iClient</option>');
      expect(text).to.include('The filter names an iClient that does not exist any more.');
      expect(text).to.include('href="/console/connections">Show all</a>');
    });

    it('refuses a filter that does not exist', async () => {
      for (const query of ['status=bad', 'kind=x', 'sort=x', 'cursor=%00', 'q=a&q=b'])
        expect((await pages.builder.agent.get(`${listPath}?${query}`)).status, query).to.equal(400);
    });

    it('goes on after a name that is long in the form in which names are compared', async () => {
      // As names were before their length was bounded.
      for (let count = 0; count < 51; count += 1)
        await pages.pending(`${'\ufdfa'.repeat(80)}${count}`, `grown${count}`);
      const { text } = await pages.builder.agent.get(listPath);
      const next = /href="([^"]*cursor=[^"]*)"/.exec(text)?.[1]?.replaceAll('&amp;', '&') ?? '';
      expect(next.length).to.be.above(1000);
      expect((await pages.builder.agent.get(next)).status).to.equal(200);
    });

    it('escapes names', async () => {
      const { id } = await pages.pending('<script>alert(1)</script>', 'listxss');
      for (const path of [
        `${listPath}?q=script`,
        `${listPath}/${id}`,
        `${listPath}/${id}/delete`,
      ]) {
        const { text } = await pages.builder.agent.get(path);
        expect(text, path).to.include('&lt;script&gt;alert(1)').and.not.include('<script>alert');
      }
    });
  });

  describe('roles', () => {
    it('let a viewer read and change nothing', async () => {
      const viewer = await signIn(pages.connector, 'viewer');
      const { id } = await pages.pending('Only looked at', 'viewed');
      const one = `${listPath}/${id}`;

      for (const path of [listPath, one]) {
        const { status, text } = await viewer.agent.get(path);
        expect(status, path).to.equal(200);
        expect(text, path).to.not.include(`${one}/edit`);
      }
      for (const path of ['new', 'new/app', 'new/api-account', 'lenders'])
        expect((await viewer.agent.get(`${listPath}/${path}`)).status, path).to.equal(403);
      for (const path of ['edit', 'disconnect', 'delete'])
        expect((await viewer.agent.get(`${one}/${path}`)).status, path).to.equal(403);
      for (const path of ['test', 'edit', 'disconnect', 'delete'])
        expect((await pages.post(`${one}/${path}`, {}, viewer)).status, path).to.equal(403);
      for (const path of ['new/app', 'new/api-account'])
        expect((await pages.post(`${listPath}/${path}`, {}, viewer)).status, path).to.equal(403);
    });

    it('send who is not signed in to the sign-in page', async () => {
      const answer = await pages.connector.agent().get(listPath);
      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.match(/^\/sign-in/);
    });
  });

  describe('changes', () => {
    it('are refused without the form token or from another origin', async () => {
      const { id } = await pages.pending('Not to be forged', 'forged');
      for (const path of ['test', 'edit', 'disconnect', 'delete']) {
        const url = `${listPath}/${id}/${path}`;
        const headers = { Origin: pages.connector.publicUrl };
        const bare = await pages.builder.agent.post(url, { form: { name: 'x' }, headers });
        const foreign = await pages.builder.agent.post(url, {
          form: { _token: pages.builder.formToken },
          headers: { Origin: 'https://evil.example' },
        });
        expect([bare.status, foreign.status], path).to.deep.equal([403, 403]);
      }
    });

    it('answer 405 to other methods and 404 for unknown connections', async () => {
      const { id } = await pages.pending('Known', 'methods');
      expect((await pages.builder.agent.get(`${listPath}/${id}/test`)).status).to.equal(405);
      expect((await pages.post(listPath, {})).status).to.equal(405);
      expect((await pages.builder.agent.get(`${listPath}/cn_nothere`)).status).to.equal(404);
    });
  });
});
