import { expect } from 'chai';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const secret = 'canary-client-secret-of-a-new-iclient';
const draft = {
  name: 'Élan & Co.',
  clientId: 'exampleelanclientid',
  clientSecret: secret,
  accountUuid: '1A2B3C4D-0000-4000-8000-1A2B3C4D5E6F',
  'scope:store_v2_orders': 'store_v2_orders_read_only',
  otherScopes: 'store_from_tomorrow',
};
const scopes = ['store_v2_orders_read_only', 'store_from_tomorrow'];
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('The iClients of the console', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  beforeEach(async () => {
    connector = await startConnector();
    connector.keepSecret(secret);
    admin = await signIn(connector, 'admin');
  });
  afterEach(() => connector.close());

  const store = () => connector.service.deps.iclients;
  const make = async (changes: Record<string, string> = {}) => {
    const answer = await admin.postForm('/console/iclients', { ...draft, ...changes });
    expect(answer.status, answer.text).to.equal(303);
    return String(answer.headers.location).replace(/\?.*$/, '');
  };
  const find = async (path: string) => {
    const iclient = await store().find(path.split('/').at(-1) ?? '');
    if (!iclient) throw new Error(`No iClient at ${path}`);
    return iclient;
  };
  const events = async () => {
    const kept = await connector.service.deps.events.latest(10);
    // The one of the environment is made by the service itself.
    return kept.filter(({ kind, actor }) => kind.startsWith('iclient.') && actor.kind === 'user');
  };
  /** What the form posts of an iClient that is there. */
  const { clientSecret: _, ...kept } = draft;

  it('are made, with a slug of the name, an event and four callback URLs', async () => {
    const path = await make();
    const iclient = await find(path);
    expect(iclient).to.include({ slug: 'elan-co', clientId: draft.clientId, name: draft.name });
    expect(iclient).to.deep.include({ scopes, whitelist: [] });
    expect(iclient.accountUuid).to.equal(draft.accountUuid.toLowerCase());
    expect(await store().clientSecret(iclient.id)).to.equal(secret);
    const page = (await admin.agent.get(path)).text;
    for (const kind of ['auth', 'load', 'uninstall', 'remove_user'])
      expect(page).to.include(`value="${connector.publicUrl}/bigcommerce/elan-co/${kind}"`);
    expect(page).to.include('Élan &amp; Co.');
    expect(page).to.include('spins forever').and.include(`href="${path}/callbacks"`);
    const [event] = await events();
    expect(event).to.deep.include({ kind: 'iclient.created', iclientId: iclient.id });
    expect(event).to.deep.include({ name: draft.name });
    expect(event?.actor).to.deep.include({ kind: 'user', email: admin.user.email });
    const list = (await admin.agent.get('/console/iclients')).text;
    expect(list).to.include(path).and.to.include('/console/iclients/default');
  });

  it('of one name have slugs of their own, and none takes the default one', async () => {
    const slugs = [];
    for (const [index, name] of ['Twin', 'twin', 'Default'].entries())
      slugs.push((await find(await make({ name, clientId: `exampleclient${index}` }))).slug);
    expect(slugs).to.deep.equal(['twin', 'twin-2', 'default-2']);
  });

  it('are found by BigCommerce at once, at their own auth path', async () => {
    await make();
    const answer = await connector.http().get('/bigcommerce/elan-co/auth');
    expect(answer.status).to.equal(400);
    expect((await connector.http().get('/bigcommerce/nobody/auth')).status).to.equal(404);
  });

  it('cannot share a client id, neither with a new one nor with a changed one', async () => {
    const path = await make();
    const twice = await admin.postForm('/console/iclients', { ...draft, clientId });
    expect(twice.status).to.equal(409);
    expect(twice.text).to.include('Another iClient has this client ID').and.to.include('Élan');
    expect(twice.text).not.to.include(secret);
    const changed = await admin.postForm(path, { ...kept, clientId });
    expect(changed.status).to.equal(409);
    expect((await find(path)).clientId).to.equal(draft.clientId);
    expect(await store().list()).to.have.length(2);
  });

  it('of one client id sent at once are made once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => admin.postForm('/console/iclients', draft)),
    );
    expect(answers.map(({ status }) => status).sort()).to.deep.equal([303, ...Array(7).fill(409)]);
    expect(await store().list()).to.have.length(2);
  });

  it('keep their secret when it is left out, and never show it', async () => {
    const path = await make();
    const answer = await admin.postForm(path, { ...kept, name: 'Renamed', clientSecret: '' });
    expect(answer.status).to.equal(303);
    const iclient = await find(path);
    expect(iclient).to.include({ name: 'Renamed', slug: 'elan-co' });
    expect(await store().clientSecret(iclient.id)).to.equal(secret);
    for (const page of [path, `${path}/edit`, `${path}/delete`, '/console/iclients'])
      expect((await admin.agent.get(page)).text).not.to.include(secret);
    const renewed = `${secret}-renewed`;
    await admin.postForm(path, { ...kept, clientSecret: renewed });
    expect(await store().clientSecret(iclient.id)).to.equal(renewed);
    expect((await events()).map(({ kind }) => kind)).to.deep.equal([
      'iclient.changed',
      'iclient.changed',
      'iclient.created',
    ]);
  });

  it('free the client id that they give up, and forget an account UUID that is emptied', async () => {
    const path = await make();
    await admin.postForm(path, { ...kept, clientId: 'exampleotherclientid', accountUuid: '' });
    expect(await find(path)).to.include({ clientId: 'exampleotherclientid' });
    expect((await find(path)).accountUuid).to.equal(undefined);
    await make({ name: 'Second' });
  });

  it('keep what was typed after an error, but for the secret', async () => {
    const answer = await admin.postForm('/console/iclients', {
      ...draft,
      clientId: 'with space',
      accountUuid: 'nonsense',
      otherScopes: 'store_from_tomorrow "quoted"',
    });
    expect(answer.status).to.equal(422);
    for (const typed of ['Élan &amp; Co.', 'with space', 'nonsense', 'store_from_tomorrow'])
      expect(answer.text).to.include(typed);
    for (const field of ['clientId', 'accountUuid', 'otherScopes'])
      expect(answer.text).to.include(`href="#${field}"`).and.to.include(`id="${field}-error"`);
    expect(answer.text).to.match(/value="store_v2_orders_read_only"[^>]* checked/);
    expect(answer.text).not.to.include(secret);
    expect(await store().list()).to.have.length(1);
  });

  for (const [field, value] of [
    ['name', ' '],
    ['name', 'a'.repeat(101)],
    ['name', 'line\nbreak'],
    ['clientId', ''],
    ['clientId', 'a'.repeat(201)],
    ['clientSecret', ''],
    ['otherScopes', Array.from({ length: 101 }, (_, index) => `scope_${index}`).join(' ')],
  ] as const) {
    it(`refuse ${JSON.stringify(value.slice(0, 20))} as ${field}`, async () => {
      const answer = await admin.postForm('/console/iclients', { ...draft, [field]: value });
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include(`id="${field}-error"`);
    });
  }

  for (const extra of ['id', 'slug', 'createdAt', 'whitelist', 'constructor', 'name[x]']) {
    it(`refuse a form with the unknown field ${extra}`, async () => {
      const form = Object.fromEntries([...Object.entries(draft), [extra, 'mine']]);
      const answer = await admin.postForm('/console/iclients', form);
      expect(answer.status).to.equal(400);
      expect(await store().list()).to.have.length(1);
    });
  }

  it('refuse a field that is there twice', async () => {
    const form = { ...draft, name: ['one', 'two'] };
    expect((await admin.postForm('/console/iclients', form)).status).to.equal(400);
  });

  it('take exact callback URLs on their whitelist, and say why they refuse others', async () => {
    const path = await make();
    const good = 'https://tunnel.example.com/bigcommerce/elan-co/auth';
    const answer = await admin.postForm(path, { ...kept, whitelist: `${good}\r\n\r\n${good}` });
    expect(answer.status).to.equal(303);
    expect((await find(path)).whitelist).to.deep.equal([good]);
    for (const [bad, reason] of [
      ['https://tunnel.example.com/bigcommerce/elan-co/auth/more', 'must end with the path'],
      ['https://user@tunnel.example.com/bigcommerce/elan-co/auth', 'user name'],
      [`${good}#there`, 'leave out the #'],
      ['https://*.example.com/bigcommerce/elan-co/auth', 'wildcards'],
      ['http://tunnel.example.com/bigcommerce/elan-co/auth', 'must start with https://'],
    ] as const) {
      const refused = await admin.postForm(path, { ...kept, whitelist: `${good}\n${bad}` });
      expect(refused.status, bad).to.equal(422);
      expect(refused.text).to.include(reason).and.to.include(`${good}\n${bad}`);
    }
    expect((await find(path)).whitelist).to.deep.equal([good]);
    const many = Array.from({ length: 21 }, (_, n) => good.replace('tunnel', `t${n}`)).join('\n');
    expect((await admin.postForm(path, { ...kept, whitelist: many })).status).to.equal(422);
  });

  it('show the form again with a preset’s scopes where no script runs', async () => {
    const answer = await admin.postForm('/console/iclients', { ...draft, preset: 'commerce_read' });
    expect(answer.status).to.equal(200);
    expect(answer.text).to.match(/value="store_v2_customers_read_only"[^>]* checked/);
    expect(answer.text).to.include('store_from_tomorrow').and.to.include('Type the client secret');
    expect(answer.text).not.to.include(secret);
    expect(await store().list()).to.have.length(1);
  });

  it('warn of unknown scopes on the form', async () => {
    const path = await make();
    const { text } = await admin.agent.get(`${path}/edit`);
    expect(text).to.include('kept as typed: store_from_tomorrow');
  });

  it('are deleted, after a page that asks', async () => {
    const path = await make();
    const { id } = await find(path);
    const page = await admin.agent.get(`${path}/delete`);
    expect(page.text).to.include('Delete “Élan &amp; Co.”?');
    const answer = await admin.postForm(`${path}/delete`);
    expect(answer.headers.location).to.equal('/console/iclients?notice=deleted');
    expect(await connector.service.deps.redis.exists(keys.iclient(id))).to.equal(0);
    const [event] = await events();
    expect(event).to.deep.include({ kind: 'iclient.deleted', iclientId: id, name: draft.name });
    expect((await admin.postForm(`${path}/delete`)).status).to.equal(404);
    expect((await admin.agent.get(path)).status).to.equal(404);
    expect((await find(await make())).slug).to.equal('elan-co');
  });

  it('are not deleted while connections use them, which are named', async () => {
    const path = await make();
    const { id } = await find(path);
    const { connections } = connector.service.deps;
    const connection = await connections.create(
      {
        name: 'Snow boots',
        iclientId: id,
        storeHash: 'snowboots1',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      by,
    );
    expect((await admin.agent.get(path)).text).to.include('Snow boots');
    expect((await admin.agent.get(`${path}/delete`)).text).to.include('Snow boots');
    const refused = await admin.postForm(`${path}/delete`);
    expect(refused.status).to.equal(409);
    expect(refused.text).to.include(`/console/connections/${connection.id}`);
    expect(await find(path)).to.include({ id });
    await connections.delete(connection.id, by);
    expect((await admin.postForm(`${path}/delete`)).status).to.equal(303);
  });

  for (const role of ['viewer', 'builder'] as const) {
    it(`are read by a ${role}, and not changed`, async () => {
      const path = await make();
      const other = await signIn(connector, role);
      for (const page of ['/console/iclients', path]) {
        const { status, text } = await other.agent.get(page);
        expect(status).to.equal(200);
        expect(text).not.to.match(/href="[^"]*\/(edit|delete|new)"/);
      }
      for (const page of ['/console/iclients/new', `${path}/edit`, `${path}/delete`])
        expect((await other.agent.get(page)).status, page).to.equal(403);
      expect((await other.postForm('/console/iclients', draft)).status).to.equal(403);
      expect((await other.postForm(path, kept)).status).to.equal(403);
      expect((await other.postForm(`${path}/delete`)).status).to.equal(403);
      expect(await store().list()).to.have.length(2);
    });
  }

  it('answer 405 to other methods', async () => {
    const path = await make();
    for (const page of ['/console/iclients/new', `${path}/edit`])
      expect((await admin.postForm(page)).status, page).to.equal(405);
  });

  it('speak French', async () => {
    const path = await make();
    await connector.service.deps.users.change(admin.user.id, { language: 'fr' }, by);
    for (const page of ['/console/iclients', '/console/iclients/new', path, `${path}/edit`])
      expect((await admin.agent.get(page)).text, page).to.include('lang="fr"');
  });
});
