import { expect } from 'chai';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

describe('the page of one connection', () => {
  let pages: ConnectionPages;

  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  describe('a connection’s page', () => {
    it('says how it stands, with its scopes side by side and its latest events', async () => {
      const { id } = await pages.installed();
      const { text } = await pages.builder.agent.get(`${listPath}/${id}`);
      expect(text).to.include('It has access to the store.').and.include('snowboots.example');
      expect(text).to.include('View orders').and.include('All wanted scopes are there.');
      expect(text).to.include('event-list');
    });

    it('leads from one that stays pending to the tests of its callback URLs', async () => {
      const { id } = await pages.pending('Spins', 'spins');
      const { text } = await pages.builder.agent.get(`${listPath}/${id}`);
      expect(text).to.include('spins forever').and.include('/console/iclients/default/callbacks"');
    });

    it('tests the token and keeps what was found', async () => {
      const { id } = await pages.installed();
      const answer = await pages.post(`${listPath}/${id}/test`, {});
      expect(answer.headers.location).to.equal(`${listPath}/${id}?notice=tested`);
      const tested = await pages.connections.find(id);
      expect(tested?.detectedScopes?.held).to.include('store_v2_orders_read_only');
    });

    it('says that a refused token needs authorization again', async () => {
      pages.connector.keepSecret('canary-token-replaced');
      const saved = await pages.connections.createApiAccount(
        {
          name: 'Revoked account',
          storeHash,
          accessToken: 'canary-token-replaced',
          scopes: undefined,
          concurrency: { level: 5 },
        },
        pages.by,
      );
      const answer = await pages.post(`${listPath}/${saved.id}/test`, {});
      expect(answer.headers.location).to.include('notice=test_failed');
      expect((await pages.connections.find(saved.id))?.status).to.equal('needs_reauthorization');
      const { text } = await pages.builder.agent.get(`${listPath}/${saved.id}`);
      expect(text).to.include('It needs a new token').and.include('give a new access token');
    });

    it('says that there is no token to test before the first authorization', async () => {
      const { id } = await pages.pending('Untested', 'untested');
      const answer = await pages.post(`${listPath}/${id}/test`, {});
      expect(answer.headers.location).to.include('notice=test_without_token');
    });

    it('tells nothing for a notice that does not exist', async () => {
      const { id } = await pages.pending('No notice', 'nonotice');
      const { status, text } = await pages.builder.agent.get(
        `${listPath}/${id}?notice=constructor`,
      );
      expect(status).to.equal(200);
      expect(text).to.not.include('class="message');
    });
  });

  describe('editing', () => {
    it('changes name, scopes and concurrency', async () => {
      const { id } = await pages.pending('Before', 'edited');
      const lender = await pages.connections.createApiAccount(
        {
          name: 'Lender of edited',
          storeHash: 'edited',
          accessToken: 'any-token',
          scopes: undefined,
          concurrency: { level: 9 },
        },
        pages.by,
      );
      const page = await pages.builder.agent.get(`${listPath}/${id}/edit`);
      expect(page.text).to.include('Lender of edited');
      const scopes = { scopeChoice: 'own', otherScopes: 'store_v2_orders' };
      const form = { name: 'After', level: '5', borrowFrom: lender.id, ...scopes };

      const answer = await pages.post(`${listPath}/${id}/edit`, form);

      expect(answer.status).to.equal(303);
      const changed = await pages.connections.find(id);
      expect(changed?.name).to.equal('After');
      expect(changed?.scopes).to.deep.equal(['store_v2_orders']);
      expect(changed?.concurrency).to.deep.equal({ borrowFrom: lender.id });
    });

    it('comes back with what was typed', async () => {
      const { id } = await pages.pending('Kept', 'kepttyped');
      const { status, text } = await pages.post(`${listPath}/${id}/edit`, {
        name: 'Typed',
        level: '0',
      });
      expect(status).to.equal(422);
      expect(text).to.include('value="Typed"').and.include('Give a whole number from 1 to 25.');
      expect((await pages.connections.find(id))?.name).to.equal('Kept');
    });
  });

  describe('ending', () => {
    it('disconnects after saying what the merchant has to do', async () => {
      const accessToken = await pages.liveToken();
      const draft = { scopes: undefined, concurrency: { level: 5 } };
      const name = 'To disconnect';
      const { id } = await pages.connections.createApiAccount(
        { ...draft, name, storeHash, accessToken },
        pages.by,
      );
      const page = await pages.builder.agent.get(`${listPath}/${id}/disconnect`);
      expect(page.text).to.include('Store-level API accounts');

      const answer = await pages.post(`${listPath}/${id}/disconnect`, {});

      expect(answer.headers.location).to.include('notice=disconnected');
      expect((await pages.connections.find(id))?.status).to.equal('disconnected');
      expect(await pages.connections.accessToken(id)).to.equal(undefined);
    });

    it('deletes only after the name was typed', async () => {
      const { id } = await pages.pending('To delete', 'todelete');
      const wrong = await pages.post(`${listPath}/${id}/delete`, { name: 'to delete?' });
      expect(wrong.status).to.equal(422);
      expect(wrong.text).to.include('This is not the connection’s name.');
      expect(await pages.connections.find(id)).to.not.equal(undefined);

      const answer = await pages.post(`${listPath}/${id}/delete`, { name: 'To delete' });

      expect(answer.headers.location).to.equal(`${listPath}?notice=deleted`);
      expect(await pages.connections.find(id)).to.equal(undefined);
    });

    it('names the borrowers of a connection that cannot be deleted', async () => {
      const lender = await pages.pending('Lends', 'lends');
      const draft = { accessToken: 'any-token', scopes: undefined };
      const concurrency = { borrowFrom: lender.id };
      await pages.connections.createApiAccount(
        { ...draft, name: 'The borrower', storeHash: 'lends', concurrency },
        pages.by,
      );
      const answer = await pages.post(`${listPath}/${lender.id}/delete`, { name: 'Lends' });
      expect(answer.status).to.equal(409);
      expect(answer.text).to.include('The borrower');
      expect(await pages.connections.find(lender.id)).to.not.equal(undefined);
    });
  });

  it('speak French', async () => {
    for (const path of ['', '/new', '/new/app', '/new/api-account']) {
      const { text } = await pages.connector
        .http()
        .get(`${listPath}${path}`)
        .set('Cookie', pages.builder.agent.cookies().join('; '))
        .set('Accept-Language', 'fr');
      expect(text, path).to.match(/lang="fr"[\s\S]*[Cc]onnexion/);
    }
  });
});
