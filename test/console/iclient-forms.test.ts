import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const secret = 'canary-client-secret-of-a-typed-iclient';
const draft = {
  name: 'Typed',
  clientId: 'exampletypedclientid',
  clientSecret: secret,
  accountUuid: '',
  otherScopes: 'store_from_tomorrow',
};
const { clientSecret: _, ...kept } = draft;

describe('the form of an iClient', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  let path: string;
  before(async () => {
    connector = await startConnector();
    connector.keepSecret(secret);
    admin = await signIn(connector, 'admin');
    const answer = await admin.postForm('/console/iclients', draft);
    expect(answer.status, answer.text).to.equal(303);
    path = String(answer.headers.location).replace(/\?.*$/, '');
  });
  after(() => connector.close());

  const find = () => connector.service.deps.iclients.find(path.split('/').at(-1) ?? '');
  const updatedAt = (html: string) => /name="updatedAt" value="(\d+)"/.exec(html)?.[1] ?? '';
  const drawn = async () => updatedAt((await admin.agent.get(`${path}/edit`)).text);

  it('asks again for a secret that was typed beside a mistake, and for no other', async () => {
    for (const change of [{ name: ' ' }, { clientId: 'exampleclientid' }]) {
      const answer = await admin.postForm('/console/iclients', { ...draft, ...change });
      expect(answer.text).to.match(/id="clientSecret-error">Type the client secret again/);
    }
    const edit = await admin.postForm(path, { ...kept, name: ' ' });
    expect(edit.text).to.include('id="name-error"').and.not.include('id="clientSecret-error"');
  });

  for (const name of ['\u200b', '\u3164', 'Boots\u202e', '\ufdfa'.repeat(80)])
    it(`takes no name that cannot be seen or compared (${codesOf(name.slice(0, 8))})`, async () => {
      const answer = await admin.postForm(path, { ...kept, name });
      expect(answer.status).to.equal(422);
      expect(answer.text).to.include('id="name-error"');
    });

  it('says when somebody changed the iClient meanwhile, and keeps what was typed', async () => {
    const seen = await drawn();
    const theirs = { ...kept, name: 'Theirs', updatedAt: seen };
    expect((await admin.postForm(path, theirs)).status).to.equal(303);

    const mine = await admin.postForm(path, { ...kept, name: 'Mine', updatedAt: seen });

    expect(mine.status).to.equal(422);
    expect(mine.text).to.include('Somebody changed this iClient').and.include('value="Mine"');
    expect((await find())?.name).to.equal('Theirs');
    const preset = { ...kept, updatedAt: seen, preset: 'all' };
    expect((await admin.postForm(path, preset)).text).to.include('Somebody changed this iClient');
    const again = { ...kept, name: 'Mine', updatedAt: updatedAt(mine.text) };
    expect((await admin.postForm(path, again)).status).to.equal(303);
  });

  it('warns that another client id is another app', async () => {
    const { text } = await admin.agent.get(`${path}/edit`);
    expect(text).to.include('each connection of this iClient then has to be authorized again');
  });

  it('leads to a page that warns of scopes which BigCommerce does not list', async () => {
    const { text } = await admin.agent.get(path);
    expect(text).to.include('not in BigCommerce’s list').and.include('store_from_tomorrow');
    const known = await admin.agent.get('/console/iclients/default');
    expect(known.text).to.not.include('not in BigCommerce’s list');
  });
});

function codesOf(text: string): string {
  return [...text].map((letter) => letter.codePointAt(0)?.toString(16)).join(' ');
}
