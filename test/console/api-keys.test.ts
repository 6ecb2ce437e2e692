import { expect } from 'chai';
import type { Connection } from '../../server/connections/connection.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { addEvents, madeUpEvent } from '../support/event-trail.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const path = '/console/api-keys';
const filled = { name: 'Order export', permissions: 'proxy:read', reach: 'all', connections: '' };
type Form = Record<string, string | string[]>;

describe('the API keys of the console', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  beforeEach(async () => {
    connector = await startConnector();
    admin = await signIn(connector, 'admin');
  });
  afterEach(() => connector.close());

  const apiKeys = () => connector.service.deps.apiKeys;
  /** The form that the page shows, filled in. */
  const fill = async (changes: Form = {}): Promise<Form> => {
    const page = await admin.agent.get(`${path}/new`);
    return { ...filled, form: formIn(page.text), ...changes };
  };
  const send = async (changes: Form = {}) => admin.postForm(path, await fill(changes));
  const makeConnection = (name: string, storeHash: string): Promise<Connection> =>
    connector.service.deps.connections.create(
      { name, storeHash, iclientId: 'default', scopes: undefined, concurrency: { level: 5 } },
      { actor: { kind: 'operator' }, address: '' },
    );

  it('are shown once, in the answer to the form, which nothing stores', async () => {
    const answer = await send({ permissions: ['proxy:read', 'events:read'] });
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.headers['cache-control']).to.equal('no-store');
    const key = keyIn(answer.text);
    expect(answer.text).to.contain('shown only once');
    expect(answer.text.split(key), 'only in the field').to.have.length(2);

    const apiKey = await apiKeys().findByKey(key);
    expect(apiKey).to.deep.include({
      name: 'Order export',
      permissions: ['proxy:read', 'events:read'],
      connectionIds: undefined,
      createdBy: { kind: 'user', id: admin.user.id, email: admin.user.email },
    });
    const list = (await admin.agent.get(path)).text;
    expect(list).to.contain('Order export').and.contain(apiKey?.hint).and.not.to.contain(key);
    expect(list).to.contain('Read from stores').and.contain(`by ${admin.user.email}`);
    expect(list).to.contain('All connections').and.contain('Never');
    for (const place of [connector.logged(), await dumpRedis(connector.service.deps.redis)])
      expect(place).not.to.include(key);
  });

  it('are made once by one form: sending it again says which key it has made', async () => {
    const form = await fill();
    const key = keyIn((await admin.postForm(path, form)).text);
    const again = await admin.postForm(path, form);
    expect(again.status).to.equal(409);
    expect(again.text).to.contain('No second key was made').and.contain('Order export');
    expect(again.text).not.to.contain(key);
    const [apiKey, ...more] = await apiKeys().list();
    expect(more).to.deep.equal([]);
    expect(again.text).to.contain(`${path}/${apiKey?.id}/revoke`);

    // The page has a form of its own, which may make another one.
    const other = await admin.postForm(path, { ...form, form: formIn(again.text) });
    expect(other.status).to.equal(200);
    await apiKeys().revoke(apiKey?.id ?? '', { actor: { kind: 'operator' }, address: '' });
    const late = await admin.postForm(path, form);
    expect(late.status).to.equal(409);
    expect(late.text).to.contain('revoked since');
  });

  it('are limited to connections that are named by name or id, one on each line', async () => {
    const one = await makeConnection('Élan Boots', 'storeone');
    const two = await makeConnection('Fern', 'storetwo');
    const connections = `élan boots\r\n\r\n  ${two.id} \r\nÉlan Boots`;
    const answer = await send({ reach: 'some', connections });
    const apiKey = await apiKeys().findByKey(keyIn(answer.text));
    expect(apiKey?.connectionIds).to.deep.equal([one.id, two.id]);
    const list = (await admin.agent.get(path)).text;
    expect(list).to.contain('Élan Boots').and.contain(`/console/connections/${two.id}`);
  });

  it('are not made from a form with mistakes, which keeps what was typed', async () => {
    await makeConnection('Fern', 'storetwo');
    const mistakes: [Form, string[]][] = [
      [{ name: ' ' }, ['Write a name of 1 to 100 characters.']],
      [{ permissions: [] }, ['Choose at least one.']],
      [{ reach: '' }, ['Choose all connections, or only some.']],
      [{ reach: 'some' }, ['Write the name of at least one connection']],
      [{ reach: 'all', connections: 'Fern' }, ['Choose one or the other.']],
      [
        { reach: 'some', connections: 'Fern\nFerns\n<img src=x>' },
        ['No connection is called “Ferns”.', 'No connection is called “&lt;img src=x&gt;”.'],
      ],
      [
        { reach: 'some', connections: Array.from({ length: 101 }, (_, at) => `c${at}`).join('\n') },
        ['limited to 100 connections at most'],
      ],
      [{ name: '', permissions: [] }, ['Write a name', 'Choose at least one.']],
    ];
    for (const [changes, words] of mistakes) {
      const answer = await send(changes);
      expect(answer.status, JSON.stringify(changes)).to.equal(422);
      for (const word of words) expect(answer.text).to.contain(word);
      expect(answer.text).not.to.contain('is called “Fern”');
      if (!('name' in changes)) expect(answer.text).to.contain('value="Order export"');
    }
    expect(await apiKeys().list()).to.deep.equal([]);
  });

  it('are not made from what no form of ours sends', async () => {
    const strange: [Form, number][] = [
      [{ more: 'x' }, 400],
      [{ connectionIds: 'cn_x' }, 400],
      [{ form: '' }, 403],
      [{ form: 'x' }, 403],
      [{ name: ['a', 'b'] }, 422],
      [{ permissions: ['proxy:read', 'admin'] }, 422],
      [{ reach: 'none' }, 422],
    ];
    for (const [changes, status] of strange)
      expect((await send(changes)).status, JSON.stringify(changes)).to.equal(status);
    expect(await apiKeys().list()).to.deep.equal([]);
  });

  it('are revoked after a question that says what it means', async () => {
    const key = keyIn((await send({ permissions: 'credentials:read' })).text);
    const [apiKey] = await apiKeys().list();
    const one = `${path}/${apiKey?.id}/revoke`;
    const page = await admin.agent.get(one);
    expect(page.text).to.contain('Revoke “Order export”?').and.contain('It was never used.');
    expect(page.text).to.contain('Revoking it does not take those back');
    const answer = await admin.postForm(one);
    expect(answer.headers.location).to.equal(`${path}?notice=revoked`);
    expect((await admin.agent.get(`${path}?notice=revoked`)).text).to.contain('was revoked');
    expect(await apiKeys().findByKey(key)).to.equal(undefined);
    expect((await admin.agent.get(one)).status).to.equal(404);
    expect((await admin.postForm(one)).status).to.equal(404);
  });

  it('take an id for that connection, whatever another one is called', async () => {
    const meant = await makeConnection('Meant', 'storeone');
    await makeConnection(meant.id, 'storetwo');
    await send({ reach: 'some', connections: meant.id });
    expect((await apiKeys().list())[0]?.connectionIds).to.deep.equal([meant.id]);
  });

  it('show a connection that is gone as deleted', async () => {
    const one = await makeConnection('Short-lived', 'storeone');
    await send({ reach: 'some', connections: 'Short-lived' });
    await connector.service.deps.connections.delete(one.id, {
      actor: { kind: 'operator' },
      address: '',
    });
    expect((await admin.agent.get(path)).text).to.contain(`${one.id} (deleted)`);
  });

  it('are named by the events of what was done with them, on the page and in files', async () => {
    const key = { kind: 'api_key', id: 'ak_example', name: 'Order <b>export</b>' } as const;
    await addEvents(connector, [madeUpEvent({ actor: key })]);
    for (const query of ['actorKind=api_key', 'actor=order+%3Cb']) {
      const { text } = await admin.agent.get(`/console/events?${query}`);
      expect(text).to.contain('Order &lt;b&gt;export&lt;/b&gt; <span class="hint">API key</span>');
    }
    await send({ name: 'Another' });
    const [made] = await apiKeys().list();
    const events = (await admin.agent.get('/console/events?kind=api_key')).text;
    expect(events).to.contain('API key made').and.contain('Another');
    const file = await admin.agent.get('/console/events.csv');
    const csv = file.text ?? String(file.body);
    expect(csv).to.contain(`"${key.id}","","${key.name}"`).and.contain(`"${made?.id}"`);
  });

  it('are in the navigation of admins alone', async () => {
    expect((await admin.agent.get('/console/connections')).text).to.contain(`href="${path}"`);
    const builder = await signIn(connector, 'builder');
    expect((await builder.agent.get('/console/connections')).text).not.to.contain(path);
  });
});

function formIn(html: string): string {
  return /name="form" value="([^"]+)"/.exec(html)?.[1] ?? '';
}

function keyIn(html: string): string {
  const key = /value="(bcc_[A-Za-z0-9_-]{43})"/.exec(html)?.[1];
  if (key === undefined) throw new Error(`The page shows no key:\n${html}`);
  return key;
}
