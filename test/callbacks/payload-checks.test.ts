import { expect } from 'chai';
import { type Connector, clientId, startConnector } from '../support/connector.ts';
import { install, signedPayload } from '../support/journeys.ts';
import { records } from '../support/records.ts';
import type { PayloadDeed } from '../support/sandbox-control.ts';

const nowS = () => Math.floor(Date.now() / 1000);
const dayS = 86_400;

const refused: Record<string, () => Partial<PayloadDeed>> = {
  'that is not signed': () => ({ alg: 'none' }),
  'signed with HS512': () => ({ alg: 'HS512' }),
  'signed with another secret': () => ({ secret: 'example-of-another-secret' }),
  'whose header claims another algorithm than it used': () => ({ header: { alg: 'HS384' } }),
  'with a critical header that nobody knows': () => ({ header: { crit: ['b64'], b64: false } }),
  'for another app': () => ({ claims: { aud: 'another-app' } }),
  'for a list of apps, ours among them': () => ({ claims: { aud: [clientId, 'another-app'] } }),
  'for a list of our app alone': () => ({ claims: { aud: [clientId] } }),
  'without an audience': () => ({ claims: { aud: null } }),
  'of another issuer': () => ({ claims: { iss: 'somebody' } }),
  'without an issuer': () => ({ claims: { iss: null } }),
  'without an end': () => ({ claims: { exp: null } }),
  'that ended two minutes ago': () => ({
    claims: { iat: nowS() - dayS, nbf: nowS() - dayS, exp: nowS() - 120 },
  }),
  'that starts in two minutes': () => ({ claims: { nbf: nowS() + 120 } }),
  'without a start': () => ({ claims: { nbf: null } }),
  'issued in two minutes': () => ({ claims: { iat: nowS() + 120 } }),
  'without a time of issue': () => ({ claims: { iat: null } }),
  'whose time of issue is text': () => ({ claims: { iat: '0' } }),
  'without an id': () => ({ claims: { jti: null } }),
  'with an empty id': () => ({ claims: { jti: '' } }),
  'without a subject': () => ({ claims: { sub: null } }),
  'about the store ../x': () => ({ claims: { sub: 'stores/../x' } }),
  'about a path below a store': () => ({ claims: { sub: 'stores/snowboots/v2' } }),
  'about something that is not a store': () => ({ claims: { sub: 'snowboots' } }),
  'without a user': () => ({ claims: { user: null } }),
  'whose user has no id': () => ({ claims: { user: { email: 'someone@snowboots.example' } } }),
};

describe('a signed payload', () => {
  let connector: Connector;
  let untouched: string;
  before(async () => {
    connector = await startConnector();
    await install(connector);
    untouched = await records(connector);
  });
  after(() => connector.close());

  const send = (kind: string, jwt: string) =>
    connector.http().get(`/${kind}?signed_payload_jwt=${jwt}`).accept('application/json');

  for (const [what, deed] of Object.entries(refused)) {
    it(`${what} is refused by load, uninstall and remove_user, and changes nothing`, async () => {
      const jwt = await signedPayload(connector, deed());

      for (const kind of ['load', 'uninstall', 'remove_user']) {
        const answer = await send(kind, jwt);
        expect(answer.status, kind).to.equal(401);
        expect(answer.body.code, kind).to.be.oneOf(['payload_invalid', 'payload_expired']);
        expect(answer.headers, kind).not.to.have.property('set-cookie');
      }
      expect(await records(connector)).to.equal(untouched);
    });
  }

  it('that is no JWT at all is refused', async () => {
    for (const text of ['x', 'a.b', 'a.b.c', '..', 'e30.e30.', encodeURIComponent('{}')])
      expect((await send('uninstall', text)).status, text).to.equal(401);
    expect(await records(connector)).to.equal(untouched);
  });

  it('that is absent is asked for', async () => {
    for (const query of ['', '?signed_payload_jwt=']) {
      const answer = await connector.http().get(`/uninstall${query}`);
      expect(answer.status).to.equal(400);
      expect(answer.body.code).to.equal('payload_missing');
    }
  });

  it('is taken from a clock that is 50 seconds ahead or behind', async () => {
    for (const shift of [50, -50]) {
      const at = nowS() + shift;
      const life = shift > 0 ? dayS : 0;
      const claims = { iat: at, nbf: at, exp: at + life };
      expect((await send('load', await signedPayload(connector, { claims }))).status).to.equal(303);
    }
  });
});
