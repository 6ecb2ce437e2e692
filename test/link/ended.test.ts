import { expect } from 'chai';
import type { Link } from '../../server/links/link.ts';
import { keys } from '../../server/redis/keys.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { byOperator, type MadeLink, makeLink, openLink } from '../support/link-visit.ts';

describe('a link that lets nobody in', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    await connector.service.deps.settings.change(
      { productName: 'Example Flows', supportAddress: 'help@flows.example' },
      byOperator,
    );
  });
  after(() => connector.close());

  const endings: [code: string, status: number, words: RegExp, end: (link: MadeLink) => unknown][] =
    [
      [
        'revoked',
        410,
        /withdrawn|revoked|no longer/i,
        ({ id }) => connector.service.deps.links.revoke(id, byOperator),
      ],
      [
        'expired',
        410,
        /expired|too old|no longer/i,
        ({ id }) => connector.service.deps.redis.hset(keys.link(id), 'expiresAt', '1000'),
      ],
      ['used', 410, /used|already/i, ({ id }) => useUp(id)],
      [
        'of a deleted company',
        404,
        /./,
        ({ companyId }) => connector.service.deps.companies.delete(companyId, byOperator),
      ],
      [
        'switched off with all others',
        503,
        /./,
        () => connector.service.deps.settings.change({ linksOn: false }, byOperator),
      ],
    ];
  const useUp = async (id: string) => {
    const { links } = connector.service.deps;
    await links.claimUse(id, 'another visit', 'examplestore');
    await links.completeUse(id, 'another visit', 'cn_example');
  };
  afterEach(() => connector.service.deps.settings.change({ linksOn: true }, byOperator));

  for (const [what, status, words, end] of endings) {
    it(`${what} says so at its address and at every step, and whom to ask`, async () => {
      const { agent, get, post, link } = await openLink(connector, await makeLink(connector));
      await post('access');
      const token = /name="_token" value="([^"]+)"/.exec((await get('access')).text)?.[1] ?? '';
      await end(link);
      const posted = await agent.post(`/link/${link.id}/way`, {
        form: { _token: token, way: 'app' },
        headers: { Origin: connector.publicUrl },
      });
      const answers = [posted, await agent.get(link.url), await connector.http().get(link.url)];
      for (const page of ['access', 'way', 'app', 'api-account', 'leave'])
        answers.push(await get(page));
      for (const answer of answers) {
        expect(answer.status).to.equal(status);
        expect(answer.text).to.match(words);
        expect(answer.text).to.contain('href="mailto:help%40flows.example"');
        expect(answer.text).to.contain('Example Flows');
        expect(answer.text).not.to.contain('Example Boots');
      }
    });
  }

  it('is answered as any that was never made, when it is made up', async () => {
    const keysBefore = (await connector.service.deps.redis.keys('*')).sort();
    for (const token of ['x', 'A'.repeat(43), '..', '%00', `${'A'.repeat(42)}%20`]) {
      const answer = await connector.http().get(`/link/${token}`);
      expect(answer.status, token).to.equal(404);
      expect(answer.headers, token).not.to.have.property('set-cookie');
      expect(answer.text).to.contain('mailto:help%40flows.example');
    }
    expect((await connector.service.deps.redis.keys('*')).sort()).to.deep.equal(keysBefore);
  });

  it('does not say, when all are switched off, whether there is one', async () => {
    const link = await makeLink(connector);
    await connector.service.deps.settings.change({ linksOn: false }, byOperator);
    const [known, madeUp] = [link.url, `/link/${'A'.repeat(43)}`];
    const answers = [await connector.http().get(known), await connector.http().get(madeUp)];
    const texts = answers.map(({ text }) => text.replace(/<code class="select-all">.*/, ''));
    expect(texts[0]).to.equal(texts[1]);
  });

  it('is told in French where the link is French', async () => {
    const link = await makeLink(connector, { locale: 'fr' });
    await connector.service.deps.links.revoke(link.id, byOperator);
    expect((await connector.http().get(link.url)).text).to.contain('<html lang="fr">');
  });

  it('shows who has connected a store by it how that ended', async () => {
    const { agent, get, link } = await openLink(connector, await makeLink(connector));
    const { visits, links } = connector.service.deps;
    const browser = agent.cookies()[0]?.split('=')[1] ?? '';
    const visit = await visits.find(link.id, browser);
    await links.claimUse(link.id, visit?.id ?? '', 'examplestore');
    await visits.change(visit?.id ?? '', {
      end: { status: 'connected', connectionId: 'cn_example' },
    });
    await links.completeUse(link.id, visit?.id ?? '', 'cn_example');
    const state: Link['state'] | undefined = (await links.find(link.id))?.state;
    expect(state).to.equal('used');

    expect((await get('done')).text).to.contain('Your store is connected');
    expect((await agent.get(link.url)).headers.location).to.equal(`/link/${link.id}/done`);
    for (const page of ['access', 'way', 'app', 'leave'])
      expect((await get(page)).headers.location, page).to.equal(`/link/${link.id}/done`);
    expect((await connector.http().get(link.url)).status).to.equal(410);
  });
});
