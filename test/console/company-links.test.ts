import { expect } from 'chai';
import type { Company } from '../../server/companies/company.ts';
import { by, type CompanyLinks, formIn, openCompanyLinks } from '../support/company-links.ts';
import { dumpRedis } from '../support/redis-dump.ts';
import { addSecondApp, second } from '../support/second-app.ts';

const dayMs = 24 * 60 * 60_000;

describe('the links of a company in the console', () => {
  let opened: CompanyLinks;
  let company: Company;
  before(async () => {
    opened = await openCompanyLinks();
  });
  after(() => opened.connector.close());
  beforeEach(async () => {
    company = await opened.begin();
  });

  it('are shown once, in the answer to the form, and stored nowhere', async () => {
    const answer = await opened.send();
    expect(answer.status, answer.text).to.equal(200);
    expect(answer.headers['cache-control']).to.equal('no-store');
    const token = opened.tokenIn(answer.text);
    expect(answer.text.split(token), 'only in the field').to.have.length(2);
    expect(answer.text).to.contain('shown only once').and.contain('Alpine &lt;Boots&gt;');

    const link = await opened.connector.service.deps.links.findByToken(token);
    expect(link).to.deep.include({
      companyId: company.id,
      ways: ['app', 'api_account'],
      iclientId: 'default',
      scopes: undefined,
      singleUse: false,
      returnUrl: undefined,
      locale: undefined,
      state: 'open',
      createdBy: { kind: 'user', id: opened.builder.user.id, email: opened.builder.user.email },
    });
    expect((link?.expiresAt ?? 0) - (link?.createdAt ?? 0)).to.equal(7 * dayMs);
    const page = await opened.pageOf(opened.path());
    expect(page).to.contain('Open').and.contain(`by ${opened.builder.user.email}`);
    for (const place of [
      page,
      opened.connector.logged(),
      await dumpRedis(opened.connector.service.deps.redis),
    ])
      expect(place).not.to.include(token);
    expect((await opened.connector.http().get(`/link/${token}`)).status).to.equal(303);
  });

  it('have all that the form asks', async () => {
    await addSecondApp(opened.connector);
    await opened.send({
      ways: 'api_account',
      iclientId: second.iclientId,
      scopeChoice: 'own',
      otherScopes: 'store_v2_orders_read_only store_v2_products_read_only',
      use: 'single',
      days: ' 30 ',
      returnUrl: ' https://builder.example.com/back?x=1 ',
      locale: 'fr',
    });
    const [link] = await opened.links();
    expect(link).to.deep.include({
      ways: ['api_account'],
      iclientId: second.iclientId,
      singleUse: true,
      returnUrl: 'https://builder.example.com/back?x=1',
      locale: 'fr',
    });
    expect(link?.scopes).to.have.members([
      'store_v2_orders_read_only',
      'store_v2_products_read_only',
    ]);
    expect((link?.expiresAt ?? 0) - (link?.createdAt ?? 0)).to.equal(30 * dayMs);
    const page = await opened.pageOf(opened.path());
    expect(page).to.contain('API account').and.contain('Once').and.contain('Second connector');
    expect(page).not.to.contain('Installing the app');
    const revoke = await opened.pageOf(`${opened.path()}/links/${link?.id}/revoke`);
    for (const shown of [page, revoke])
      expect(shown).to.contain('Language: Français').and.contain('Returns to builder.example.com');
  });

  it('are made once by one form: sending it again says so', async () => {
    const form = await opened.fill();
    const url = `${opened.path()}/links/new`;
    const [first, second] = await Promise.all([
      opened.builder.postForm(url, form),
      opened.builder.postForm(url, form),
    ]);
    expect([first.status, second.status]).to.have.members([200, 409]);
    const [refused] = [first, second].filter(({ status }) => status === 409);
    const [link, ...more] = await opened.links();
    expect(more).to.deep.equal([]);
    expect(refused?.text).to.contain('No second link was made');
    expect(refused?.text).to.contain(`href="${opened.path()}/links/${link?.id}/revoke"`);
    expect(refused?.text).not.to.match(/\/link\/[\w-]{43}/);

    const again = await opened.builder.postForm(url, {
      ...form,
      form: formIn(refused?.text ?? ''),
    });
    expect(again.status).to.equal(200);
    expect(await opened.links()).to.have.length(2);
  });

  it('are revoked after a question, on the page of their company alone', async () => {
    const token = opened.tokenIn((await opened.send()).text);
    const [link] = await opened.links();
    const one = `${opened.path()}/links/${link?.id}/revoke`;
    expect(await opened.pageOf(opened.path())).to.contain(`href="${one}"`);
    expect(await opened.pageOf(one))
      .to.contain('Revoke this link?')
      .and.contain('Alpine &lt;Boots&gt;');

    const other = await opened.connector.service.deps.companies.create({ name: 'Other' }, by);
    const elsewhere = `/console/companies/${other.id}/links/${link?.id}/revoke`;
    expect((await opened.builder.postForm(elsewhere)).status).to.equal(404);
    expect((await opened.links())[0]?.state).to.equal('open');

    const answer = await opened.builder.postForm(one);
    expect(answer.headers.location).to.equal(`${opened.path()}?notice=revoked`);
    const page = await opened.pageOf(`${opened.path()}?notice=revoked`);
    expect(page).to.contain('The link is revoked.').and.contain('Revoked');
    expect(page).not.to.contain(`href="${one}"`);
    expect(await opened.pageOf(one)).to.contain('It has ended already.');
    expect((await opened.connector.http().get(`/link/${token}`)).status).to.equal(410);
  });

  it('are told to be off while they are', async () => {
    const { settings } = opened.connector.service.deps;
    expect(await opened.pageOf(opened.path())).not.to.contain('Links are switched off');
    await settings.change({ linksOn: false }, by);
    expect(await opened.pageOf(opened.path())).to.contain('Links are switched off');
    await settings.change({ linksOn: true }, by);
  });
});
