/** Every reason for which a signed payload is refused, as the inspector names it. */
import { expect } from 'chai';
import fc from 'fast-check';
import { inspectJwt } from '../../server/callback-tests/inspect/inspect-jwt.ts';
import { signedClaims as claims, signedAtS as nowS } from '../support/signed-claims.ts';
import { iclient, iclients, secretOf, sign, verifies } from './inspecting.ts';

describe('inspecting a signed payload', () => {
  it('finds nothing wrong with a right one, and tells its parts', async () => {
    const { payload, findings, storeHash } = await inspect(sign(claims));
    expect(findings).to.deep.equal([]);
    expect(storeHash).to.equal('Zx81cAsE');
    expect(payload.signature).to.deep.equal({ characters: 43, fits: 'own' });
    expect(payload.header).to.deep.include({ name: 'alg', value: 'HS256' });
    expect(payload.claims).to.deep.include({ name: 'user.email', value: 'sam@tinycases.example' });
    expect(payload.claims).to.deep.include({ name: 'iat', value: String(nowS), at: nowS * 1000 });
  });

  const { jti: _jti, ...withoutJti } = claims;
  const { user: _user, ...withoutUser } = claims;
  for (const [what, jwt, expected] of [
    ['a wrong secret', sign(claims, 'nobodys-secret'), { diagnosis: 'wrong_secret' }],
    [
      'a signature by another iClient’s secret',
      sign(claims, secretOf('ic_second')),
      {
        diagnosis: 'other_app',
        reason: 'signed_by_other',
        iclient: { id: 'ic_second', name: 'Second app' },
      },
    ],
    [
      'another iClient’s audience',
      sign({ ...claims, aud: 'secondclientid' }),
      {
        diagnosis: 'other_app',
        reason: 'made_for_other',
        iclient: { id: 'ic_second', name: 'Second app' },
      },
    ],
    [
      'an unknown app’s payload',
      sign({ ...claims, aud: 'unknownclientid' }, 'nobodys-secret'),
      { diagnosis: 'other_app', reason: 'made_for_unknown', value: 'unknownclientid' },
    ],
    [
      'a payload that has expired',
      sign({ ...claims, iat: nowS - 90_000, nbf: nowS - 90_000, exp: nowS - 3_600 }),
      { diagnosis: 'payload_expired', reason: 'expired', seconds: 3_600 },
    ],
    [
      'a payload that is not valid yet',
      sign({ ...claims, nbf: nowS + 75 }),
      { diagnosis: 'clock_skew', reason: 'not_yet_valid', seconds: 75 },
    ],
    [
      'a payload from the future',
      sign({ ...claims, iat: nowS + 63 }),
      { diagnosis: 'clock_skew', reason: 'issued_in_future', seconds: 63 },
    ],
    [
      'another algorithm',
      sign(claims, secretOf('default'), { alg: 'none' }),
      { diagnosis: 'wrong_algorithm', value: 'none' },
    ],
    [
      'missing claims',
      sign(withoutJti),
      { diagnosis: 'claims_misshapen', reason: 'missing_claims', names: ['jti'] },
    ],
    [
      'a missing user',
      sign(withoutUser),
      { diagnosis: 'claims_misshapen', reason: 'missing_claims', names: ['user'] },
    ],
    [
      'misshapen claims',
      sign({ ...claims, iss: 'somebody', user: { id: { deep: true } } }),
      { diagnosis: 'claims_misshapen', reason: 'misshapen_claims', names: ['user.id', 'iss'] },
    ],
    [
      'several audiences',
      sign({ ...claims, aud: ['exampleclientid', 'secondclientid'] }),
      { diagnosis: 'claims_misshapen', names: ['aud'] },
    ],
    [
      '“store-” in the store hash',
      sign({ ...claims, sub: 'stores/store-Zx81cAsE' }),
      { diagnosis: 'store_prefix_in_hash', value: 'stores/store-Zx81cAsE' },
    ],
    ...['stores/{store_hash}', 'stores/', 'stores/[hash]', '$CONTEXT'].map(
      (sub) =>
        [
          `the placeholder ${sub}`,
          sign({ ...claims, sub }),
          { diagnosis: 'context_not_substituted', value: sub },
        ] as const,
    ),
    [
      'a part cut off',
      sign(claims).split('.').slice(0, 2).join('.'),
      { reason: 'parts', value: '2' },
    ],
    [
      'claims that are no JSON',
      `${sign(claims).split('.')[0]}.bm90IGpzb24.c2ln`,
      { diagnosis: 'payload_damaged', reason: 'part_unreadable', names: ['claims'] },
    ],
    [
      'a critical header',
      sign(claims, secretOf('default'), { alg: 'HS256', crit: ['exp'], exp: 1 }),
      { diagnosis: 'payload_damaged', reason: 'unverifiable' },
    ],
  ] as const) {
    it(`names ${what}`, async () => {
      const { findings } = await inspect(jwt);
      expect(findings[0]).to.deep.include({ ...expected, level: 'failure' });
    });
  }

  it('warns of a store hash that looks like a variable left empty', async () => {
    const { findings } = await inspect(sign({ ...claims, sub: 'stores/undefined' }));
    expect(findings[0]).to.include({ diagnosis: 'context_not_substituted', level: 'warning' });
  });

  it('tells all that is wrong, the decisive first', async () => {
    const jwt = sign({ ...claims, exp: nowS - 3_600, sub: 'stores/' }, 'nobodys-secret');
    const { findings } = await inspect(jwt);
    expect(findings.map(({ diagnosis }) => diagnosis)).to.deep.equal([
      'wrong_secret',
      'context_not_substituted',
      'payload_expired',
    ]);
  });

  it('never tells the signature, nor a claim that may be a secret', async () => {
    const jwt = sign({
      ...claims,
      access_token: 'canary-in-a-claim',
      data: { secret: 'canary-deep' },
    });
    const told = JSON.stringify(await inspect(jwt));
    expect(told).not.to.contain('canary');
    expect(told).not.to.contain(jwt.split('.')[2]);
  });

  it('finds a failure exactly when the callbacks refuse the payload', async () => {
    const times = fc.integer({ min: nowS - 65, max: nowS + 65 });
    const odd = fc.record(
      {
        iat: fc.oneof(times, fc.double()),
        nbf: fc.oneof(times, fc.double()),
        exp: times,
        sub: fc.constantFrom('stores/Zx81cAsE', 'stores/', 'stores/store-a', 'stores/null', 'x', 7),
        aud: fc.constantFrom('exampleclientid', 'secondclientid', 7, null),
        iss: fc.constantFrom('bc', 'BC', 7),
        jti: fc.constantFrom('', 'one', 7, 'x'.repeat(300)),
        user: fc.constantFrom({ id: 1 }, { id: 1.5 }, { email: 'x' }, null),
        url: fc.constantFrom('/', null, 7),
      },
      { requiredKeys: [] },
    );
    await fc.assert(
      fc.asyncProperty(odd, fc.constantFrom('default', 'ic_second'), async (change, signer) => {
        const jwt = sign({ ...claims, ...change }, secretOf(signer));
        const { findings } = await inspect(jwt);
        const isTaken = findings.every(({ level }) => level === 'warning');
        expect(isTaken).to.equal(await verifies(jwt, nowS * 1000));
      }),
      { numRuns: 500 },
    );
  });

  it('answers any text with a finding and never with an error', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.string(), fc.base64String(), fc.jsonValue()), async (text) => {
        for (const jwt of [typeof text === 'string' ? text : JSON.stringify(text), sign(text)])
          expect((await inspect(jwt)).findings).to.have.length.above(0);
      }),
      { numRuns: 200 },
    );
  });
});

function inspect(jwt: string) {
  return inspectJwt({ iclients, now: () => nowS * 1000 }, iclient, jwt);
}
