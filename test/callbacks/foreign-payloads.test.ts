import { expect } from 'chai';
import { type Connector, clientId, clientSecret, startConnector } from '../support/connector.ts';
import { install, signedPayload } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import { addSecondApp, second } from '../support/second-app.ts';

describe('a signed payload of another app', () => {
  let connector: Connector;
  let untouched: string;
  before(async () => {
    connector = await startConnector();
    await addSecondApp(connector);
    await install(connector);
    untouched = await records(connector);
  });
  after(() => connector.close());

  const send = (path: string, jwt: string) =>
    connector.http().get(`${path}?signed_payload_jwt=${jwt}`).accept('application/json');

  for (const kind of ['load', 'uninstall', 'remove_user'] as const) {
    it(`means no connection of the first app, for ${kind} on its own path`, async () => {
      const jwt = await signedPayload(connector, { clientId: second.clientId });

      const answer = await send(`/bigcommerce/second/${kind}`, jwt);

      expect(answer.status).to.equal(404);
      expect(answer.body.code).to.equal('app_not_installed');
      expect(answer.headers).not.to.have.property('set-cookie');
      expect(await records(connector)).to.equal(untouched);
    });

    for (const [what, deed] of [
      ['as it is', { clientId: second.clientId }],
      ['with the first app as its audience', { clientId, secret: second.clientSecret }],
      ['signed with the right secret', { clientId: second.clientId, secret: clientSecret }],
    ] as const) {
      it(`is refused by the first app's ${kind}, ${what}`, async () => {
        const jwt = await signedPayload(connector, deed);

        for (const path of [`/${kind}`, `/bigcommerce/default/${kind}`]) {
          const answer = await send(path, jwt);
          expect(answer.status).to.equal(401);
          expect(answer.body.code).to.equal('payload_invalid');
        }
        expect(await records(connector)).to.equal(untouched);
      });
    }

    it(`is not there for an app that nobody registered, for ${kind}`, async () => {
      const jwt = await signedPayload(connector);

      expect((await send(`/bigcommerce/unheard-of/${kind}`, jwt)).status).to.equal(404);
      expect(await records(connector)).to.equal(untouched);
    });
  }
});
