import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const path = '/console/settings';
const by = { actor: { kind: 'operator' }, address: '' } as const;
const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
type Form = Record<string, string>;

describe('the settings of the console', () => {
  let connector: Connector;
  let admin: SignedInBrowser;
  before(async () => {
    connector = await startConnector({ env: { RETURN_HOSTS: 'fixed.example.com' } });
    admin = await signIn(connector, 'admin');
  });
  after(() => connector.close());

  const settings = () => connector.service.deps.settings.read();
  const pageOf = async () => (await admin.agent.get(path)).text;
  /** The form as the page shows it, with changes. */
  const fill = async (changes: Form = {}): Promise<Form> => {
    const page = await pageOf();
    const now = await settings();
    return {
      version: /name="version" value="([^"]*)"/.exec(page)?.[1] ?? '',
      productName: now.productName ?? '',
      logo: '',
      accentColour: now.accentColour ?? '',
      supportAddress: now.supportAddress ?? '',
      termsUrl: now.termsUrl ?? '',
      privacyUrl: now.privacyUrl ?? '',
      returnHosts: now.returnHosts.join('\r\n'),
      linksOn: now.linksOn ? 'on' : 'off',
      ...changes,
    };
  };
  const send = async (changes: Form = {}) => admin.postForm(path, await fill(changes));

  it('are saved, shown again, and taken away by empty fields', async () => {
    const answer = await send({
      productName: ' Alpine <Sync> ',
      accentColour: '#FFD000',
      supportAddress: 'help@example.com',
      termsUrl: 'https://example.com/terms',
      privacyUrl: 'https://example.com/privacy?a=1',
      returnHosts: 'app.example.com\r\n\r\n localhost:8080 \r\napp.example.com',
    });
    expect(answer.headers.location, answer.text).to.equal(`${path}?notice=saved`);
    expect(await settings()).to.deep.equal({
      productName: 'Alpine <Sync>',
      logo: undefined,
      accentColour: '#ffd000',
      supportAddress: 'help@example.com',
      termsUrl: 'https://example.com/terms',
      privacyUrl: 'https://example.com/privacy?a=1',
      returnHosts: ['app.example.com', 'localhost:8080'],
      linksOn: true,
    });
    const page = (await admin.agent.get(`${path}?notice=saved`)).text;
    expect(page).to.contain('The settings are saved.').and.contain('Alpine &lt;Sync&gt;');
    expect(page).to.contain('Text on buttons is black.').and.contain('on light pages');
    expect(page).to.contain('RETURN_HOSTS allows these as well: fixed.example.com.');

    const emptied = { productName: '', accentColour: '', supportAddress: '', returnHosts: '' };
    await send({ ...emptied, termsUrl: '', privacyUrl: '' });
    expect(await settings()).to.include({ productName: undefined, accentColour: undefined });
    expect((await settings()).returnHosts).to.deep.equal([]);
    const events = (await admin.agent.get('/console/events?kind=settings')).text;
    expect(events).to.contain('Settings changed').and.contain('accent colour');
  });

  it('are not saved from a form with mistakes, which keeps what was typed', async () => {
    const before = await settings();
    const mistakes: [Form, string][] = [
      [{ productName: 'x'.repeat(61) }, 'Write at most 60 characters'],
      [{ productName: 'Alp\u200bine' }, 'Write at most 60 characters'],
      ...['red', '#fff', '#12345g', '#123456;}'].map((accentColour): [Form, string] => [
        { accentColour },
        'Write it as # and six digits',
      ]),
      ...['help', 'http://example.com', 'javascript:alert(1)'].map(
        (supportAddress): [Form, string] => [
          { supportAddress },
          'Write an email address, or a URL',
        ],
      ),
      ...[
        'http://example.com/',
        'https://a@evil.example/',
        'https://',
        'https:\\\\evil.example',
      ].map((termsUrl): [Form, string] => [{ termsUrl }, 'Write a URL that begins with https://.']),
      [{ privacyUrl: 'javascript:alert(1)' }, 'Write a URL that begins with https://.'],
      ...['https://app.example.com', 'app.example.com/path', '*.example.com', 'a,b'].map(
        (returnHosts): [Form, string] => [{ returnHosts }, 'Write hosts without https://'],
      ),
      [
        { returnHosts: Array.from({ length: 101 }, (_, at) => `h${at}.example.com`).join('\n') },
        'at most 100 hosts',
      ],
      [{ linksOn: 'maybe' }, 'Choose on or off.'],
    ];
    for (const [changes, words] of mistakes) {
      const answer = await send({ supportAddress: 'kept@example.com', ...changes });
      expect(answer.status, JSON.stringify(changes)).to.equal(422);
      expect(answer.text, JSON.stringify(changes)).to.contain(words);
      if (!changes.supportAddress) expect(answer.text).to.contain('kept@example.com');
    }
    expect((await send({ more: 'x' })).status).to.equal(400);
    expect(await settings()).to.deep.equal(before);
  });

  it('are taken from one of several forms that were drawn before, even sent at once', async () => {
    const names = ['One', 'Two', 'Three', 'Four', 'Five'];
    const forms = await Promise.all(names.map((productName) => fill({ productName })));
    const answers = await Promise.all(forms.map((form) => admin.postForm(path, form)));
    const statuses = answers.map(({ status }) => status).sort();
    expect(statuses).to.deep.equal([303, 422, 422, 422, 422]);
    const winner = names[answers.findIndex(({ status }) => status === 303)];
    expect((await settings()).productName).to.equal(winner);
    for (const { status, text } of answers)
      if (status === 422) expect(text).to.contain('Somebody else changed the settings meanwhile');
    const late = await admin.postForm(path, forms[0] ?? {});
    expect(late.status).to.equal(422);
    expect(late.text).to.contain('Somebody else changed the settings meanwhile');
  });

  it('take a picture as the logo, and nothing else', async () => {
    const saved = await send({ logo: png.toString('base64') });
    expect(saved.status, saved.text).to.equal(303);
    const logo = await connector.service.deps.settings.logo();
    expect(logo).to.deep.equal({ type: 'image/png', bytes: png });
    const version = (await settings()).logo?.version;
    expect(await pageOf()).to.contain(`src="/branding/logo?v=${version}"`);
    expect((await connector.http().get(`/branding/logo?v=${version}`)).status).to.equal(200);

    const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>').toString('base64');
    const large = Buffer.concat([png, Buffer.alloc(40 * 1024)]).toString('base64');
    for (const [changes, words] of [
      [{ logo: svg }, 'This is no PNG, JPEG or WebP picture.'],
      [{ logo: 'data:image/png;base64,AAAA' }, 'This is no PNG, JPEG or WebP picture.'],
      [{ logo: large }, 'The picture is larger than 40 kB.'],
      [{ logo: png.toString('base64'), removeLogo: 'yes' }, 'not both'],
    ] as const) {
      const answer = await send(changes);
      expect(answer.status, words).to.equal(422);
      expect(answer.text).to.contain(words);
    }
    expect((await settings()).logo?.version, 'kept by all of them').to.equal(version);
    await send({ productName: 'Kept with the logo' });
    expect((await settings()).logo?.version, 'and by other changes').to.equal(version);
    await send({ removeLogo: 'yes' });
    expect((await settings()).logo).to.equal(undefined);
  });

  it('switch links off and on', async () => {
    await send({ linksOn: 'off' });
    expect((await settings()).linksOn).to.equal(false);
    expect(await pageOf()).to.match(/value="off" checked/);
    await send({ linksOn: 'on' });
    expect((await settings()).linksOn).to.equal(true);
  });

  it('that somebody else changed meanwhile are not overwritten', async () => {
    const form = await fill({ termsUrl: 'https://example.com/mine' });
    await connector.service.deps.settings.change({ productName: 'Theirs' }, by);
    const answer = await admin.postForm(path, form);
    expect(answer.status).to.equal(422);
    expect(answer.text).to.contain('Somebody else changed the settings meanwhile.');
    expect(await settings()).to.include({ productName: 'Theirs', termsUrl: undefined });
  });

  it('show what a colour becomes while it is chosen', async () => {
    const colour = async (accent: string) =>
      (await admin.agent.get(`${path}/colour?accent=${encodeURIComponent(accent)}`)).text;
    expect(await colour('#10131f'))
      .to.contain('Text on buttons is white.')
      .and.contain('on dark pages');
    expect(await colour('"><script>')).not.to.contain('script');
  });

  it('are in the navigation of admins alone', async () => {
    expect((await admin.agent.get('/console/connections')).text).to.contain(`href="${path}"`);
    const builder = await signIn(connector, 'builder');
    expect((await builder.agent.get('/console/connections')).text).not.to.contain(`"${path}"`);
  });
});
