/** Fields that no page of ours sends. */
import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn, type SignedInBrowser, signIn } from '../support/sign-in.ts';

describe('a form of the console with a field that it does not have', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  let connection: string;
  before(async () => {
    connector = await startConnector();
    admin = await signIn(connector, 'admin');
    const saved = await connector.service.deps.connections.create(
      {
        name: 'Example',
        storeHash: 'example',
        iclientId: 'default',
        scopes: undefined,
        concurrency: { level: 5 },
      },
      { actor: { kind: 'operator' }, address: '' },
    );
    connection = `/console/connections/${saved.id}`;
  });
  after(() => connector.close());

  const fields = ['__proto__', 'constructor', '__proto__[role]', 'constructor.prototype', 'more'];
  const forms: [path: () => string, form?: Record<string, string>][] = [
    [() => '/console/connections/new/app'],
    [() => '/console/connections/new/api-account'],
    ...['test', 'authorize', 'edit', 'disconnect', 'delete'].map((path): [() => string] => [
      () => `${connection}/${path}`,
    ]),
    [() => '/console/iclients'],
    [() => '/console/iclients/default'],
    [() => '/console/iclients/default/delete'],
    [() => '/console/users', { email: 'new@example.com', name: '', role: 'viewer' }],
    [() => `/console/users/${admin.user.id}/role`, { role: 'viewer' }],
    [() => `/console/users/${admin.user.id}/delete`],
    [() => '/console/account', { name: 'Changed', language: 'fr' }],
    [() => '/console/account/password', { password: 'a long enough password' }],
    [() => '/console/account/sign-out-everywhere'],
    [() => '/console/language', { language: 'fr' }],
    [() => '/sign-out'],
  ];

  it('is refused with 400 and changes nothing', async () => {
    for (const [path, form] of forms)
      for (const field of fields) {
        // Computed, since a literal `__proto__` would be no field of the object.
        const answer = await admin.postForm(path(), { ...form, ...ownField(field) });
        expect(answer.status, `${path()} ${field}: ${answer.text}`).to.equal(400);
      }
    expect((await admin.agent.get('/console/account')).text).to.contain('Example admin');
    expect((await admin.agent.get(connection)).status).to.equal(200);
  });

  it('is refused before the sign-in, too', async () => {
    const { users } = connector.service.deps;
    const token = await users.makeSignInLink(admin.user.id);
    const agent = connector.agent();
    const _token = formTokenIn((await agent.get(`/sign-in/link?token=${token}`)).text);
    const headers = { Origin: connector.publicUrl };
    const pages: [string, Record<string, string>][] = [
      ['/sign-in', { email: 'a@example.com', password: 'something' }],
      ['/sign-in/link', { token }],
      ['/join', { token, name: '', password: 'a long enough password' }],
      ['/first-admin', { token, name: '', email: 'a@example.com', password: 'a long password' }],
    ];
    for (const [path, form] of pages)
      for (const field of fields) {
        const sent = { _token, ...form, ...ownField(field) };
        const answer = await agent.post(path, { form: sent, headers });
        expect(answer.status, `${path} ${field}: ${answer.text}`).to.equal(400);
      }
    const entered = await agent.post('/sign-in/link', { form: { _token, token }, headers });
    expect(entered.status).to.equal(303);
  });
});

function ownField(name: string): Record<string, string> {
  return Object.fromEntries([[name, 'x']]);
}
