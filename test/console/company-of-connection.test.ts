/** Where the console's pages of connections show and take a company. */
import { expect } from 'chai';
import {
  button,
  type ConnectionPages,
  listPath,
  openConnectionPages,
} from '../support/connection-pages.ts';
import { storeHash } from '../support/journeys.ts';

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

  it('whose page leads to a new connection is filled in, and one that is gone is not', async () => {
    const { id } = await addCompany('Led from');
    const href = `${listPath}/new?company=${id}`;
    expect(await pageOf(`${companiesPath}/${id}`)).to.contain(`href="${href}"`);
    const choice = await pageOf(href);
    for (const kind of ['app', 'api-account']) {
      const form = `${listPath}/new/${kind}?company=`;
      expect(choice).to.contain(`href="${form}${id}"`);
      expect(await pageOf(`${form}${id}`), kind).to.contain('name="company" value="Led from"');
      expect(await pageOf(`${form}co_gone`), kind).to.contain('name="company" value=""');
    }
  });

  it('is given to a new connection at once, by either form', async () => {
    const { connector, connections } = pages;
    const company = await addCompany('At Once Ltd', 'once-1');
    await pages.post(`${listPath}/new/app`, {
      name: 'Of the app form',
      store: 'oncestore',
      company: 'at once ltd',
      iclientId: 'default',
      ...button('save'),
    });
    expect((await connections.findByName('Of the app form'))?.companyId).to.equal(company.id);

    const scopes = ['store_v2_orders_read_only'];
    const account = await connector.sandbox.apiAccount({ storeHash, scopes });
    connector.keepSecret(account.accessToken);
    const form = { store: storeHash, company: 'once-1', accessToken: account.accessToken };
    const path = `${listPath}/new/api-account`;
    const tested = await pages.post(path, { ...form, ...button('test') });
    expect(tested.text).to.contain('name="company" value="once-1"');
    await pages.post(path, { ...form, name: 'Of the account form', ...button('save') });
    expect((await connections.findByName('Of the account form'))?.companyId).to.equal(company.id);
  });

  it('is refused to a new connection where it is unknown, or the store has another', async () => {
    const { connector, connections } = pages;
    const mine = await addCompany('First of the store');
    await addCompany('Second of the store');
    const asked = { storeHash: 'bottesneige', scopes: [] };
    const { accessToken } = await connector.sandbox.apiAccount(asked);
    connector.keepSecret(accessToken);
    const taken = { storeHash: 'takenstore', concurrency: { level: 5 }, companyId: mine.id };
    const draft = { ...taken, name: 'Taken', accessToken, scopes: undefined };
    await connections.createApiAccount(draft, pages.by);
    const plain = await pages.pending('Taken too', 'bottesneige');
    await edit(plain.id, 'Taken too', mine.id);

    const forms = [
      ['new/app', { name: 'Refused', store: 'takenstore', iclientId: 'default' }],
      ['new/api-account', { name: 'Refused', store: 'bottesneige', accessToken }],
    ] as const;
    for (const [path, form] of forms)
      for (const [company, words] of [
        ['Nobody known', 'No company is called that.'],
        ['Second of the store', 'Another connection to this store has another company.'],
      ] as const) {
        const typed = { ...form, company, ...button('save') };
        const answer = await pages.post(`${listPath}/${path}`, typed);
        expect(answer.status, path).to.equal(422);
        expect(answer.text, path).to.contain(words).and.contain(`value="${company}"`);
      }
    expect(await connections.findByName('Refused')).to.equal(undefined);
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
