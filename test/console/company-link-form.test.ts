import { expect } from 'chai';
import { type CompanyLinks, type LinkFields, openCompanyLinks } from '../support/company-links.ts';

describe('the form of a link in the console', () => {
  let company: CompanyLinks;
  before(async () => {
    company = await openCompanyLinks();
    await company.begin();
  });
  after(() => company.connector.close());

  it('makes no link of mistakes, and keeps what was typed', async () => {
    const mistakes: [LinkFields, string][] = [
      [{ ways: [] }, 'Choose at least one way.'],
      [{ ways: ['app', 'email'] }, 'Choose at least one way.'],
      [{ iclientId: 'ic_gone' }, 'Choose an iClient.'],
      [{ scopeChoice: 'own' }, 'Choose at least one scope'],
      [{ scopeChoice: 'own', otherScopes: 'not a scope!' }, 'Choose at least one scope'],
      [{ use: 'twice' }, 'Choose how often it works.'],
      ...['', '0', '367', '1.5', '-1', 'seven'].map((days): [LinkFields, string] => [
        { days },
        'Write a whole number from 1 to 366.',
      ]),
      ...[
        'https://evil.example/back',
        'https://builder.example.com:8443/back',
        'http://builder.example.com/back',
        'javascript:alert(1)',
        '//builder.example.com',
      ].map((returnUrl): [LinkFields, string] => [
        { returnUrl },
        'This must be an https URL at one of the allowed hosts',
      ]),
      [{ locale: 'de' }, 'Choose one of these.'],
    ];
    for (const [changes, words] of mistakes) {
      const answer = await company.send({ locale: 'fr', ...changes });
      expect(answer.status, JSON.stringify(changes)).to.equal(422);
      expect(answer.text, JSON.stringify(changes)).to.contain(words);
      if (!('locale' in changes)) expect(answer.text).to.match(/value="fr" lang="fr" selected/);
    }
    for (const [changes, status] of [
      [{ more: 'x' }, 400],
      [{ companyId: 'co_other' }, 400],
      [{ form: 'x' }, 403],
    ] as const)
      expect((await company.send(changes)).status, JSON.stringify(changes)).to.equal(status);
    expect(await company.links()).to.deep.equal([]);
  });

  it('keeps what was typed while a preset is chosen', async () => {
    const answer = await company.send({ preset: 'none', days: '12', use: 'single', ways: 'app' });
    expect(answer.status).to.equal(200);
    expect(answer.text).to.contain('name="days" type="text" value="12"');
    expect(answer.text)
      .to.match(/value="single" checked/)
      .and.match(/value="own" checked/);
    expect(answer.text).to.match(/value="app" checked/);
    expect(answer.text).not.to.match(/value="api_account" checked/);
    expect(await company.links()).to.deep.equal([]);
  });
});
