import { expect } from 'chai';
import { decodeJwt, decodeProtectedHeader, jwtVerify } from 'jose';
import { type OpenSandbox, openSandbox, orderReader } from './open-sandbox.ts';

const names = { clientId: orderReader.clientId, storeHash: 'snowboots' };
const key = (secret: string) => new TextEncoder().encode(secret);

describe('sandbox: signed payloads', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  const mint = async (options: object = {}): Promise<string> => {
    const asked = { ...names, ...options };
    return (await sandbox.http().post('/sandbox/payloads').send(asked).expect(200)).body.jwt;
  };
  const verify = (jwt: string) =>
    jwtVerify(jwt, key(orderReader.clientSecret), { currentDate: new Date(sandbox.clock.now) });
  const rejection = (jwt: string) =>
    verify(jwt).then(
      () => 'none',
      (error) => error.code,
    );

  it('signs BigCommerce’s claims with the app’s secret', async () => {
    const { payload, protectedHeader } = await verify(await mint({ userId: 2003 }));
    const iat = sandbox.clock.now / 1000;
    expect(protectedHeader).to.deep.equal({ alg: 'HS256', typ: 'JWT' });
    expect(payload.jti).to.be.a('string');
    expect({ ...payload, jti: '' }).to.deep.equal({
      aud: orderReader.clientId,
      iss: 'bc',
      iat,
      nbf: iat - 5,
      exp: iat + 86_400,
      jti: '',
      sub: 'stores/snowboots',
      user: { id: 2003, email: 'camille@snowboots.example', locale: 'fr-FR' },
      owner: { id: 2001, email: 'olivia@snowboots.example' },
      url: '/',
      channel_id: null,
    });
  });

  it('gives each payload its own jti', async () => {
    expect(decodeJwt(await mint()).jti).to.not.equal(decodeJwt(await mint()).jti);
  });

  it('changes claims, and leaves out those set to null', async () => {
    const claims = { aud: ['a', 'b'], exp: null, channel_id: 7 };
    const payload = decodeJwt(await mint({ claims }));
    expect(payload).to.deep.include({ aud: ['a', 'b'], channel_id: 7 });
    expect(payload).to.not.have.property('exp');
  });

  it('makes unsigned, differently signed and strangely headed payloads', async () => {
    expect(await mint({ alg: 'none' })).to.match(/\.$/);
    const longer = await mint({ alg: 'HS512', secret: 'another-example' });
    await jwtVerify(longer, key('another-example'), { currentDate: new Date(sandbox.clock.now) });
    const headed = await mint({ header: { kid: '../example' } });
    expect(decodeProtectedHeader(headed)).to.include({ kid: '../example' });
  });

  for (const [fault, code] of [
    ['wrong_secret', 'ERR_JWS_SIGNATURE_VERIFICATION_FAILED'],
    ['clock_ahead', 'ERR_JWT_CLAIM_VALIDATION_FAILED'],
    ['clock_behind', 'ERR_JWT_EXPIRED'],
  ] as const) {
    it(`makes payloads that fail, with the fault ${fault}`, async () => {
      await sandbox.setFaults({ payload: fault });
      expect(await rejection(await mint())).to.equal(code);
      await sandbox.setFaults({ payload: 'none' });
      expect(await rejection(await mint())).to.equal('none');
    });
  }

  it('says which name is wrong', async () => {
    const wrong = { ...names, userId: 1 };
    const { body } = await sandbox.http().post('/sandbox/payloads').send(wrong).expect(400);
    expect(body.error).to.include('userId');
  });
});
