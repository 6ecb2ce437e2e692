import { expect } from 'chai';
import { consentVersion } from '../../server/language/consent-version.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { makeLink, openLink } from '../support/link-visit.ts';

describe("a merchant's way through a link", () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const consents = async (linkId: string) => {
    const events = await connector.service.deps.events.latest(100);
    return events.filter((event) => event.kind === 'link.consented' && event.linkId === linkId);
  };

  it('begins at an address without the token, with what is accessed, in words', async () => {
    const link = await makeLink(connector, { scopes: ['store_v2_orders', 'store_example_scope'] });
    const agent = connector.agent();
    const answer = await agent.get(link.url);
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal(`/link/${link.id}/access`);
    const page = await agent.get(answer.headers.location ?? '');
    expect(page.status).to.equal(200);
    expect(page.text).to.contain('View and change orders');
    expect(page.text).to.contain('<code>store_example_scope</code>');
    expect(page.text).to.contain('Example Boots');
    expect(page.text).not.to.contain('View products');
  });

  it('asks for what the iClient is configured for where the link says nothing', async () => {
    const { get } = await openLink(connector, await makeLink(connector));
    expect((await get('access')).text).to.contain('View products, brands and categories');
  });

  it('leads to the step that is missing', async () => {
    const { get, post, link } = await openLink(connector, await makeLink(connector));
    const to = async (page: string) => (await get(page)).headers.location;
    for (const page of ['way', 'app', 'api-account', 'confirm', 'done'])
      expect(await to(page), page).to.equal(`/link/${link.id}/access`);
    const early = await post('way', { way: 'app' });
    expect(early.headers.location).to.equal(`/link/${link.id}/access`);

    const agreed = await post('access');
    expect(agreed.status).to.equal(303);
    expect(agreed.headers.location).to.equal(`/link/${link.id}/way`);
    for (const page of ['app', 'api-account', 'confirm', 'done'])
      expect(await to(page), page).to.equal(`/link/${link.id}/way`);

    const chosen = await post('way', { way: 'api_account' });
    expect(chosen.status).to.equal(303);
    expect(chosen.headers.location).to.equal(`/link/${link.id}/api-account`);
    for (const page of ['app', 'confirm', 'done'])
      expect(await to(page), page).to.equal(`/link/${link.id}/api-account`);
  });

  it('may be gone back, keeping what was chosen', async () => {
    const { get, post, link } = await openLink(connector, await makeLink(connector));
    await post('access');
    await post('way', { way: 'app' });
    const way = await get('way');
    expect(way.status).to.equal(200);
    expect(way.text).to.match(/link-card-chosen"[^>]*value="app"/);
    expect(way.text).to.contain(`href="/link/${link.id}/access"`);
    expect((await get('access')).text).to.contain('You have agreed to this.');
    const changed = await post('way', { way: 'api_account' });
    expect(changed.headers.location).to.equal(`/link/${link.id}/api-account`);
  });

  it('goes on where it was when the link is opened again', async () => {
    const { agent, get, post, link } = await openLink(connector, await makeLink(connector));
    await post('access');
    expect((await agent.get(link.url)).headers.location).to.equal(`/link/${link.id}/access`);
    expect((await get('access')).text).to.contain('You have agreed to this.');
  });

  it('offers no choice where there is one way', async () => {
    for (const [way, step] of [
      ['app', 'app'],
      ['api_account', 'api-account'],
    ] as const) {
      const link = await makeLink(connector, { ways: [way] });
      const { get, post } = await openLink(connector, link);
      expect((await get('access')).text).not.to.contain('How to connect');
      await post('access');
      expect((await get('way')).headers.location).to.equal(`/link/${link.id}/${step}`);
      const other = way === 'app' ? 'api-account' : 'app';
      expect((await get(other)).headers.location).to.equal(`/link/${link.id}/${step}`);
      const sent = await post('way', { way: way === 'app' ? 'api_account' : 'app' });
      expect(sent.headers.location).to.equal(`/link/${link.id}/${step}`);
    }
  });

  it('refuses what no page of it sends', async () => {
    const { post } = await openLink(connector, await makeLink(connector));
    await post('access');
    const strange: [page: string, form: Record<string, string>][] = [
      ['access', { way: 'app' }],
      ['way', { way: 'telephone' }],
      ['way', {}],
      ['way', { way: 'app', more: 'x' }],
      ['language', { language: 'de', page: 'access' }],
      ['language', { language: 'fr', page: '//evil.example' }],
      ['leave', { status: 'connected' }],
    ];
    for (const [page, form] of strange) {
      const answer = await post(page, form);
      expect(answer.status, `${page} ${JSON.stringify(form)}`).to.equal(400);
      expect(answer.text).to.contain('Something about this address or form is wrong');
    }
  });

  it('records the consent once, with the version of the words, in the name of the link', async () => {
    const { post, link } = await openLink(connector, await makeLink(connector));
    expect(await consents(link.id)).to.deep.equal([]);
    await post('access');
    await post('access');
    const [event, ...more] = await consents(link.id);
    expect(more).to.deep.equal([]);
    expect(event).to.deep.include({
      consentVersion,
      companyId: link.companyId,
      iclientId: 'default',
      actor: { kind: 'link', id: link.id, name: 'Example Boots' },
    });
    expect(event?.address).to.match(/127\.0\.0\.1|::1/);
  });

  it('asks for the consent again when the words have changed', async () => {
    const { agent, get, post, link } = await openLink(connector, await makeLink(connector));
    await post('access');
    const { visits } = connector.service.deps;
    const browser = agent.cookies().find((pair) => pair.startsWith('__Host-browser='));
    const visit = await visits.find(link.id, browser?.split('=')[1] ?? '');
    await visits.consent(visit?.id ?? '', 'of last year');
    expect((await get('way')).headers.location).to.equal(`/link/${link.id}/access`);
    expect((await get('access')).text).to.contain('Agree and continue');
  });

  it('is of the browser that opened the link: another one is told nothing', async () => {
    const link = await makeLink(connector);
    const first = await openLink(connector, link);
    await first.post('access');
    const second = connector.agent();
    for (const page of ['access', 'way', 'app', 'api-account', 'done', 'leave']) {
      const answer = await second.get(`/link/${link.id}/${page}`);
      expect(answer.status, page).to.equal(410);
      expect(answer.text, page).to.contain('Open the link again');
      expect(answer.text, page).not.to.contain('Example Boots');
    }
    expect(second.cookies()).to.deep.equal([]);

    const own = await openLink(connector, link, second);
    expect((await own.get('access')).text).to.contain('Agree and continue');
    expect((await first.get('access')).text).to.contain('You have agreed to this.');
  });

  it('speaks the language of the switch, then of the link, then of the browser', async () => {
    const plain = await openLink(connector, await makeLink(connector));
    expect((await plain.get('access')).text).to.contain('<html lang="en">');
    const { get, post, link } = await openLink(
      connector,
      await makeLink(connector, { locale: 'fr' }),
    );
    expect((await get('access')).text).to.contain('Connecter votre boutique BigCommerce');
    const answer = await post('language', { language: 'en', page: 'leave' });
    expect(answer.status).to.equal(303);
    expect(answer.headers.location).to.equal(`/link/${link.id}/leave`);
    expect((await get('access')).text).to.contain('Connect your BigCommerce store');
    expect((await get('nowhere')).text).to.contain('<html lang="en">');
  });
});
