import { expect } from 'chai';
import { type Connector, clientSecret, startConnector } from '../support/connector.ts';
import { type RawServer, startRawServer } from '../support/raw-server.ts';

const code = 'canary-authorization-code';
const token = 'canary-access-token';

const json = (status: string, body: string, headers = '') =>
  `HTTP/1.1 ${status}\r\nContent-Type: application/json\r\n${headers}Content-Length: ${body.length}\r\n\r\n${body}`;

/** Answers that repeat what they were sent, or hold a token where none belongs. */
const answers: Record<string, (sent: string) => string> = {
  'repeats the request in a refusal': (sent) => json('400 Bad Request', sent),
  'repeats the request in a server error': (sent) => json('500 Internal Server Error', sent),
  'repeats the request as its status text': (sent) => json(`502 ${sent.slice(0, 900)}`, '{}'),
  'repeats the request in JSON that does not parse': (sent) => json('200 OK', `{"a":${sent}`),
  'gives a token and no JSON around it': () => json('200 OK', token),
  'repeats the request in JSON of another shape': (sent) => json('200 OK', sent),
  'repeats the request in place of HTTP': (sent) => sent,
  'repeats the request in a broken header': (sent) => `HTTP/1.1 200 OK\r\n${sent}: \x01\r\n\r\n{}`,
  'redirects with all that it was sent': (sent) =>
    json('302 Found', '{}', `Location: /?${encodeURIComponent(sent)}\r\n`),
  'gives a token for no store': () =>
    json('200 OK', `{"access_token":"${token}","scope":null,"context":null}`),
  'gives a token in the fields of the person': () =>
    json(
      '200 OK',
      `{"access_token":"${token}","scope":"a","context":"stores/x","user":"${token}"}`,
    ),
  'gives a token for another store': () =>
    json(
      '200 OK',
      `{"access_token":"${token}","scope":"a","context":"stores/other","user":{"id":1,"email":"a@b.example"}}`,
    ),
  'breaks off in the middle of the token': () =>
    json('200 OK', `{"access_token":"${token}`).replace(/Length: \d+/, 'Length: 5000'),
};

describe('a token endpoint that', () => {
  let connector: Connector;
  let login: RawServer;
  let answer: (sent: string) => string;
  let codes = 0;
  before(async () => {
    login = await startRawServer((request) => answer(request.split('\r\n\r\n', 2)[1] ?? ''));
    connector = await startConnector({ env: { BIGCOMMERCE_LOGIN_URL: login.url } });
    connector.keepSecret(code);
    connector.keepSecret(token);
  });
  // Closing the connector finds secrets in its log, its answers and Redis.
  after(async () => {
    await connector.close();
    await login.close();
  });

  for (const [what, makeAnswer] of Object.entries(answers)) {
    it(`${what} finds none of it in the answer or the log`, async () => {
      let asked = '';
      answer = (sent) => {
        asked = sent;
        return makeAnswer(sent);
      };
      for (const accept of ['text/html', 'application/json']) {
        codes += 1;
        const { status, text, headers } = await connector
          .http()
          .get(`/auth?code=${code}-${codes}&context=stores/snowboots&scope=example_scope`)
          .accept(accept);

        expect(status).to.be.within(400, 502);
        for (const secret of [code, token, clientSecret]) {
          expect(text + JSON.stringify(headers), accept).not.to.include(secret);
          expect(connector.logged()).not.to.include(secret);
        }
      }
      expect(asked).to.include(clientSecret).and.to.include(code);
    });
  }
});
