/** Payloads that somebody made: what is nested in them is neither shown nor walked through. */
import { createHmac } from 'node:crypto';
import { expect } from 'chai';
import { inspectJwt } from '../../server/callback-tests/inspect/inspect-jwt.ts';
import { inspectLegacy } from '../../server/callback-tests/inspect/inspect-legacy.ts';
import { iclient, iclients, secretOf, sign } from './inspecting.ts';

const now = () => 1_790_000_000_000;

describe('inspecting a payload that somebody made', () => {
  it('shows nothing of lists and objects but their names, and of the header only known fields', async () => {
    const jwt = sign(
      { list: [{ token: 'canary' }], object: { a: ['canary'] }, user: { id: 1, keys: ['canary'] } },
      undefined,
      { alg: 'HS256', kid: 'shown', jwk: { k: 'canary' }, x5c: ['canary'], note: 'canary' },
    );
    const inspection = await inspectJwt({ iclients, now }, iclient, jwt);
    expect(JSON.stringify(inspection)).not.to.contain('canary');
    const { header, claims } = inspection.payload;
    expect(header).to.deep.include({ name: 'kid', value: 'shown' });
    expect(header).to.deep.include({ name: 'note', value: undefined });
    expect(claims.map(({ name }) => name)).to.include.members(['list', 'object', 'user.keys']);
  });

  const deep = `${'['.repeat(20_000)}${']'.repeat(20_000)}`;
  for (const [where, header, claims] of [
    ['a claim', '{"alg":"HS256"}', `{"x":${deep}}`],
    ['a claim that callbacks read', '{"alg":"HS256"}', `{"sub":${deep},"user":${deep}}`],
    ['the algorithm', `{"alg":${deep}}`, '{}'],
  ] as const)
    it(`goes through no nesting, however deep, in ${where}`, async () => {
      const jwt = signed(header, claims);
      const { findings } = await inspectJwt({ iclients, now }, iclient, jwt);
      expect(findings.some(({ level }) => level === 'failure')).to.equal(true);
    });

  it('goes through no nesting of a legacy payload', async () => {
    const text = `${Buffer.from(`{"x":${deep}}`).toString('base64')}.c2lnbmF0dXJl`;
    const { payload } = await inspectLegacy({ iclients }, iclient, text);
    expect(payload.claims).to.deep.equal([{ name: 'x', value: undefined }]);
  });
});

function signed(header: string, claims: string): string {
  const text = [header, claims].map((part) => Buffer.from(part).toString('base64url')).join('.');
  return `${text}.${createHmac('sha256', secretOf('default')).update(text).digest('base64url')}`;
}
