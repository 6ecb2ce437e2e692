import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn } from '../support/sign-in.ts';

const publicUrl = 'https://abcd-1234.ngrok-free.app';

describe('a page that was opened at another address than PUBLIC_URL', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({ env: { PUBLIC_URL: publicUrl } });
  });
  after(() => connector.close());

  /** What the sign-in page says when it is sent from there. */
  const signInFrom = async (Host: string, headers: Record<string, string>, language = 'en') => {
    const agent = connector.agent();
    const page = await agent.get('/sign-in');
    return agent.post('/sign-in', {
      form: {
        _token: formTokenIn(page.text),
        email: 'a@example.com',
        password: 'example password',
      },
      headers: { Host, 'Accept-Language': language, Accept: 'text/html', ...headers },
    });
  };

  it('is told where the console is, and what to do when that address is gone', async () => {
    const { status, text } = await signInFrom('localhost:3000', {
      Origin: 'http://localhost:3000',
    });
    expect(status).to.equal(403);
    expect(text).to.include('The console is at another address');
    expect(text).to.include(`Open the console at ${publicUrl}.`);
    expect(text).to.include('sets PUBLIC_URL').and.include('check-callbacks');
    expect(text).to.include(`<a class="button" href="${publicUrl}/">`);
    expect(text).to.not.include('before you signed in');
  });

  it('is told so behind a proxy that changes the host, too, and by http instead of https', async () => {
    const sameOrigin = { 'Sec-Fetch-Site': 'same-origin' };
    for (const [Host, headers] of [
      ['localhost:3000', { Origin: 'https://other.example', ...sameOrigin }],
      [new URL(publicUrl).host, { Origin: publicUrl.replace('https:', 'http:') }],
    ] as const)
      expect((await signInFrom(Host, headers)).text, Host).to.include('at another address');
  });

  it('is told so in French', async () => {
    const { text } = await signInFrom('localhost:3000', { Origin: 'http://localhost:3000' }, 'fr');
    expect(text).to.include(`Ouvrez la console à ${publicUrl}.`);
  });

  it('is not what a stranger’s page is told', async () => {
    for (const headers of [
      { Origin: 'https://evil.example' },
      { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'cross-site' },
      { Origin: 'null' },
    ]) {
      const { status, text } = await signInFrom('localhost:3000', headers);
      expect(status).to.equal(403);
      expect(text).to.include('This form is not valid any more').and.not.include(publicUrl);
    }
  });
});
