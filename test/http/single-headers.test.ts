import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { askRaw } from '../support/raw-request.ts';

describe('a request with a header twice', () => {
  let connector: Connector;
  before(async () => {
    connector = await startConnector();
  });
  after(() => connector.close());

  const ask = (path: string, headers: string[]) =>
    askRaw(
      connector.service.address,
      [`GET ${path} HTTP/1.1`, 'Connection: close', ...headers, '', ''].join('\r\n'),
    );

  for (const path of ['/api/v1/connections', '/sign-in', '/picker.js']) {
    it(`is refused at ${path}`, async () => {
      const host = 'Host: localhost';
      for (const headers of [
        [host, 'Host: evil.example'],
        [host, 'Authorization: Bearer bcc_a', 'Authorization: Bearer bcc_b'],
        [host, 'Transfer-Encoding: gzip, chunked', '', '0'],
      ])
        expect(await ask(path, headers), headers.join()).to.match(/^HTTP\/1.1 400 /);
    });
  }
});
