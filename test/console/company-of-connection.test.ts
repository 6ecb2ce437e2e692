/** Where the console's pages of connections show and take a company. */
import { expect } from 'chai';
import {
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';

const companiesPath = '/console/companies';

describe('the company of a connection', () => {
  let pages: ConnectionPages;
  before(async () => {
    pages = await openConnectionPages();
  });
  after(() => pages.connector.close());

  const companies = () => pages.connector.service.deps.companies;
  const addCompany = (name: string, externalId?: string) =>
    companies().create({ name, externalId }, pages.by);
  const companyOf = async (id: string) => (await pages.connections.find(id))?.companyId;
  const pageOf = async (url: string) => (await pages.builder.agent.get(url)).text;
  const edit = (id: string, name: string, company: string) =>
    pages.post(`${listPath}/${id}/edit`, { name, company });

  it('is chosen by name, external id or id, shown, and taken away again', async () => {
    const company = await addCompany('Alpine Boots', 'crm-7');
    const { id } = await pages.pending('Shop', 'choosestore');
    for (const typed of ['alpine boots', 'crm-7', ` ${company.id} `]) {
      expect((await edit(id, 'Shop', typed)).status, typed).to.equal(303);
      expect(await companyOf(id), typed).to.equal(company.id);
      expect(await pageOf(`${listPath}/${id}/edit`)).to.match(
        /name="company" value="Alpine Boots"/,
      );
      expect(await pageOf(`${listPath}/${id}`)).to.contain(`href="${companiesPath}/${company.id}"`);
      expect((await edit(id, 'Shop', '')).status).to.equal(303);
      expect(await companyOf(id)).to.equal(undefined);
    }
    expect(await pageOf(`${listPath}/${id}`)).not.to.contain(company.id);
  });

  it('is not guessed when several have the name, or none', async () => {
    const one = await addCompany('Twice', 'twice-1');
    const two = await addCompany('TWICE');
    const { id } = await pages.pending('Twice shop', 'twicestore');
    for (const [typed, words] of [
      ['Twice', 'Several companies are called that.'],
      ['Nobody at all', 'No company is called that.'],
      ['Twi', 'No company is called that.'],
    ] as const) {
      const answer = await edit(id, 'Twice shop', typed);
      expect(answer.status, typed).to.equal(422);
      expect(answer.text).to.contain(words).and.contain(`value="${typed}"`);
    }
    await edit(id, 'Twice shop', 'twice-1');
    expect(await companyOf(id)).to.equal(one.id);
    expect(await pageOf(`${listPath}/${id}/edit`)).to.contain('name="company" value="twice-1"');
    await edit(id, 'Twice shop', two.id);
    expect(await companyOf(id)).to.equal(two.id);
    expect(await pageOf(`${listPath}/${id}/edit`)).to.contain(`name="company" value="${two.id}"`);
    const names = await pages.builder.agent.get(`${companiesPath}/names?q=twi`);
    expect(names.body).to.have.deep.members([
      { value: 'twice-1', label: 'Twice · twice-1' },
      { value: two.id, label: 'TWICE' },
    ]);
  });

  it('is told from one that is called by another’s id', async () => {
    const one = await addCompany('Called by its id');
    const other = await addCompany(one.id, `${one.id}-copy`);
    const { id } = await pages.pending('Ids', 'idstore');
    await edit(id, 'Ids', one.id);
    expect(await companyOf(id)).to.equal(one.id);
    await edit(id, 'Ids', `${one.id}-copy`);
    expect(await companyOf(id)).to.equal(other.id);
    expect(await pageOf(`${listPath}/${id}/edit`)).to.contain(`value="${one.id}-copy"`);
  });

  it('is that of the store’s other connections', async () => {
    const mine = await addCompany('Mine');
    await addCompany('Theirs');
    const account = { accessToken: 'canary-token-of-one-store', scopes: undefined };
    pages.connector.keepSecret(account.accessToken);
    await pages.connections.createApiAccount(
      {
        ...account,
        name: 'First',
        storeHash: 'onestore',
        concurrency: { level: 5 },
        companyId: mine.id,
      },
      pages.by,
    );
    const { id } = await pages.pending('Second', 'onestore');
    const answer = await edit(id, 'Second', 'Theirs');
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('Another connection to this store has another company.');
    expect(answer.text).to.contain(`href="${listPath}?q=onestore"`);
    expect(await companyOf(id)).to.equal(undefined);
    expect((await edit(id, 'Second', 'Mine')).status).to.equal(303);
  });

  it('is a column of the list where it says something, and a filter', async () => {
    const company = await addCompany('Filtered Ltd');
    const { id } = await pages.pending('Of the company', 'filterstore');
    await pages.pending('Of nobody', 'nobodystore');
    expect(await pageOf(`${listPath}?q=nobody`)).not.to.contain('<th scope="col">Company</th>');
    await edit(id, 'Of the company', company.id);
    for (const named of [company.id, 'filtered+ltd']) {
      const text = await pageOf(`${listPath}?company=${named}`);
      expect(text).to.contain('Of the company').and.not.contain('Of nobody');
      expect(text).to.contain('<th scope="col">Company</th>').and.contain('value="Filtered Ltd"');
    }
    const unknown = await pages.builder.agent.get(`${listPath}?company=nosuch`);
    expect(unknown.status).to.equal(422);
    expect(unknown.text).to.contain('No company is called that.').and.not.contain('Of nobody');
  });

  it('that somebody else changed meanwhile is not put back', async () => {
    const company = await addCompany('Meanwhile');
    const { id } = await pages.pending('Stale', 'stalestore');
    const version = /name="version" value="([^"]*)"/.exec(
      await pageOf(`${listPath}/${id}/edit`),
    )?.[1];
    await edit(id, 'Stale', company.id);
    const form = { name: 'Stale', company: '', version: version ?? '' };
    expect((await pages.post(`${listPath}/${id}/edit`, form)).status).to.equal(422);
    expect(await companyOf(id)).to.equal(company.id);
  });
});
