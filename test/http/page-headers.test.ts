import { expect } from 'chai';
import type { Response } from 'supertest';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, install, open, pathOf, signedPayload } from '../support/journeys.ts';

const panels = [
  'https://*.mybigcommerce.com',
  'https://*.my-integration.zone',
  'https://*.my-staging.zone',
];

type Answers = Record<string, (connector: Connector) => Promise<Response>>;

/** What BigCommerce's control panel shows in its frame. */
const framed: Answers = {
  'the page after an install': async (connector) =>
    connector.http().get(pathOf((await consent(connector)).url)),
  'the failure page of an install': (connector) => connector.http().get('/auth'),
  'the failure page of an app that nobody registered': (connector) =>
    connector.http().get('/bigcommerce/unheard-of/auth'),
  'the redirect of load': async (connector) => (await open(connector)).answer as Response,
  'the failure page of load': (connector) => connector.http().get('/load?signed_payload_jwt=x'),
  'the embedded page': async (connector) => {
    const { agent, location } = await open(connector);
    return (await agent.get(location)) as Response;
  },
  'the embedded page without a session': (connector) => connector.http().get('/app/cn_example'),
  'the page that says goodbye': (connector) => connector.http().get('/app/cn_example/signed-out'),
  'a deep link into the embedded page': async (connector) => {
    const { agent, location } = await open(connector);
    return (await agent.get(`${location}/orders/7`)) as Response;
  },
  'a callback called by another method': (connector) => connector.http().post('/load'),
};

/** What nobody has to show in a frame. */
const unframed: Answers = {
  'the home page': (connector) => connector.http().get('/'),
  'a missing page': (connector) => connector.http().get('/missing'),
  'a page below a missing folder': (connector) => connector.http().get('/bigcommerce/default/nope'),
  '/healthz': (connector) => connector.http().get('/healthz'),
  '/readyz': (connector) => connector.http().get('/readyz'),
};

const programs: Answers = {
  'the answer to uninstall': async (connector) =>
    connector.http().get(`/uninstall?signed_payload_jwt=${await lateNews(connector)}`),
  'the refusal of remove_user': (connector) => connector.http().get('/remove_user'),
};

/** A payload from before the install, which an uninstall takes and ignores. */
function lateNews(connector: Connector): Promise<string> {
  const iat = Math.floor(Date.now() / 1000) - 30;
  return signedPayload(connector, { claims: { iat, nbf: iat } });
}

function policy(answer: Response): Map<string, string> {
  const text = answer.headers['content-security-policy'] ?? '';
  return new Map(
    text.split(';').map((directive) => {
      const [name = '', ...values] = directive.trim().split(' ');
      return [name, values.join(' ')];
    }),
  );
}

describe('the headers of every answer', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
    await install(connector);
  });
  after(() => connector.close());

  for (const [what, ask] of Object.entries({ ...framed, ...unframed, ...programs })) {
    it(`of ${what} keep its address from other sites and its content from caches`, async () => {
      const answer = await ask(connector);
      expect(answer.headers).to.include({
        'referrer-policy': 'no-referrer',
        'cache-control': 'no-store',
        'x-content-type-options': 'nosniff',
      });
      expect(answer.headers).not.to.have.any.keys('x-powered-by', 'etag');
      expect(answer.headers['x-request-id']).to.match(/^[2-9A-Z]{5}-[2-9A-Z]{5}$/);
    });

    it(`of ${what} allow no script but our own files`, async () => {
      const directives = policy(await ask(connector));
      expect(directives.get('default-src')).to.equal("'none'");
      expect(directives.get('script-src')).to.equal("'self'");
      expect(directives.get('base-uri')).to.equal("'none'");
      expect(directives.get('form-action')).to.equal("'self'");
    });
  }

  for (const [what, ask] of Object.entries(framed)) {
    it(`of ${what} let only BigCommerce's control panel frame it`, async () => {
      const answer = await ask(connector);
      expect(policy(answer).get('frame-ancestors')).to.equal(
        [...panels, connector.sandbox.url].join(' '),
      );
      expect(answer.headers).not.to.have.property('x-frame-options');
    });
  }

  for (const [what, ask] of Object.entries(unframed)) {
    it(`of ${what} let nobody frame it`, async () => {
      const answer = await ask(connector);
      expect(policy(answer).get('frame-ancestors')).to.equal("'none'");
      expect(answer.headers['x-frame-options']).to.equal('DENY');
    });
  }
});

describe('the origins that may frame the app', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector({
      env: { FRAME_ANCESTORS: 'https://panel.example https://*.panels.example' },
    });
  });
  after(() => connector.close());

  it('are those of the configuration and no others', async () => {
    const expected = 'https://panel.example https://*.panels.example';
    for (const path of ['/auth', '/load', '/app/cn_example'])
      expect(policy(await connector.http().get(path)).get('frame-ancestors')).to.equal(expected);
    expect(policy(await connector.http().get('/')).get('frame-ancestors')).to.equal("'none'");
  });
});

describe('Strict-Transport-Security', () => {
  for (const [publicUrl, expected] of [
    ['https://connector.example', 'max-age=31536000'],
    ['http://localhost:3000', undefined],
  ] as const) {
    it(`is ${expected ? 'sent' : 'not sent'} when PUBLIC_URL is ${publicUrl}`, async () => {
      const connector = await startConnector({ env: { PUBLIC_URL: publicUrl } });
      try {
        const { headers } = await connector.http().get('/');
        expect(headers['strict-transport-security']).to.equal(expected);
      } finally {
        await connector.close();
      }
    });
  }
});
