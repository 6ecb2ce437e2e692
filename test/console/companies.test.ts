import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const path = '/console/companies';
const by = { actor: { kind: 'operator' }, address: '' } as const;

describe('the companies of the console', () => {
  let connector: Connector;
  let builder: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    builder = await signIn(connector, 'builder');
  });
  after(() => connector.close());

  const companies = () => connector.service.deps.companies;
  const pageOf = async (url: string, who = builder) => (await who.agent.get(url)).text;
  const pendingOf = (companyId: string, name: string, storeHash: string) =>
    connector.service.deps.connections.create(
      {
        name,
        storeHash,
        iclientId: 'default',
        scopes: undefined,
        concurrency: { level: 5 },
        companyId,
      },
      by,
    );

  it('are added with a name and an external id, and shown with both', async () => {
    const answer = await builder.postForm(path, { name: ' Alpine Boots ', externalId: 'crm-1' });
    expect(answer.status, answer.text).to.equal(303);
    const company = await companies().findByExternalId('crm-1');
    expect(company?.name).to.equal('Alpine Boots');
    expect(answer.headers.location).to.equal(`${path}/${company?.id}?notice=created`);
    const page = await pageOf(answer.headers.location ?? '');
    expect(page).to.contain('Alpine Boots').and.contain('crm-1').and.contain('is added');
    expect(await pageOf(path)).to.contain(`href="${path}/${company?.id}"`);
    const events = await pageOf('/console/events?kind=company');
    expect(events).to.contain('Company created').and.contain(`href="${path}/${company?.id}"`);
  });

  it('are not added from a form with mistakes, which keeps what was typed', async () => {
    const before = (await companies().list({ limit: 100 })).companies.length;
    for (const [form, words] of [
      [{ name: '  ', externalId: 'kept-id' }, 'Write a name of 1 to 200 characters.'],
      [{ name: 'x'.repeat(201), externalId: 'kept-id' }, 'Write a name of 1 to 200 characters.'],
      [{ name: 'Kept', externalId: 'x'.repeat(201) }, 'Write 1 to 200 characters, or nothing.'],
    ] as const) {
      const answer = await builder.postForm(path, form);
      expect(answer.status).to.equal(422);
      expect(answer.text).to.contain(words);
      expect(answer.text).to.contain(`value="${form.name === 'Kept' ? 'Kept' : 'kept-id'}"`);
    }
    expect((await builder.postForm(path, { name: 'X', more: 'x' })).status).to.equal(400);
    expect((await companies().list({ limit: 100 })).companies).to.have.length(before);
  });

  it('name the company that has the external id already', async () => {
    const first = await companies().create({ name: 'First', externalId: 'same' }, by);
    const second = await companies().create({ name: 'Second' }, by);
    for (const url of [path, `${path}/${second.id}/edit`]) {
      const answer = await builder.postForm(url, { name: 'Second', externalId: 'same' });
      expect(answer.status, url).to.equal(409);
      expect(answer.text).to.contain('Another company has this external ID.');
      expect(answer.text).to.contain(`href="${path}/${first.id}"`);
    }
  });

  it('are changed, and lose their external id when its field is emptied', async () => {
    const { id } = await companies().create({ name: 'Old name', externalId: 'old' }, by);
    expect(await pageOf(`${path}/${id}/edit`))
      .to.contain('value="Old name"')
      .and.contain('"old"');
    const answer = await builder.postForm(`${path}/${id}/edit`, { name: 'New', externalId: '' });
    expect(answer.headers.location).to.equal(`${path}/${id}?notice=changed`);
    expect(await companies().find(id)).to.include({ name: 'New', externalId: undefined });
  });

  it('are found by words of the name and by the external id, a page at a time', async () => {
    for (let at = 0; at < 51; at += 1)
      await companies().create({ name: `Paged ${String(at).padStart(2, '0')}` }, by);
    await companies().create({ name: 'Elsewhere', externalId: 'ext-9' }, by);
    const first = await pageOf(`${path}?q=paged`);
    expect(first).to.contain('Paged 49').and.not.contain('Paged 50').and.not.contain('Elsewhere');
    const next = /href="([^"]*cursor=[^"]*)"/.exec(first)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const second = await pageOf(next);
    expect(second).to.contain('Paged 50').and.not.contain('Paged 49');
    expect(second).to.contain(`href="${path}?q=paged"`);
    expect(await pageOf(`${path}?q=ext-9`)).to.contain('Elsewhere');
    expect(await pageOf(`${path}?q=nosuchword`)).to.contain('No company matches');
    expect((await builder.agent.get(`${path}?cursor=nonsense`)).status).to.equal(400);
  });

  it('escape what they are called', async () => {
    const { id } = await companies().create({ name: '<script>alert(1)</script>' }, by);
    for (const url of [`${path}?q=script`, `${path}/${id}`, `${path}/${id}/delete`]) {
      const text = await pageOf(url);
      expect(text, url).to.contain('&lt;script&gt;alert(1)').and.not.contain('<script>alert');
    }
  });

  it('show their connections, which stand in the way of deleting them', async () => {
    const { id } = await companies().create({ name: 'In use' }, by);
    const connection = await pendingOf(id, 'Boots shop', 'inuse');
    for (const url of [`${path}/${id}`, `${path}/${id}/delete`]) {
      const text = await pageOf(url);
      expect(text, url).to.contain(`href="/console/connections/${connection.id}"`);
      expect(text, url).to.contain('Not authorized yet');
    }
    const refused = await builder.postForm(`${path}/${id}/delete`);
    expect(refused.status).to.equal(409);
    expect(refused.text).to.contain('It still has connections').and.contain('Boots shop');
    expect(await companies().find(id)).not.to.equal(undefined);

    await connector.service.deps.connections.delete(connection.id, by);
    expect(await pageOf(`${path}/${id}/delete`)).to.contain('This cannot be undone.');
    const answer = await builder.postForm(`${path}/${id}/delete`);
    expect(answer.headers.location).to.equal(`${path}?notice=deleted`);
    expect((await builder.agent.get(`${path}/${id}`)).status).to.equal(404);
    expect(await pageOf(`${path}?notice=deleted`)).to.contain('are deleted');
  });

  it('are shown to viewers, who are offered no change', async () => {
    const viewer = await signIn(connector, 'viewer');
    const { id } = await companies().create({ name: 'Only looked at' }, by);
    for (const url of [path, `${path}/${id}`]) {
      const text = await pageOf(url, viewer);
      expect(text, url).to.contain('Only looked at');
      expect(text, url).not.to.match(/\/(new|edit|delete)"/);
    }
  });
});
