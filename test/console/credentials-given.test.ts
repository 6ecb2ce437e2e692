import { expect } from 'chai';
import {
  button,
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

const path = `${listPath}/new/api-account`;

describe('the credentials of an API account', () => {
  let pages: ConnectionPages;

  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  const token = 'ACCESS TOKEN: any-token';
  const apiPath = `API PATH: https://api.bigcommerce.com/stores/${storeHash}/v3/`;
  for (const [what, credentials, message] of [
    ['JSON', '{"access_token": "any-token"}', 'Nothing of an API account was found in this.'],
    ['nonsense', 'lorem ipsum', 'Nothing of an API account was found in this.'],
    ['a file without a token', apiPath, 'No line “ACCESS TOKEN: …” was found.'],
    ['a file without a store', token, 'No line “API PATH: …” was found.'],
    ['two files in one', `${token}\n${token}-2\n${apiPath}`, 'as if it were of two API accounts'],
    ['a token with spaces', `${token} x\n${apiPath}`, 'has spaces or other characters'],
    ['a huge file', `${token}\n${apiPath}\n${'x'.repeat(70_000)}`, 'more than a credentials file'],
  ] as const)
    it(`are refused in words when they are ${what}`, async () => {
      const form = { name: 'From a file', credentials, ...button('save') };
      const { status, text } = await pages.post(path, form);
      expect(status).to.equal(422);
      expect(text).to.include(message).and.include('id="credentials-error"');
      expect(text).to.include('value="From a file"');
    });

  it('are taken from a file and from the fields for what it lacks', async () => {
    const credentials = `ACCESS TOKEN: ${await pages.liveToken()}`;
    const form = { credentials, store: storeHash, ...button('test') };
    const { status, text } = await pages.post(path, form);
    expect(status).to.equal(200);
    expect(text).to.include('BigCommerce accepts the token.');
  });

  it('come with a concurrency, which may be borrowed', async () => {
    const lender = await pages.installed();
    const page = await pages.builder.agent.get(path);
    expect(page.text).to.include('name="level"').and.include('name="borrowFrom"');
    const accessToken = await pages.liveToken();
    const form = { store: storeHash, accessToken, ...button('save') };
    const save = (fields: Record<string, string>) => pages.post(path, { ...form, ...fields });
    expect((await save({ name: 'Level 26', level: '26' })).text).to.include('id="level-error"');
    expect((await save({ name: 'Level 7', level: '7' })).status).to.equal(303);
    const borrowed = await save({ name: 'Borrowing account', borrowFrom: lender.id });
    expect(borrowed.status).to.equal(303);
    const saved = async (name: string) => (await pages.connections.findByName(name))?.concurrency;
    expect(await saved('Level 7')).to.deep.equal({ level: 7 });
    expect(await saved('Borrowing account')).to.deep.equal({ borrowFrom: lender.id });
  });

  it('that lack a wanted scope are saved with a warning', async () => {
    const wanted = { scopeChoice: 'own', otherScopes: 'store_v2_marketing_read_only' };
    const accessToken = await pages.liveToken();
    const form = { name: 'Lacks one', store: storeHash, accessToken, ...wanted };
    const answer = await pages.post(path, { ...form, ...button('save') });
    expect(answer.headers.location).to.include('notice=created_lacking');
    const page = await pages.builder.agent.get(answer.headers.location ?? '');
    expect(page.text).to.include('its token lacks scopes that you need');
    expect(page.text).to.include('Make an API account with all the scopes');
    const test = await pages.post(path, { ...form, ...button('test') });
    expect(test.text).to.include('test-result-lacking');
  });

  it('fold away the scopes that nobody asked for', async () => {
    const form = { store: storeHash, accessToken: await pages.liveToken(), ...button('test') };
    const { text } = await pages.post(path, form);
    expect(text).to.match(/<details>\s*<summary>\d+ scopes that it does not have/);
    expect(text).to.not.include('finding-refused').and.not.include('test-result-lacking');
  });
});
