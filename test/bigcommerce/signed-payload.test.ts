import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { verifySignedPayload } from '../../server/bigcommerce/signed-payload.ts';
import { AppError } from '../../server/errors.ts';
import { signedClaims as claims, signedAtS as nowS } from '../support/signed-claims.ts';

const iclient = { id: 'default', clientId: 'exampleclientid', clientSecret: 'example-secret' };

describe('verifying a signed payload', () => {
  it('answers who did what, with ids as text and the case of the store hash kept', async () => {
    const payload = await verify(sign(claims));
    expect(payload).to.deep.include({
      storeHash: 'Zx81cAsE',
      user: { id: '4003', email: 'sam@tinycases.example', locale: 'fr-FR' },
      url: '/',
    });
    expect(payload.call).to.include({ iclientId: 'default', issuedAt: nowS });
  });

  it('takes a payload without a deep link, a locale or a channel', async () => {
    const { url: _url, channel_id: _channel, ...rest } = claims;
    const payload = await verify(sign({ ...rest, user: { id: '7', email: 'x@store.example' } }));
    expect(payload).to.deep.include({
      url: '/',
      user: { id: '7', email: 'x@store.example', locale: undefined },
    });
  });

  for (const [what, change] of [
    ['expired', (off: number) => ({ iat: 0, nbf: 0, exp: nowS - off })],
    ['not valid yet', (off: number) => ({ nbf: nowS + off })],
    ['issued in the future', (off: number) => ({ iat: nowS + off, nbf: nowS })],
  ] as const) {
    it(`allows clocks to differ by less than a minute when it looks ${what}`, async () => {
      await verify(sign({ ...claims, ...change(59) }));
      expect(await refusal(sign({ ...claims, ...change(61) }))).to.match(/^payload_/);
    });
  }

  it('tells an expired payload from a forged one', async () => {
    expect(await refusal(sign({ ...claims, exp: nowS - 600 }))).to.equal('payload_expired');
    expect(await refusal(sign(claims, 'another-secret'))).to.equal('payload_invalid');
  });

  it('gives the same digest for the same jti, and another one for another', async () => {
    const digest = async (jti: string) => (await verify(sign({ ...claims, jti }))).call.digest;
    expect(await digest('one')).to.equal(await digest('one'));
    expect(await digest('one')).not.to.equal(await digest('two'));
  });

  it('refuses a payload with any character changed', async () => {
    const jwt = sign(claims);
    // The last character of a part may hold bits that mean nothing.
    const changeable = [...jwt].flatMap((character, index) =>
      character === '.' || index === jwt.length - 1 ? [] : [index],
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...changeable),
        fc.constantFrom(...'ABCDEFGHabcdefgh01234567-_.'),
        async (index, character) => {
          fc.pre(jwt[index] !== character);
          const changed = `${jwt.slice(0, index)}${character}${jwt.slice(index + 1)}`;
          expect(await refusal(changed)).to.match(/^payload_/);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('answers any text with a refusal and never with another error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String()), async (text) => {
        expect(await refusal(text)).to.equal('payload_invalid');
        expect(await refusal(sign(text))).to.equal('payload_invalid');
      }),
    );
  });

  it('answers any claims with a verdict and never with another error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...Object.keys(claims).filter((name) => name !== 'channel_id')),
        fc.jsonValue(),
        async (name, value) => {
          expect(await refusal(sign({ ...claims, [name]: value }))).to.match(/^(payload_|taken)/);
        },
      ),
    );
  });
});

function verify(jwt: string) {
  return verifySignedPayload(jwt, iclient, nowS * 1000);
}

/** The code of the refusal, or "taken". */
async function refusal(jwt: string): Promise<string> {
  try {
    await verify(jwt);
    return 'taken';
  } catch (error) {
    if (error instanceof AppError) return error.code;
    throw error;
  }
}

function sign(payload: unknown, secret = iclient.clientSecret): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const signed = `${part({ alg: 'HS256', typ: 'JWT' })}.${part(payload)}`;
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
