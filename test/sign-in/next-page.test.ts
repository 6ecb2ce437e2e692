/** Where the console leads on to: whatever a link or a form asks for, it stays in the console. */
import { expect } from 'chai';
import fc from 'fast-check';
import { consolePath } from '../../server/access/local-path.ts';
import { type Connector, startConnector } from '../support/connector.ts';
import { formTokenIn, signIn } from '../support/sign-in.ts';

const elsewhere = [
  '//evil.example',
  '///evil.example/console',
  '/\\evil.example',
  '\\\\evil.example',
  '/%2F%2Fevil.example',
  '%2F%2Fevil.example',
  '/%5Cevil.example',
  'https://evil.example/console/account',
  'http:evil.example',
  'evil.example/console',
  'console/account',
  '/console\n//evil.example',
  '/console/\r\nLocation: https://evil.example',
  '/console/account\r\nSet-Cookie: a=b',
  '\n/console/account',
  '/console/account\u2028',
  '/console/\u0000',
  '/console/..',
  '/console/%2e%2e/%2e%2e//evil.example',
  '/console/../sign-out',
  '/CONSOLE/account',
  '',
];

describe('a page of the console that a link asks for', () => {
  const notLocal = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc
      .array(fc.constantFrom('/', '\\', '.', '..', '//', '%2e', '%2f', '%5c', '@', ':', '?', '#'))
      .map((parts) => `/console${parts.join('')}`),
    fc.webUrl().map((url) => `/console/${url}`),
  );

  it('leads to a path below /console of our own origin, or nowhere', () => {
    fc.assert(
      fc.property(notLocal, (text) => {
        const path = consolePath(text);
        if (path === undefined) return;
        const url = new URL(path, 'https://ours.example/sign-in');
        expect(url.origin).to.equal('https://ours.example');
        expect(url.pathname).to.match(/^\/console(\/|$)/);
        expect(path).not.to.match(/[\\\s]/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is kept with its query', () => {
    for (const path of ['/console', '/console/events?kind=user.joined&after=1-1', '/console/a/b'])
      expect(consolePath(path)).to.equal(path);
    for (const other of [undefined, null, 1, ['/console'], { path: '/console' }])
      expect(consolePath(other)).to.equal(undefined);
  });
});

describe('a page that is not of the console', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  it('is not opened for who is signed in already', async () => {
    const { agent } = await signIn(connector, 'viewer');
    const open = async (next: string) =>
      (await agent.get(`/sign-in?next=${encodeURIComponent(next)}`)).headers.location;
    expect(await open('/console/account')).to.equal('/console/account');
    for (const next of elsewhere) expect(await open(next), next).to.equal('/console/connections');
    const twice = await agent.get('/sign-in?next=/console/account&next=//evil.example');
    expect(twice.headers.location).to.equal('/console/connections');
  });

  it('is not opened by choosing a language', async () => {
    const { postForm } = await signIn(connector, 'viewer');
    for (const next of elsewhere) {
      const answer = await postForm('/console/language', { language: 'en', next });
      expect(answer.status).to.equal(303);
      expect(answer.headers.location, next).to.equal('/console/account');
    }
  });

  it('is not in the sign-in form, neither at first nor after a wrong password', async () => {
    const agent = connector.agent();
    const headers = { Origin: connector.publicUrl };
    for (const next of elsewhere.filter((text) => text.includes('evil'))) {
      const page = await agent.get(`/sign-in?next=${encodeURIComponent(next)}`);
      expect(page.text, next).not.to.contain('evil');
      const form = { _token: formTokenIn(page.text), email: 'no email', password: 'x', next };
      const again = await agent.post('/sign-in', { form, headers });
      expect(again.status).to.equal(422);
      expect(again.text, next).not.to.contain('evil');
    }
  });
});
