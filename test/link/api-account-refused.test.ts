import { expect } from 'chai';
import { makeAccount, openAccountStep, stepOf } from '../support/api-account-step.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { storeHash } from '../support/journeys.ts';
import { byOperator, makeLink, openLink } from '../support/link-visit.ts';
import { until } from '../support/until.ts';

const canary = 'canary-token-typed-by-a-merchant';
const path = 'API PATH: https://api.bigcommerce.com/stores/snowboots/v3/';

describe('an API account by a link is refused', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    connector.keepSecret(canary);
  });
  after(() => connector.close());
  afterEach(async () => {
    await connector.sandbox.faults({ api: 'none' });
    const { connections } = connector.service.deps;
    const { connections: left } = await connections.list({ sort: 'name', limit: 50 });
    for (const { id } of left) await connections.delete(id, byOperator);
  });

  const apiRequests = async () => (await connector.sandbox.state()).requests.api;
  const stateOf = async (id: string) => (await connector.service.deps.links.find(id))?.state;

  it('with words that say what to do, before BigCommerce is asked', async () => {
    const { give, saved } = await openAccountStep(connector);
    const asked = await apiRequests();
    const wrong: [form: Record<string, string>, words: string][] = [
      [{}, 'Choose the text file that BigCommerce downloaded, paste its text'],
      [{ store: storeHash }, 'paste its text, or type the access token'],
      [{ credentials: '<!doctype html><title>Sign in</title>' }, 'Nothing of an API account was'],
      [{ credentials: 'x'.repeat(70_000) }, 'This is far more than the file'],
      [{ credentials: path }, 'no line “ACCESS TOKEN: …”'],
      [{ credentials: `ACCESS TOKEN: two ${canary}\n${path}` }, 'no token has'],
      [{ credentials: `ACCESS TOKEN: ${canary}` }, 'no line “API PATH: …”'],
      [
        { credentials: `ACCESS TOKEN: ${canary}\n${path}\nSTORE HASH: bottesneige` },
        'two different stores',
      ],
      [{ credentials: `ACCESS TOKEN: ${canary}\nACCESS TOKEN: 2\n${path}` }, 'two API accounts'],
      [{ accessToken: `a b ${canary}`, store: storeHash }, 'one line without spaces'],
      [{ accessToken: canary }, 'Give the store.'],
      [{ accessToken: canary, store: 'boots.example' }, 'not an address of BigCommerce'],
      [{ accessToken: canary, store: 'boots.mybigcommerce.com' }, 'that shoppers see'],
    ];
    for (const [form, words] of wrong) {
      const answer = await give(form);
      expect(answer.status, words).to.equal(422);
      expect(answer.text).to.contain(words);
    }
    expect(await apiRequests()).to.equal(asked);
    expect(await saved()).to.deep.equal([]);
  });

  it('with what was typed still there, but for the secrets', async () => {
    const { give, get } = await openAccountStep(connector);
    const { text } = await give({ accessToken: 'two words', store: 'Boots & Co' });
    expect(text).to.match(/name="store"[^>]*value="Boots &amp; Co"/);
    expect(text).not.to.contain('two words');
    expect(text).not.to.contain('?failed=');
    await give({ accessToken: 'two words', store: 'stores/snowboots' });
    expect((await get('api-account')).text).to.contain('value="stores/snowboots"');
  });

  it('when its token is dead or of another store, in the same words', async () => {
    const { give, get, saved, link } = await openAccountStep(connector);
    const dead = await makeAccount(connector);
    await connector.sandbox.revokeApiAccount(dead.id);
    const other = await makeAccount(connector, { storeHash: 'bottesneige' });
    for (const { accessToken } of [dead, other]) {
      const { status, text } = await give({ accessToken, store: storeHash });
      expect(status).to.equal(422);
      expect(text).to.contain('does not accept this access token for the store snowboots');
      expect(text).to.contain('Either it belongs to another store, or its API account was deleted');
      expect(text).to.contain('/leave?failed=token_refused');
    }
    expect(await saved()).to.deep.equal([]);
    expect(await stateOf(link.id)).to.equal('open');
    expect((await get('api-account')).text).not.to.contain('Test again');
  });

  it('for good when the token died since it was kept', async () => {
    const { give, get, saved } = await openAccountStep(connector);
    const account = await makeAccount(connector, { scopes: [] });
    await give({ credentials: account.file });
    expect((await get('api-account')).text).to.contain('Test again');
    await connector.sandbox.revokeApiAccount(account.id);
    const answer = await give({ again: '1' });
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('its API account was deleted');
    expect(answer.text).not.to.contain('Test again');
    expect(await saved()).to.deep.equal([]);
  });

  it('while BigCommerce is away, and is tested again without being typed', async () => {
    for (const fault of ['500', 'html', 'rate_limited']) {
      const { give, get, saved, link } = await openAccountStep(connector);
      await connector.sandbox.faults({ api: fault });
      const answer = await give({ credentials: (await makeAccount(connector)).file });
      expect(answer.status, fault).to.equal(422);
      expect(answer.text).to.contain('BigCommerce could not be reached');
      expect(answer.text).to.contain('/leave?failed=bigcommerce_unreachable');
      expect(await saved()).to.deep.equal([]);
      expect((await get('api-account')).text).to.contain('kept for another test');
      await connector.sandbox.faults({ api: 'none' });
      expect((await give({ again: '1' })).headers.location).to.equal(`/link/${link.id}/done`);
      expect(await saved(), fault).to.have.length(1);
      for (const { id } of await saved())
        await connector.service.deps.connections.delete(id, byOperator);
    }
  });

  it('when the store is connected for another company, which is not told', async () => {
    const owner = await openAccountStep(connector);
    await owner.give({ credentials: (await makeAccount(connector)).file });
    const { give, get, saved, link } = await openAccountStep(connector);

    const { status, text } = await give({ credentials: (await makeAccount(connector)).file });

    expect(status).to.equal(422);
    expect(text).to.contain('The store could not be connected');
    expect(text).not.to.match(/another company|already/);
    expect(text).to.contain(`/link/${link.id}/leave?failed=store_not_connected`);
    expect(await saved()).to.deep.equal([]);
    expect((await get('api-account')).text).not.to.contain('Test again');

    const next = await stepOf(connector, link);
    const own = await makeAccount(connector, { storeHash: 'bottesneige' });
    expect((await next.give({ credentials: own.file })).headers.location).to.contain('/done');
  });

  it('without a word of the store to who has no live token of it', async () => {
    const owner = await openAccountStep(connector);
    await owner.give({ credentials: (await makeAccount(connector)).file });
    const answers = [];
    for (const store of [storeHash, 'bottesneige', 'nosuchstore']) {
      const { give } = await openAccountStep(connector);
      const { status, text } = await give({ accessToken: canary, store });
      answers.push(`${status} ${withoutIds(text).replaceAll(store, 'STORE')}`);
    }
    expect(new Set(answers).size).to.equal(1);
    expect(answers[0]).to.match(/^422 /);
  });

  it('when the link is revoked while it is tested', async () => {
    const { give, saved, link } = await openAccountStep(connector);
    const { file } = await makeAccount(connector);
    const asked = await apiRequests();
    await connector.sandbox.faults({ api: 'slow', delayMs: 500 });
    const answer = give({ credentials: file });
    await until('BigCommerce is asked', async () => (await apiRequests()) > asked);
    await connector.service.deps.links.revoke(link.id, byOperator);
    expect((await answer).status).to.equal(410);
    expect(await saved()).to.deep.equal([]);
  });

  it('when another browser is using the link up', async () => {
    const { give, saved, link } = await openAccountStep(connector);
    await connector.service.deps.links.claimUse(link.id, 'another visit', storeHash);
    const answer = await give({ credentials: (await makeAccount(connector)).file });
    expect(answer.status).to.equal(410);
    expect(answer.text).to.contain('This link was used already');
    expect(await saved()).to.deep.equal([]);
  });

  it('before the merchant agreed, and where the link does not offer it', async () => {
    const asked = await apiRequests();
    const form = { accessToken: canary, store: storeHash };
    const early = await openLink(connector, await makeLink(connector, { ways: ['api_account'] }));
    expect((await early.post('api-account', form)).headers.location).to.contain('/access');
    const other = await openLink(connector, await makeLink(connector, { ways: ['app'] }));
    await other.post('access');
    expect((await other.post('api-account', form)).headers.location).to.contain('/app');
    expect(await apiRequests()).to.equal(asked);
  });

  it('with fields that the page does not have, or has once', async () => {
    const { agent, give, link } = await openAccountStep(connector);
    for (const form of [{ companyId: 'co_other' }, { again: '2' }, { scopes: 'all' }])
      expect((await give(form)).status).to.equal(400);
    const headers = { Origin: connector.publicUrl };
    const path = `/link/${link.id}/api-account`;
    expect((await agent.post(path, { form: { store: storeHash }, headers })).status).to.equal(403);
    const { text } = await agent.get(path);
    const _token = /name="_token" value="([^"]+)"/.exec(text)?.[1] ?? '';
    const form = { _token, store: ['one', 'two'] };
    expect((await agent.post(path, { form, headers })).status).to.equal(400);
    expect((await agent.post(path, { form: { _token } })).status).to.equal(403);
  });
});

/** A page without what differs from link to link. */
function withoutIds(page: string): string {
  return page.replaceAll(/ln_[0-9a-f]{24}/g, 'LINK').replaceAll(/name="_token" value="[^"]*"/g, '');
}
