/** What the recorder keeps of parameters that may be kept: only what is recognised, since anybody may write into them. */
import { expect } from 'chai';
import { scopeCatalogue } from '../../../server/bigcommerce/scope-catalogue.ts';
import { harmlessParts } from '../../../server/callback-tests/recorder/harmless.ts';

const canary = 'canary9k2m4x7q1z8w3v6t5r0';

describe('what the recorder keeps of a parameter', () => {
  for (const [name, value] of [
    ['context', 'stores/zx81case'],
    ['context', 'stores/store-zx81case'],
    ['context', 'store-zx81case'],
    ['context', 'stores/{store_hash}'],
    ['context', 'stores/{{storeHash}}'],
    ['context', 'stores/$STORE_HASH'],
    ['context', 'stores/undefined'],
    ['context', 'stores/'],
    ['scope', 'store_v2_orders store_v2_products_read_only users_basic_information'],
    ['scope', ''],
    ['error', 'access_denied'],
    ['error', 'unauthorized_client'],
    ['external_install', 'true'],
  ] as const)
    it(`is its value: ${name}=${value}`, () => expect(kept(name, value)).to.equal(value));

  for (const [name, value] of [
    ['context', canary],
    ['context', `stores/${canary}`],
    ['context', `stores/store-${canary}`],
    ['context', `stores/{${canary}}`],
    ['context', `{${canary}}`],
    ['scope', canary],
    ['scope', `store_${canary}`],
    ['scope', `store_v2_${canary}`],
    ['error', 'canary_code_of_letters'],
    ['external_install', 'canary'],
  ] as const)
    it(`is only that it was there: ${name}=${value}`, () =>
      expect(kept(name, value)).to.equal(undefined));

  it('is how many words of a scope are none', () => {
    expect(kept('scope', `store_v2_orders ${canary} ${canary}`)).to.equal('store_v2_orders (+2)');
  });

  it('is every scope that BigCommerce has', () => {
    for (const { scope } of scopeCatalogue.flatMap(({ entries }) => entries))
      expect(kept('scope', scope)).to.equal(scope);
  });
});

function kept(name: string, value: string): string | undefined {
  const req = { method: 'GET', path: '/auth', protocol: 'http', get: () => undefined };
  const { parameters } = harmlessParts({ ...req, query: { [name]: value } });
  return parameters.find((parameter) => parameter.name === name)?.value;
}
