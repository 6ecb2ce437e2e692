import { expect } from 'chai';
import {
  button,
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

describe('the forms of connections', () => {
  let pages: ConnectionPages;

  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  describe('a new connection through an app', () => {
    const form = {
      name: 'New by app',
      store: 'https://store-newbyapp.mybigcommerce.com/manage/orders',
      iclientId: 'default',
      scopeChoice: 'iclient',
      level: '7',
    };

    it('is saved as pages.pending, its store read from an address', async () => {
      const answer = await pages.post(`${listPath}/new/app`, { ...form, ...button('save') });

      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.match(/\/console\/connections\/[^/]+\?notice=created$/);
      const saved = await pages.connections.findByStore('default', 'newbyapp');
      expect(saved).to.include({ name: 'New by app', status: 'pending', kind: 'app' });
      expect(saved?.concurrency).to.deep.equal({ level: 7 });
      expect(saved?.scopes).to.equal(undefined);
      const { text } = await pages.builder.agent.get(answer.headers.location ?? '');
      expect(text).to.include('The connection is saved. Nobody has authorized it yet.');
    });

    it('says “Scopes” once over the choice of them', async () => {
      const { text } = await pages.builder.agent.get(`${listPath}/new/app`);
      expect(text.match(/<legend>Scopes<\/legend>/g)).to.have.length(1);
      expect(text).to.include('<legend>Which ones</legend>');
    });

    it('keeps scopes of its own', async () => {
      const own = { scopeChoice: 'own', otherScopes: 'store_v2_orders_read_only store_made_up' };
      const changed = { ...form, name: 'Own scopes', store: 'ownscopes', ...own };
      expect((await pages.post(`${listPath}/new/app`, changed)).status).to.equal(303);
      const saved = await pages.connections.findByStore('default', 'ownscopes');
      expect(saved?.scopes).to.deep.equal(['store_v2_orders_read_only', 'store_made_up']);
    });

    it('goes on to BigCommerce when asked to', async () => {
      const authorized = { ...form, name: 'Goes on', store: 'goeson', ...button('authorize') };
      const answer = await pages.builder.agent.post(`${listPath}/new/app`, {
        form: { _token: pages.builder.formToken, ...authorized },
        headers: { Origin: pages.connector.publicUrl, Accept: 'application/json' },
      });
      expect(answer.status).to.equal(200);
      const told = ['authorizationId', 'authorizeUrl', 'connectionId', 'statusUrl'];
      expect(answer.body).to.have.all.keys(told);
      expect(answer.body.authorizeUrl).to.include('context=stores%2Fgoeson');
    });

    const refused: [string, Record<string, string>, string][] = [
      ['an empty name', { name: ' ' }, 'Give a name of 1 to 100 characters'],
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
        const { status, text } = await pages.post(`${listPath}/new/app`, changed);
        expect(status).to.equal(422);
        expect(text).to.include(message);
        expect(text).to.include(`value="${changed.name}"`).and.include(`value="${changed.store}"`);
      });
    }

    it('leads to the connection that is there already', async () => {
      const there = await pages.connections.findByStore('default', 'newbyapp');
      const { status, text } = await pages.post(`${listPath}/new/app`, { ...form, name: 'Twice' });
      expect(status).to.equal(422);
      expect(text).to.include('This iClient already has a connection to this store.');
      expect(text).to.include(`href="${listPath}/${there?.id}"`);
    });

    it('refuses fields that the form does not have', async () => {
      const { status } = await pages.post(`${listPath}/new/app`, { ...form, status: 'connected' });
      expect(status).to.equal(400);
    });

    for (const [field, value] of [
      ['scopeChoice', 'nonsense'],
      ['then', 'bogus'],
    ] as const)
      it(`refuses a ${field} that it does not offer`, async () => {
        const odd = { ...form, name: `Odd ${field}`, store: `odd${field.toLowerCase()}` };
        const { status } = await pages.post(`${listPath}/new/app`, { ...odd, [field]: value });
        expect(status).to.equal(400);
        expect(await pages.connections.findByName(odd.name)).to.equal(undefined);
      });

    it('takes no more than 100 scopes, and no markup for one', async () => {
      const many = Array.from({ length: 101 }, (_, index) => `store_x_${index}`).join(' ');
      for (const [otherScopes, message] of [
        [many, 'There can be at most 100 scopes.'],
        ['<b>', 'These cannot be scopes: &lt;b&gt;.'],
      ] as const) {
        const own = { name: 'Odd scopes', store: 'oddscopes', scopeChoice: 'own', otherScopes };
        const { status, text } = await pages.post(`${listPath}/new/app`, { ...form, ...own });
        expect(status).to.equal(422);
        expect(text).to.include(message);
      }
      expect(await pages.connections.findByName('Odd scopes')).to.equal(undefined);
    });

    it('tells of an unknown field only what can be its name', async () => {
      const token = 'canarytokenthatwaspastedasaname';
      pages.connector.keepSecret(token);
      const answer = await pages.post(`${listPath}/new/app`, { ...form, [token]: '1' });
      expect(answer.status).to.equal(400);
      const named = await pages.post(`${listPath}/new/app`, { ...form, odd_field: '1' });
      expect(named.text).to.include('odd_field');
    });
  });

  describe('a new API account', () => {
    const path = `${listPath}/new/api-account`;
    const secrets = { clientId: 'plainclientid', clientSecret: 'canary-api-account-secret' };
    before(() => pages.connector.keepSecret(secrets.clientSecret));

    it('is tested without being saved', async () => {
      const accessToken = await pages.liveToken();
      const form = { name: 'Only tested', store: storeHash, accessToken, ...button('test') };
      const { status, text } = await pages.post(path, form);
      expect(status).to.equal(200);
      expect(text).to.include('BigCommerce accepts the token.').and.include('Snow Boots Co');
      expect(text).to.include('Nothing is saved yet.').and.not.include(accessToken);
      expect(await pages.connections.findByName('Only tested')).to.equal(undefined);
    });

    it('is saved from a pasted file', async () => {
      const accessToken = await pages.liveToken();
      const credentials = [
        `ACCESS TOKEN: ${accessToken}`,
        `CLIENT ID: ${secrets.clientId}`,
        `CLIENT SECRET: ${secrets.clientSecret}`,
        'NAME: From the file',
        `API PATH: https://api.bigcommerce.com/stores/${storeHash}/v3/`,
      ].join('\r\n');
      const answer = await pages.post(path, { credentials, ...button('save') });

      expect(answer.status).to.equal(303);
      const saved = await pages.connections.findByName('From the file');
      expect(saved).to.include({ kind: 'api_account', status: 'connected', storeHash });
      expect(saved?.detectedScopes?.held).to.include('store_v2_orders_read_only');
      expect(await pages.connections.accessToken(saved?.id ?? '')).to.equal(accessToken);
    });

    it('says which wanted scopes the token lacks', async () => {
      const wanted = { scopeChoice: 'own', otherScopes: 'store_v2_marketing_read_only' };
      const form = {
        store: storeHash,
        accessToken: await pages.liveToken(),
        ...button('test'),
        ...wanted,
      };
      const { text } = await pages.post(path, form);
      expect(text).to.include('1 scope that you need is refused.');
    });

    it('is refused with a dead token, which is not shown again', async () => {
      const accessToken = 'canary-token-that-is-dead';
      pages.connector.keepSecret(accessToken);
      const form = { name: 'Dead', store: storeHash, accessToken, ...secrets, ...button('save') };
      const { status, text } = await pages.post(path, form);
      expect(status).to.equal(422);
      expect(text).to.include('BigCommerce refuses this token for this store.');
      expect(text).to.include('value="Dead"').and.include(`value="${secrets.clientId}"`);
      expect(text).to.include('never sent back to this page');
      expect(await pages.connections.findByName('Dead')).to.equal(undefined);
    });

    it('never repeats secrets, whatever is wrong with the form', async () => {
      const accessToken = 'canary-token-in-a-wrong-form';
      pages.connector.keepSecret(accessToken);
      const credentials = `ACCESS TOKEN: ${accessToken}\nCLIENT SECRET: ${secrets.clientSecret}`;
      const { status, text } = await pages.post(path, {
        credentials,
        store: '',
        ...button('save'),
      });
      expect(status).to.equal(422);
      expect(text).to.include('Give the store.').and.include('Give a name');
    });
  });
});
