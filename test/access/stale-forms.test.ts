import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type SignedInBrowser, signIn } from '../support/sign-in.ts';

const path = '/console/connections/new/api-account';

describe('a form that was drawn for an earlier session', () => {
  let connector: Connector;
  let builder: SignedInBrowser;
  before(async () => {
    connector = await startConnector();
    builder = await signIn(connector, 'builder');
  });
  after(() => connector.close());

  const canary = 'canary-token-in-a-stale-form';
  const form = { _token: 'A'.repeat(43), name: 'Typed <b>', store: 'snow', accessToken: canary };
  const send = (who: SignedInBrowser, Origin: string) =>
    who.agent.post(path, { form, headers: { Origin } });

  it('can be sent again with what was typed, but for secrets', async () => {
    connector.keepSecret(canary);
    const { status, text } = await send(builder, connector.publicUrl);
    expect(status).to.equal(403);
    expect(text).to.include(`<form method="post" action="${path}">`);
    expect(text).to.include('value="Typed &lt;b&gt;"').and.include(builder.formToken);
    expect(text).to.not.include('accessToken');
  });

  it('is told nothing of the kind when it comes from elsewhere', async () => {
    const { status, text } = await send(builder, 'https://evil.example');
    expect(status).to.equal(403);
    expect(text).to.not.include('<form').and.not.include(builder.formToken);
  });

  it('is told to whoever is signed out how to go on without losing it', async () => {
    const { status, text } = await connector
      .agent()
      .post(path, { form, headers: { Origin: connector.publicUrl } });
    expect(status).to.equal(401);
    expect(text).to.include('Sign in in another tab, then reload this page');
  });

  for (const [kind, body] of [
    ['application/json', '{"name":"x"}'],
    ['text/plain', 'name=x'],
    ['', undefined],
  ] as const)
    it(`is asked for its fields when the body is ${kind || 'empty'}`, async () => {
      const admin = await signIn(connector, 'admin');
      for (const page of ['/console/iclients', path, '/console/connections/new/app']) {
        const request = connector
          .http()
          .post(page)
          .set('Cookie', admin.agent.cookies().join('; '))
          .set({
            Origin: connector.publicUrl,
            'X-Form-Token': admin.formToken,
            Accept: 'text/html',
          });
        const { status } = await (kind ? request.type(kind).send(body) : request);
        expect(status, page).to.equal(422);
      }
    });
});

describe('the address of the console', () => {
  it('leads to its first page', async () => {
    const connector = await startConnector();
    const viewer = await signIn(connector, 'viewer');
    const { status, headers } = await viewer.agent.get('/console');
    await connector.close();
    expect(status).to.equal(303);
    expect(headers.location).to.equal('/console/connections');
  });
});
