import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import type { CookieClient } from '../support/cookie-client.ts';
import { install, storeHash } from '../support/journeys.ts';
import { signIn } from '../support/sign-in.ts';

const by = { actor: { kind: 'operator' as const }, address: '' };
const list = '/console/connections';
/** The button that sends a form. */
const button = (name: string): Record<string, string> => Object.fromEntries([['then', name]]);

describe('the pages of connections', () => {
  let connector: Connector;
  let builder: { agent: CookieClient; formToken: string };

  before(async () => {
    connector = await startConnector();
    builder = await signIn(connector, 'builder');
  });
  after(() => connector.close());

  const store = () => connector.service.deps.connections;
  const post = (path: string, form: Record<string, string>, who = builder) =>
    who.agent.post(path, {
      form: { _token: who.formToken, ...form },
      headers: { Origin: connector.publicUrl },
    });
  const pending = (name: string, hash: string): Promise<Connection> =>
    store().create(
      {
        name,
        storeHash: hash,
        iclientId: 'default',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      by,
    );
  const installed = async () => {
    const known = await store().findByStore('default', storeHash);
    if (known?.status === 'connected') return known;
    await install(connector);
    const found = await store().findByStore('default', storeHash);
    if (!found) throw new Error('The installation made no connection.');
    return found;
  };
  const liveToken = async () => {
    await installed();
    const { installs } = await connector.sandbox.state();
    const token = installs.find((one) => one.storeHash === storeHash && one.installed)?.token;
    if (!token) throw new Error('The sandbox has no token.');
    return token;
  };

  describe('the list', () => {
    it('filters, searches and keeps both in the form', async () => {
      await pending('Alpha boots', 'listone');
      await pending('Beta shoes', 'listtwo');

      const answer = await builder.agent.get(`${list}?q=alpha&status=pending&sort=updated`);

      expect(answer.status).to.equal(200);
      expect(answer.text).to.include('Alpha boots').and.not.include('Beta shoes');
      expect(answer.text).to.include('value="alpha"');
      expect(answer.text).to.match(/value="pending" selected/);
      expect(answer.text).to.match(/value="updated" selected/);
    });

    it('says so when nothing matches', async () => {
      const answer = await builder.agent.get(`${list}?q=nosuchword`);
      expect(answer.text).to.include('No connection matches');
    });

    it('refuses a filter that does not exist', async () => {
      for (const query of ['status=bad', 'kind=x', 'sort=x', 'cursor=%00', 'q=a&q=b'])
        expect((await builder.agent.get(`${list}?${query}`)).status, query).to.equal(400);
    });

    it('escapes names', async () => {
      const { id } = await pending('<script>alert(1)</script>', 'listxss');
      for (const path of [`${list}?q=script`, `${list}/${id}`, `${list}/${id}/delete`]) {
        const { text } = await builder.agent.get(path);
        expect(text, path).to.include('&lt;script&gt;alert(1)').and.not.include('<script>alert');
      }
    });
  });

  describe('roles', () => {
    it('let a viewer read and change nothing', async () => {
      const viewer = await signIn(connector, 'viewer');
      const { id } = await pending('Only looked at', 'viewed');
      const one = `${list}/${id}`;

      for (const path of [list, one]) {
        const { status, text } = await viewer.agent.get(path);
        expect(status, path).to.equal(200);
        expect(text, path).to.not.include(`${one}/edit`);
      }
      for (const path of ['new', 'new/app', 'new/api-account', 'lenders'])
        expect((await viewer.agent.get(`${list}/${path}`)).status, path).to.equal(403);
      for (const path of ['edit', 'disconnect', 'delete'])
        expect((await viewer.agent.get(`${one}/${path}`)).status, path).to.equal(403);
      for (const path of ['test', 'edit', 'disconnect', 'delete'])
        expect((await post(`${one}/${path}`, {}, viewer)).status, path).to.equal(403);
      for (const path of ['new/app', 'new/api-account'])
        expect((await post(`${list}/${path}`, {}, viewer)).status, path).to.equal(403);
    });

    it('send who is not signed in to the sign-in page', async () => {
      const answer = await connector.agent().get(list);
      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.match(/^\/sign-in/);
    });
  });

  describe('changes', () => {
    it('are refused without the form token or from another origin', async () => {
      const { id } = await pending('Not to be forged', 'forged');
      for (const path of ['test', 'edit', 'disconnect', 'delete']) {
        const url = `${list}/${id}/${path}`;
        const headers = { Origin: connector.publicUrl };
        const bare = await builder.agent.post(url, { form: { name: 'x' }, headers });
        const foreign = await builder.agent.post(url, {
          form: { _token: builder.formToken },
          headers: { Origin: 'https://evil.example' },
        });
        expect([bare.status, foreign.status], path).to.deep.equal([403, 403]);
      }
    });

    it('answer 405 to other methods and 404 for unknown connections', async () => {
      const { id } = await pending('Known', 'methods');
      expect((await builder.agent.get(`${list}/${id}/test`)).status).to.equal(405);
      expect((await post(list, {})).status).to.equal(405);
      expect((await builder.agent.get(`${list}/cn_nothere`)).status).to.equal(404);
    });
  });

  describe('a new connection through an app', () => {
    const form = {
      name: 'New by app',
      store: 'https://store-newbyapp.mybigcommerce.com/manage/orders',
      iclientId: 'default',
      scopeChoice: 'iclient',
      level: '7',
    };

    it('is saved as pending, its store read from an address', async () => {
      const answer = await post(`${list}/new/app`, { ...form, ...button('save') });

      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.match(/\/console\/connections\/[^/]+\?notice=created$/);
      const saved = await store().findByStore('default', 'newbyapp');
      expect(saved).to.include({ name: 'New by app', status: 'pending', kind: 'app' });
      expect(saved?.concurrency).to.deep.equal({ level: 7 });
      expect(saved?.scopes).to.equal(undefined);
      const { text } = await builder.agent.get(answer.headers.location ?? '');
      expect(text).to.include('The connection is saved. Nobody has authorized it yet.');
    });

    it('keeps scopes of its own', async () => {
      const own = { scopeChoice: 'own', otherScopes: 'store_v2_orders_read_only store_made_up' };
      const changed = { ...form, name: 'Own scopes', store: 'ownscopes', ...own };
      expect((await post(`${list}/new/app`, changed)).status).to.equal(303);
      const saved = await store().findByStore('default', 'ownscopes');
      expect(saved?.scopes).to.deep.equal(['store_v2_orders_read_only', 'store_made_up']);
    });

    it('goes on to BigCommerce when asked to', async () => {
      const authorized = { ...form, name: 'Goes on', store: 'goeson', ...button('authorize') };
      const answer = await builder.agent.post(`${list}/new/app`, {
        form: { _token: builder.formToken, ...authorized },
        headers: { Origin: connector.publicUrl, Accept: 'application/json' },
      });
      expect(answer.status).to.equal(200);
      expect(answer.body).to.have.keys('authorizationId', 'authorizeUrl', 'statusUrl');
      expect(answer.body.authorizeUrl).to.include('context=stores%2Fgoeson');
    });

    const refused: [string, Record<string, string>, string][] = [
      ['an empty name', { name: ' ' }, 'Give a name of 1 to 100 characters.'],
      [
        'a taken name',
        { name: 'NEW BY APP', store: 'another' },
        'Another connection has this name.',
      ],
      ['no store', { store: '' }, 'Give the store.'],
      [
        'a shop’s address',
        { store: 'https://shop.example.com' },
        'This is not an address of BigCommerce.',
      ],
      ['an unknown iClient', { iclientId: 'ic_nothere' }, 'Choose an iClient.'],
      ['a level of 26', { level: '26' }, 'Give a whole number from 1 to 25.'],
      [
        'an unknown callback URL',
        { redirectUri: 'https://evil.example/auth' },
        'Choose one of the callback URLs.',
      ],
      ['no scope of its own', { scopeChoice: 'own' }, 'Choose at least one scope'],
      [
        'a lender that is not there',
        { name: 'Borrows', store: 'borrows', borrowFrom: 'cn_nothere' },
        'This connection cannot lend',
      ],
    ];
    for (const [what, change, message] of refused) {
      it(`comes back with what was typed for ${what}`, async () => {
        const changed = { ...form, ...change };
        const { status, text } = await post(`${list}/new/app`, changed);
        expect(status).to.equal(422);
        expect(text).to.include(message);
        expect(text).to.include(`value="${changed.name}"`).and.include(`value="${changed.store}"`);
      });
    }

    it('leads to the connection that is there already', async () => {
      const there = await store().findByStore('default', 'newbyapp');
      const { status, text } = await post(`${list}/new/app`, { ...form, name: 'Twice' });
      expect(status).to.equal(422);
      expect(text).to.include('This iClient already has a connection to this store.');
      expect(text).to.include(`href="${list}/${there?.id}"`);
    });

    it('refuses fields that the form does not have', async () => {
      const { status } = await post(`${list}/new/app`, { ...form, status: 'connected' });
      expect(status).to.equal(400);
    });
  });

  describe('a new API account', () => {
    const path = `${list}/new/api-account`;
    const secrets = { clientId: 'plainclientid', clientSecret: 'canary-api-account-secret' };
    before(() => connector.keepSecret(secrets.clientSecret));

    it('is tested without being saved', async () => {
      const accessToken = await liveToken();
      const form = { name: 'Only tested', store: storeHash, accessToken, ...button('test') };
      const { status, text } = await post(path, form);
      expect(status).to.equal(200);
      expect(text).to.include('BigCommerce accepts the token.').and.include('Snow Boots Co');
      expect(text).to.include('Nothing is saved yet.').and.not.include(accessToken);
      expect(await store().findByName('Only tested')).to.equal(undefined);
    });

    it('is saved from a pasted file', async () => {
      const accessToken = await liveToken();
      const credentials = [
        `ACCESS TOKEN: ${accessToken}`,
        `CLIENT ID: ${secrets.clientId}`,
        `CLIENT SECRET: ${secrets.clientSecret}`,
        'NAME: From the file',
        `API PATH: https://api.bigcommerce.com/stores/${storeHash}/v3/`,
      ].join('\r\n');
      const answer = await post(path, { credentials, ...button('save') });

      expect(answer.status).to.equal(303);
      const saved = await store().findByName('From the file');
      expect(saved).to.include({ kind: 'api_account', status: 'connected', storeHash });
      expect(saved?.detectedScopes?.held).to.include('store_v2_orders_read_only');
      expect(await store().accessToken(saved?.id ?? '')).to.equal(accessToken);
    });

    it('says which wanted scopes the token lacks', async () => {
      const wanted = { scopeChoice: 'own', otherScopes: 'store_v2_marketing_read_only' };
      const form = {
        store: storeHash,
        accessToken: await liveToken(),
        ...button('test'),
        ...wanted,
      };
      const { text } = await post(path, form);
      expect(text).to.include('1 scope that you need is refused.');
    });

    it('is refused with a dead token, which is not shown again', async () => {
      const accessToken = 'canary-token-that-is-dead';
      connector.keepSecret(accessToken);
      const form = { name: 'Dead', store: storeHash, accessToken, ...secrets, ...button('save') };
      const { status, text } = await post(path, form);
      expect(status).to.equal(422);
      expect(text).to.include('BigCommerce refuses this token for this store.');
      expect(text).to.include('value="Dead"').and.include(`value="${secrets.clientId}"`);
      expect(text).to.include('never sent back to this page');
      expect(await store().findByName('Dead')).to.equal(undefined);
    });

    it('never repeats secrets, whatever is wrong with the form', async () => {
      const accessToken = 'canary-token-in-a-wrong-form';
      connector.keepSecret(accessToken);
      const credentials = `ACCESS TOKEN: ${accessToken}\nCLIENT SECRET: ${secrets.clientSecret}`;
      const { status, text } = await post(path, { credentials, store: '', ...button('save') });
      expect(status).to.equal(422);
      expect(text).to.include('Give the store.').and.include('Give a name');
    });
  });

  describe('a connection’s page', () => {
    it('says how it stands, with its scopes side by side and its latest events', async () => {
      const { id } = await installed();
      const { text } = await builder.agent.get(`${list}/${id}`);
      expect(text).to.include('It has access to the store.').and.include('snowboots.example');
      expect(text).to.include('View orders').and.include('All wanted scopes are there.');
      expect(text).to.include('event-list');
    });

    it('tests the token and keeps what was found', async () => {
      const { id } = await installed();
      const answer = await post(`${list}/${id}/test`, {});
      expect(answer.headers.location).to.equal(`${list}/${id}?notice=tested`);
      const tested = await store().find(id);
      expect(tested?.detectedScopes?.held).to.include('store_v2_orders_read_only');
    });

    it('says that a refused token needs authorization again', async () => {
      connector.keepSecret('canary-token-replaced');
      const saved = await store().createApiAccount(
        {
          name: 'Revoked account',
          storeHash,
          accessToken: 'canary-token-replaced',
          scopes: undefined,
          concurrency: { level: 5 },
        },
        by,
      );
      const answer = await post(`${list}/${saved.id}/test`, {});
      expect(answer.headers.location).to.include('notice=test_failed');
      expect((await store().find(saved.id))?.status).to.equal('needs_reauthorization');
      const { text } = await builder.agent.get(`${list}/${saved.id}`);
      expect(text).to.include('It must be authorized again').and.include('give a new access token');
    });

    it('says that there is no token to test before the first authorization', async () => {
      const { id } = await pending('Untested', 'untested');
      const answer = await post(`${list}/${id}/test`, {});
      expect(answer.headers.location).to.include('notice=test_without_token');
    });

    it('tells nothing for a notice that does not exist', async () => {
      const { id } = await pending('No notice', 'nonotice');
      const { status, text } = await builder.agent.get(`${list}/${id}?notice=constructor`);
      expect(status).to.equal(200);
      expect(text).to.not.include('class="message');
    });
  });

  describe('editing', () => {
    it('changes name, scopes and concurrency', async () => {
      const { id } = await pending('Before', 'edited');
      const lender = await store().createApiAccount(
        {
          name: 'Lender of edited',
          storeHash: 'edited',
          accessToken: 'any-token',
          scopes: undefined,
          concurrency: { level: 9 },
        },
        by,
      );
      const page = await builder.agent.get(`${list}/${id}/edit`);
      expect(page.text).to.include('Lender of edited');
      const scopes = { scopeChoice: 'own', otherScopes: 'store_v2_orders' };
      const form = { name: 'After', level: '5', borrowFrom: lender.id, ...scopes };

      const answer = await post(`${list}/${id}/edit`, form);

      expect(answer.status).to.equal(303);
      const changed = await store().find(id);
      expect(changed?.name).to.equal('After');
      expect(changed?.scopes).to.deep.equal(['store_v2_orders']);
      expect(changed?.concurrency).to.deep.equal({ borrowFrom: lender.id });
    });

    it('comes back with what was typed', async () => {
      const { id } = await pending('Kept', 'kepttyped');
      const { status, text } = await post(`${list}/${id}/edit`, { name: 'Typed', level: '0' });
      expect(status).to.equal(422);
      expect(text).to.include('value="Typed"').and.include('Give a whole number from 1 to 25.');
      expect((await store().find(id))?.name).to.equal('Kept');
    });
  });

  describe('ending', () => {
    it('disconnects after saying what the merchant has to do', async () => {
      const accessToken = await liveToken();
      const draft = { scopes: undefined, concurrency: { level: 5 } };
      const name = 'To disconnect';
      const { id } = await store().createApiAccount({ ...draft, name, storeHash, accessToken }, by);
      const page = await builder.agent.get(`${list}/${id}/disconnect`);
      expect(page.text).to.include('Store-level API accounts');

      const answer = await post(`${list}/${id}/disconnect`, {});

      expect(answer.headers.location).to.include('notice=disconnected');
      expect((await store().find(id))?.status).to.equal('disconnected');
      expect(await store().accessToken(id)).to.equal(undefined);
    });

    it('deletes only after the name was typed', async () => {
      const { id } = await pending('To delete', 'todelete');
      const wrong = await post(`${list}/${id}/delete`, { name: 'to delete?' });
      expect(wrong.status).to.equal(422);
      expect(wrong.text).to.include('This is not the connection’s name.');
      expect(await store().find(id)).to.not.equal(undefined);

      const answer = await post(`${list}/${id}/delete`, { name: 'To delete' });

      expect(answer.headers.location).to.equal(`${list}?notice=deleted`);
      expect(await store().find(id)).to.equal(undefined);
    });

    it('names the borrowers of a connection that cannot be deleted', async () => {
      const lender = await pending('Lends', 'lends');
      const draft = { accessToken: 'any-token', scopes: undefined };
      const concurrency = { borrowFrom: lender.id };
      await store().createApiAccount(
        { ...draft, name: 'The borrower', storeHash: 'lends', concurrency },
        by,
      );
      const answer = await post(`${list}/${lender.id}/delete`, { name: 'Lends' });
      expect(answer.status).to.equal(409);
      expect(answer.text).to.include('The borrower');
      expect(await store().find(lender.id)).to.not.equal(undefined);
    });
  });

  it('speak French', async () => {
    for (const path of ['', '/new', '/new/app', '/new/api-account']) {
      const { text } = await connector
        .http()
        .get(`${list}${path}`)
        .set('Cookie', builder.agent.cookies().join('; '))
        .set('Accept-Language', 'fr');
      expect(text, path).to.match(/lang="fr"[\s\S]*[Cc]onnexion/);
    }
  });
});
