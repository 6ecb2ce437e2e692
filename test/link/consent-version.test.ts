import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { consentVersion } from '../../server/language/consent-version.ts';
import { linkConsent as english } from '../../server/language/en/link-consent.ts';
import { linkConsent as french } from '../../server/language/fr/link-consent.ts';

/** Of the words below, as of that version: whoever changes one changes all three. */
const known = { version: '2026-11-21', digest: '76805da767422c03' };

describe('the words of the consent', () => {
  it('are those of their version', () => {
    const digest = createHash('sha256').update(JSON.stringify([english, french].map(spelledOut)));
    expect(
      { version: consentVersion, digest: digest.digest('hex').slice(0, 16) },
      'the words were changed: give them another version, and both here',
    ).to.deep.equal(known);
  });
});

function spelledOut(words: typeof english): unknown[] {
  return Object.entries(words).map(([name, text]) => [
    name,
    typeof text === 'function' ? text('Example product', 'Example company') : text,
  ]);
}
