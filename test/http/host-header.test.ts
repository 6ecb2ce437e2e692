import { expect } from 'chai';
import { type Connector, startConnector } from '../support/connector.ts';
import { consent, install, pathOf, signedPayload } from '../support/journeys.ts';
import { askRaw } from '../support/raw-request.ts';

const evil = {
  Host: 'evil.example',
  'X-Forwarded-Host': 'evil.example',
  'X-Forwarded-Proto': 'https',
  'X-Forwarded-Port': '444',
  'X-Forwarded-Prefix': '/evil',
  'X-Original-URL': '/evil',
  Forwarded: 'host=evil.example;proto=https',
};

for (const [proxy, env] of [
  ['behind a trusted proxy', { TRUST_PROXY: 'loopback' }],
  ['without a proxy', {}],
] as const) {
  describe(`a request that names another host, ${proxy}`, () => {
    let connector: Connector;
    before(async () => {
      connector = await startConnector({ env });
    });
    after(() => connector.close());

    const redirectUris = async () =>
      (await connector.sandbox.requests()).flatMap(({ body }) =>
        body ? [(body as { redirect_uri: string }).redirect_uri] : [],
      );

    it('does not change the redirect_uri of the token request', async () => {
      const { url } = await consent(connector);

      const answer = await connector.http().get(pathOf(url)).set(evil);

      expect(answer.status, answer.text).to.equal(200);
      expect((await redirectUris()).at(-1)).to.equal(`${connector.publicUrl}/auth`);
      expect(JSON.stringify(answer.headers) + answer.text).not.to.include('evil.example');
    });

    it('is refused when the request line holds a whole URL', async () => {
      const { url } = await consent(connector);
      const before = await redirectUris();

      const answer = await askRaw(
        connector.service.address,
        `GET http://evil.example${pathOf(url)} HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n`,
      );

      expect(answer).to.match(/^HTTP\/1.1 400 /);
      expect(await redirectUris()).to.deep.equal(before);
    });

    it('does not change where load leads, nor for which host its cookie is', async () => {
      await install(connector);
      const jwt = await signedPayload(connector);

      const answer = await connector.http().get(`/load?signed_payload_jwt=${jwt}`).set(evil);

      expect(answer.status).to.equal(303);
      expect(answer.headers.location).to.match(/^\/app\/cn_[0-9a-f]+$/);
      expect(answer.headers['set-cookie']?.[0]).not.to.match(/domain=/i);
      expect(JSON.stringify(answer.headers) + answer.text).not.to.include('evil.example');
    });

    it('does not change where an external install ends', async () => {
      const { url } = await consent(connector);

      const answer = await connector
        .http()
        .get(`${pathOf(url)}&external_install=true`)
        .set(evil);

      const { origin, pathname } = new URL(answer.headers.location ?? '');
      expect(origin).to.equal(connector.sandbox.url);
      expect(pathname).to.match(/\/install\/succeeded$/);
    });

    it('is not taken for our own page when it asks for a change', async () => {
      const answer = await connector
        .http()
        .post('/app/cn_example/logout')
        .set({ ...evil, Origin: 'https://evil.example' });

      expect(answer.status).to.equal(403);
    });
  });
}
