import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

/** All that a token answer needs: only what is around it is wrong. */
const grant = JSON.stringify({
  access_token: 'canary-access-token-in-a-strange-answer',
  scope: 'store_v2_default',
  context: 'stores/snowboots',
  user: { id: 1, email: 'someone@snowboots.example' },
});

const answer = (status: string, ...headers: string[]) =>
  [`HTTP/1.1 ${status}`, ...headers, `Content-Length: ${grant.length}`, '', grant].join('\r\n');
const asJson = 'Content-Type: application/json';

const refused: Record<string, { text: string; status: number }> = {
  'a server error': { text: answer('500 Internal Server Error', asJson), status: 502 },
  'a redirect': { text: answer('302 Found', asJson, 'Location: /'), status: 502 },
  'a redirect that keeps the method': {
    text: answer('307 Temporary Redirect', asJson, 'Location: /'),
    status: 502,
  },
  'too many requests': { text: answer('429 Too Many Requests', asJson), status: 502 },
  'a refusal': { text: answer('400 Bad Request', asJson), status: 400 },
  'a web page': { text: answer('200 OK', 'Content-Type: text/html'), status: 502 },
  'plain text': { text: answer('200 OK', 'Content-Type: text/plain'), status: 502 },
  'something that looks like JSON by its type': {
    text: answer('200 OK', 'Content-Type: text/application/json'),
    status: 502,
  },
  'something of no type': { text: answer('200 OK'), status: 502 },
};

describe('a token that comes', () => {
  let connector: Connector;
  let login: RawServer;
  let next = '';
  let codes = 0;
  before(async () => {
    login = await startRawServer(() => next);
    connector = await startConnector({ env: { BIGCOMMERCE_LOGIN_URL: login.url } });
    connector.keepSecret('canary-access-token-in-a-strange-answer');
  });
  after(async () => {
    await connector.close();
    await login.close();
  });

  const arrive = () => {
    codes += 1;
    const query = `code=made-up-${codes}&context=stores/snowboots&scope=store_v2_default`;
    return connector.http().get(`/auth?${query}`);
  };
  const connection = () => connector.service.deps.connections.findByStore('default', 'snowboots');

  for (const [what, { text, status }] of Object.entries(refused)) {
    it(`in ${what} is not taken`, async () => {
      next = text;

      expect((await arrive()).status).to.equal(status);
      expect(await connection()).to.equal(undefined);
    });
  }

  it('in JSON with status 200 is taken', async () => {
    next = answer('200 OK', 'Content-Type: application/json; charset=utf-8');

    expect((await arrive()).status).to.equal(200);
    expect((await connection())?.grantedScopes).to.deep.equal(['store_v2_default']);
  });
});
